"""Habits read from a log that was made by hand, and from one that the real services wrote."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.questions import Outcome
from mentorbot.simulation.figures import NEVER, Figures
from mentorbot.simulation.habits import Habits
from mentorbot.simulation.history import History, TooYoung, read
from mentorbot.simulation.running import Plan
from mentorbot.simulation.told import about, lived
from mentorbot.store import events, identities, servers
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.played import SERVER as PLAYED_SERVER
from tests.played import played

SERVER, OTHER = 1, 2
MONDAY = datetime(2026, 6, 1, 15, tzinfo=UTC)  # 16:00 in London
LATER = MONDAY + timedelta(days=60)
LONDON = ZoneInfo("Europe/London")
ASKER, HELPERS, AWAY = 100, range(10), 50


class Diary:
    """Writes lines of a log at moments given in minutes since the first Monday."""

    def __init__(self, tx: Transaction, server: int = SERVER) -> None:
        self._tx = tx
        self._server = server

    async def note(self, at: float, kind: EventKind, member: int | None = None, **about: object) -> None:
        line = Event(kind, member, **about)  # pyright: ignore[reportArgumentType] - a test names the columns itself
        await events.append(self._tx, self._server, MONDAY + timedelta(minutes=at), [line])


async def four_weeks(tx: Transaction) -> None:
    """Forty questions in four weeks: 20 claimed, 10 withdrawn after two days, 10 never answered."""
    diary = Diary(tx)
    for number in range(40):
        at = number * 1008.0
        helper = HELPERS[number % 10]
        await diary.note(at - 30, EventKind.OFFERED, helper, detail="all skills")
        await diary.note(at, EventKind.ASKED, ASKER + number % 5, question=number, topic=f"topic {number % 4}")
        await diary.note(at, EventKind.CALLED, helper, question=number, wave=1, detail="offering")
        await diary.note(at + 10, EventKind.CALLED, AWAY, question=number, wave=2, detail="opted-in")
        if number % 2:
            await diary.note(at + 6, EventKind.CLAIMED, helper, other=ASKER, question=number)
            await diary.note(at + 46, EventKind.LINK_CLOSED, helper, question=number, detail="sorted")
            await diary.note(at + 46, EventKind.QUESTION_CLOSED, ASKER, question=number, detail="sorted")
        else:
            how = "withdrawn" if number % 4 else "unanswered"
            await diary.note(at + 2880, EventKind.QUESTION_CLOSED, ASKER, question=number, detail=how)
        await diary.note(at + 60, EventKind.OFFER_ENDED, helper, detail="on time")


async def two_called(diary: Diary, question: int) -> float:
    """A question for which two who offered were called in one wave; give the minute at which it was asked."""
    at = question * 1008.0
    await diary.note(at, EventKind.ASKED, ASKER, question=question, topic="excel")
    for member in (1, 2):
        await diary.note(at, EventKind.CALLED, member, question=question, wave=1, detail="offering")
    return at


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[SqliteDatabase]:
    opened = await SqliteDatabase.open(tmp_path / "mentorbot.db")
    for server in (SERVER, OTHER):
        await opened.write(servers.add, server, open_limit=3, topics_per_member=0, zone="Europe/London", now=MONDAY)
    yield opened
    await opened.close()


async def of(database: SqliteDatabase, server: int = SERVER, now: datetime = LATER) -> History:
    return await database.read(read, server, now, LONDON)


async def test_the_habits_are_those_of_the_log(database: SqliteDatabase) -> None:
    await database.write(four_weeks)
    history = await of(database)
    habits = history.habits

    assert habits.members == 10 + 5 + 1
    assert habits.helping == 10 / 16
    assert habits.topics == 4
    weeks = history.lived.weeks
    assert weeks == pytest.approx((38 * 1008 + 2880 + 30) / 10080, abs=0.3)
    assert habits.questions == pytest.approx(40 / weeks)
    assert habits.offers == pytest.approx(4 / weeks)
    assert habits.offer_minutes == pytest.approx(90)
    assert habits.link_minutes == 40
    assert habits.notice_minutes == 6
    assert habits.willing == pytest.approx(0.5)
    assert habits.patience_hours == pytest.approx((20 * 6 + 20 * 2880) / 60 / 10)
    assert len(habits.question_moments) == len(habits.offer_moments) == 40


async def test_what_really_happened_is_told_beside(database: SqliteDatabase) -> None:
    await database.write(four_weeks)
    real = (await of(database)).lived

    assert (real.questions, real.unanswered) == (40, 0.5)
    assert (real.median_wait, real.long_wait) == (6, NEVER)


async def test_the_model_is_held_against_what_really_happened(database: SqliteDatabase) -> None:
    await database.write(four_weeks)
    history = await of(database)
    plan = Plan(replace(history.habits, members=99), [])
    told = " ".join(lived(plan, [Figures(6.4, 90, 0.1, 1, 1, 1, 0.1, 0)], history))

    assert "Your log, 40 questions: half claimed within 6 min, fewer than nine tenths ever, 50 % never." in told
    assert "The model: half claimed within 6 min, nine tenths within 1.5 h, 10 % never." in told
    assert "assumed: skills" in told
    assert "members" not in told  # which was changed by hand, and is said above
    assert "Supposed: members=99." in list(about(plan, history))
    assert list(lived(plan, [], None)) == []


async def test_what_the_log_cannot_tell_keeps_its_default(database: SqliteDatabase) -> None:
    await database.write(four_weeks)
    history = await of(database)

    assert {"members", "questions", "willing", "patience_hours"} <= history.read
    assert not {"skills", "crowd", "tolerance", "willing_away", "looks"} & history.read  # nobody who opted in answered
    for name in ("skills", "crowd", "tolerance", "willing_away", "looks", "away_minutes"):
        assert getattr(history.habits, name) == getattr(Habits(), name)


async def test_times_of_the_week_are_those_of_the_servers_clock(database: SqliteDatabase) -> None:
    await database.write(four_weeks)

    assert 16 * 60 in (await of(database)).habits.question_moments


async def test_another_servers_log_and_what_is_older_than_a_year_are_not_read(database: SqliteDatabase) -> None:
    await database.write(four_weeks)

    with pytest.raises(TooYoung):
        await of(database, OTHER)
    with pytest.raises(TooYoung):
        await of(database, now=LATER + timedelta(days=400))


async def test_a_log_of_a_few_days_is_refused_in_kind_words(database: SqliteDatabase) -> None:
    async def a_day(tx: Transaction) -> None:
        for number in range(30):
            await Diary(tx).note(number, EventKind.ASKED, ASKER, question=number, topic="excel")

    await database.write(a_day)

    with pytest.raises(TooYoung, match="too little"):
        await of(database)


async def test_whoever_asks_anonymously_is_not_counted_as_one_more_member_each_time(database: SqliteDatabase) -> None:
    async def anonymous(tx: Transaction) -> None:
        await four_weeks(tx)
        for number in range(900, 930):
            await identities.add_stand_in(tx, SERVER, number)
            await Diary(tx).note(number, EventKind.ASKED, number, question=number, topic="excel")

    await database.write(anonymous)

    assert (await of(database)).habits.members == 16


async def test_a_reply_cut_short_by_somebody_faster_is_no_refusal(database: SqliteDatabase) -> None:
    async def story(tx: Transaction) -> None:
        diary = Diary(tx)
        for number in range(30):
            at = await two_called(diary, number)
            await diary.note(at + 4, EventKind.CLAIMED, 1, other=ASKER, question=number)

    await database.write(story)

    assert (await of(database)).habits.willing == 1


async def test_who_was_too_late_was_willing_and_was_one_of_two_called(database: SqliteDatabase) -> None:
    async def story(tx: Transaction) -> None:
        diary = Diary(tx)
        for number in range(40):
            at = await two_called(diary, number)
            if number % 2:
                await diary.note(at + 4, EventKind.CLAIMED, 1, other=ASKER, question=number)
                await diary.note(at + 6, EventKind.CLAIM_LOST, 2, question=number)

    await database.write(story)
    habits = (await of(database)).habits

    assert habits.willing == pytest.approx(0.5 * 2**habits.crowd)
    assert habits.notice_minutes == 5


async def test_the_lines_are_those_that_the_services_write(tmp_path: Path) -> None:
    async with played(tmp_path) as web:
        for number in range(24):
            await web.offer("Ben", "excel", minutes=60)
            asked = await web.ask("Amira", card=7000 + number)
            await web.pass_time(minutes=5)
            await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
            link = await web.link_of(asked.question.id)
            await web.pass_time(minutes=20)
            await web.parts.linking.end(link.id, Outcome.SORTED)
            await web.pass_time(minutes=35)
            await web.pass_time(days=1)
        history = await web.database.read(read, PLAYED_SERVER, web.clock.now(), LONDON)

    assert history.habits.members == 3  # two are the fewest that can be played
    assert history.habits.offer_minutes == pytest.approx(60)
    assert history.habits.notice_minutes == 5
    assert history.habits.link_minutes == 20
    assert history.habits.willing == 1
    assert history.lived.unanswered == 0
