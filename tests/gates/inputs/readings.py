"""G12 in the small: every reading of a text, and every drawing of one, by itself and at speed."""

import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from mentorbot.answering import returned
from mentorbot.domain.cards import Card, SignedCard
from mentorbot.domain.looking_over import look_over
from mentorbot.domain.periods import parse_period, suggest_period
from mentorbot.domain.questions import Outcome, Status, checked_text
from mentorbot.domain.quoting import whole
from mentorbot.domain.times import LONGEST, parse_until, suggest_until
from mentorbot.domain.topics import Topic, TopicIndex
from mentorbot.domain.weekly import next_window, parse_windows, shown
from mentorbot.domain.zones import is_zone
from mentorbot.errors import Refused
from mentorbot.rendering import cards, notices, setup, threads, waiting
from mentorbot.rendering.looking import second_look, turned_down
from mentorbot.rendering.parts import Sheet
from mentorbot.services.topics import checked_name
from mentorbot.starter import starter_topics
from mentorbot.store.callouts import CallOut
from mentorbot.suggesting import time_choices, topic_choices, zone_choices
from tests.gates.inputs.nasty import Nasty
from tests.gates.inputs.silence import faults_of
from tests.gates.report import Report

ASKER, HELPER, STRANGER = 1001, 1002, 1003
NOW = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # half an hour before clocks go forward in London
ZONES = tuple(map(ZoneInfo, ("Europe/London", "UTC", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati")))
YEAR = timedelta(days=365)
MENTIONS = (f"<@{STRANGER}>", f"<@!{STRANGER}>", "<@&1004>", "<#1005>")


class Readings:
    """Gives each reader and each renderer something nasty, and looks at what comes out."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(f"{seed} readings")
        self._nasty = Nasty(self._rng, MENTIONS)
        starters = [Topic(number, t.key, t.name, t.area, t.aliases) for number, t in enumerate(starter_topics(), 1)]
        self._starters = starters
        self._index = TopicIndex(starters)
        self._tries: tuple[Callable[[], None], ...] = (
            *(self._time, self._time, self._period, self._zone, self._windows, self._topic, self._typing),
            *(self._card, self._thread, self._private, self._returned, self._look, self._long),
        )

    def go(self, count: int, report: Report) -> None:
        for number in range(count):
            attempt = self._tries[number % len(self._tries)]
            state = self._rng.getstate()
            try:
                attempt()
            except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
                words = traceback.format_exc(limit=-3)
                report.faults.append(f"input {number}, {attempt.__name__} (state {hash(state)}): {words}")
            report.counts["readings and drawings"] += 1

    def _moment(self) -> tuple[datetime, ZoneInfo]:
        return NOW + self._rng.random() * YEAR, self._rng.choice(ZONES)

    def _time(self) -> None:
        text, (now, zone) = whole(self._nasty.when()), self._moment()
        try:
            until = parse_until(text, now, zone)
            assert timedelta() < until - now <= LONGEST + timedelta(minutes=1)
        except Refused:
            pass
        _choices(time_choices(suggest_until(text, now, zone)))

    def _period(self) -> None:
        text, (now, zone) = whole(self._nasty.period()), self._moment()
        try:
            start, end = parse_period(text, now, zone)
            assert start < end
        except Refused:
            pass
        _choices(time_choices(suggest_period(text, now, zone)))

    def _zone(self) -> None:
        text = whole(self._nasty.zone())
        assert not is_zone(text) or str(ZoneInfo(text)) == text
        _choices(zone_choices(text))

    def _windows(self) -> None:
        text = whole(self._nasty.when() if self._rng.random() < 0.5 else self._nasty.text(1500))
        days = self._rng.choice(("", "Mon, Wed ", "weekdays "))
        try:
            windows = parse_windows(days + text)
        except Refused as refused:
            _fine(Sheet(refused.words))
            return
        assert parse_windows(shown(windows)) == windows
        now, zone = self._moment()
        assert not windows or next_window(windows, zone, now)

    def _topic(self) -> None:
        text = whole(self._nasty.text(1500))
        assert set(self._index.infer(text)) <= set(self._starters)
        found = self._index.find(text)
        assert found is None or found in self._starters

    def _typing(self) -> None:
        _choices(topic_choices(self._index.suggest(whole(self._nasty.text(100)))))

    def _look(self) -> None:
        self._looked_over(whole(self._nasty.text(4000)))

    def _long(self) -> None:
        """Look over what repeats itself as long as Discord lets it: a pattern that tries again and again would hang."""
        piece = whole(self._nasty.text(self._rng.choice((3, 12, 40)))) or "0"
        self._looked_over((piece * 6000)[:6000])

    def _looked_over(self, text: str) -> None:
        words = [whole(self._nasty.text(60)) for _ in range(3)]
        findings = look_over(text, words=words, own_names=[whole(self._nasty.name())], own_user_id=STRANGER)
        assert all(one.found.strip() for one in findings)
        for draw in (second_look, turned_down):
            _fine(draw(findings, 2**62))
        _fine(setup.word_list([*words * 40]))

    def _card(self) -> None:
        card, called = self._a_card(), [self._call(HELPER)]
        _fine(cards.card(card, called if card.status is Status.OPEN else []))
        _fine(cards.call_out(card, called, 2))
        _fine(cards.call_over(card))
        for reason in ("unanswered", "out-of-sight", "nobody"):
            _fine(cards.for_moderators(card, reason, notices.card_link(card)))

    def _thread(self) -> None:
        card = self._a_card()
        name = threads.thread_name(card)
        assert name.strip()
        assert len(name) <= 100
        for sheet in (threads.opening(card, 1), threads.opening_closed(card), threads.nudge(card, 1)):
            _fine(sheet)
        _fine(threads.closed_by(whole(self._nasty.name()), Outcome.MODERATOR))
        _fine(threads.kept_open(whole(self._nasty.name())))

    def _private(self) -> None:
        card = self._a_card()
        about = self._rng.choice(list(notices.NEWS))
        news = notices.notice({"about": about}, card)
        _fine(news)
        _fine(notices.in_channel(news, ASKER))
        _fine(waiting.questions([self._a_card() for _ in range(10)], mine=self._rng.random() < 0.5))
        _fine(Sheet(waiting.why(self._call(HELPER))))
        _fine(setup.topic_list([self._a_topic(number) for number in range(1, 90)]))

    def _returned(self) -> None:
        texts = [whole(self._nasty.text(4000)) for _ in range(self._rng.randrange(3))]
        sheet, files = returned("That did not work.", texts)
        _fine(sheet)
        for text in texts:
            assert files or text.replace("\u200b", "") in sheet.content.replace("\u200b", "")
        for file in files:
            file.close()

    def _a_topic(self, number: int) -> Topic:
        try:
            name = checked_name(whole(self._nasty.name(60)))
        except Refused:
            name = f"Topic {number}"
        return Topic(number, name.casefold(), name, self._rng.choice(("school", "technology", "subjects")))

    def _a_card(self) -> Card:
        try:
            text = checked_text(whole(self._nasty.text(1500)))
        except Refused:
            text = "Short?"
        status, topic = self._rng.choice(list(Status)), self._a_topic(1).name
        return SignedCard(
            question=self._rng.randrange(1, 10**9),
            server_id=1,
            channel_id=2,
            card_id=3,
            text=text,
            topic=self._rng.choice((topic, None)),
            urgent=self._rng.random() < 0.5,
            private=self._rng.random() < 0.5,
            status=status,
            outcome=self._rng.choice(list(Outcome)) if status is Status.CLOSED else None,
            wave=1,
            asked_at=NOW,
            expires_at=NOW + YEAR,
            closed_at=NOW if status is Status.CLOSED else None,
            asker_name=whole(self._nasty.name()),
            asker_user=ASKER,
            link=4,
            thread_id=5,
            link_closed=False,
            link_outcome=self._rng.choice(list(Outcome)),
            note=whole(self._nasty.text(200)),
            helper_name=whole(self._nasty.name()),
            helper_user=HELPER,
            moderator_channel=6,
            also=self._rng.randrange(3),
        )

    def _call(self, user: int) -> CallOut:
        return CallOut(1, user, 1, self._rng.choice(("offering", "neighbour")), whole(self._nasty.name(60)), NOW)


def _choices(choices: Iterable[Any]) -> None:
    body = {"type": 8, "data": {"choices": [choice.to_dict() for choice in choices]}}
    found = list(faults_of(body))
    assert not found, found


def _fine(sheet: Sheet) -> None:
    """Look at a message as it would be sent."""
    arguments = sheet.arguments()
    view = arguments["view"]
    body = {
        "content": sheet.content,
        "embeds": [embed.to_dict() for embed in sheet.embeds],
        "components": view.to_components() if view else [],
        "allowed_mentions": arguments["allowed_mentions"].to_dict(),
    }
    found = list(faults_of(body, [STRANGER]))
    assert not found, found
    assert set(sheet.pings) <= {ASKER, HELPER}
