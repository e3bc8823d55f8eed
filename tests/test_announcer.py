"""Announcements go out once, in order where they belong together, and again after a failure."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from mentorbot.announcer import Announcer
from mentorbot.deliveries import Deliveries, NotNeeded, Order, Shown
from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.questions import Draft, Outcome, Status
from mentorbot.services.asking import Asked
from tests.played import CHANNEL, Web, played

CARD, UPDATE, NOTICE = AnnouncementKind.CARD, AnnouncementKind.CARD_UPDATE, AnnouncementKind.NOTICE


def discords_error(code: int, status: int = 400) -> discord.HTTPException:
    """Make the error that discord.py raises for one of Discord's codes."""
    response = cast("Any", SimpleNamespace(status=status, reason="refused"))
    kind = discord.DiscordServerError if status >= 500 else discord.HTTPException
    return kind(response, {"code": code, "message": "refused"})


class Discord:
    """Shows what it is given, unless it was told to do otherwise next."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.shown: list[int] = []
        self.trouble: dict[AnnouncementKind, list[BaseException]] = {}
        self.gate: dict[AnnouncementKind, asyncio.Event] = {}
        self.changed = asyncio.Condition()
        self.at_once = self.most_at_once = 0

    async def show(self, order: Order) -> Shown:
        self.orders.append(order)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self._wait(order)
        finally:
            self.at_once -= 1
        self.shown.append(order.announcement.id)
        return Shown(CHANNEL, 9000 + order.announcement.id)

    async def _wait(self, order: Order) -> None:
        kind = order.announcement.kind
        if kind in self.gate:
            await self.gate[kind].wait()
        await asyncio.sleep(0)
        if self.trouble.get(kind):
            raise self.trouble[kind].pop(0)

    def kinds(self) -> list[str]:
        return [order.announcement.kind.value for order in self.orders]


@dataclass
class Desk:
    """An announcer at work, with the web that gives it work."""

    web: Web
    discord: Discord
    announcer: Announcer
    wakes: list[datetime]

    async def ask(self, name: str = "Amira") -> Asked:
        draft = Draft("How do I do this?", "excel")
        return await self.web.parts.asking.ask(self.web.person(name), draft, CHANNEL)

    async def state(self, announcement: Announcement) -> str:
        [state] = await self.web.all(str, "SELECT state FROM announcement WHERE id = $1", announcement.id)
        return state

    async def settled(self) -> None:
        """Wait until no lane is at work."""
        async with asyncio.timeout(5):
            while workers := list(self.announcer.workers):
                await asyncio.wait(workers)
                await asyncio.sleep(0)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not holds():
                await self.web.parts.announcing.pending()  # one visit to the database's thread, not a busy loop


def hire(web: Web, discord_: Discord) -> Desk:
    wakes: list[datetime] = []
    deliveries = cast("Deliveries", discord_)
    announcer = Announcer(web.parts.announcing, deliveries, web.clock, Random(4), wakes.append)
    web.parts.outbox.deliver_to(announcer.deliver)
    return Desk(web, discord_, announcer, wakes)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncGenerator[Desk]:
    async with played(tmp_path) as web:
        opened = hire(web, Discord())
        await opened.announcer.start()
        yield opened
        await opened.announcer.stop()


async def test_a_card_is_posted_and_remembered(desk: Desk) -> None:
    asked = await desk.ask()
    await desk.settled()
    assert desk.discord.kinds() == ["card"]
    assert (await desk.web.question(asked.question.id)).card_id == 9000 + asked.announcement.id
    assert await desk.state(asked.announcement) == "sent"


async def test_what_belongs_to_one_question_goes_out_in_order_and_others_do_not_wait(desk: Desk) -> None:
    desk.discord.gate[CARD] = asyncio.Event()
    first = await desk.ask("Amira")
    await desk.web.parts.asking.withdraw(desk.web.person("Amira"), first.question.id)
    await desk.ask("Chloe")
    await desk.until(lambda: len(desk.discord.orders) == 2)
    assert desk.discord.kinds() == ["card", "card"]
    desk.discord.gate[CARD].set()
    await desk.settled()
    lanes = [order.announcement for order in desk.discord.orders if order.announcement.question_id == first.question.id]
    assert [announcement.id for announcement in lanes] == sorted(announcement.id for announcement in lanes)


async def test_a_crowd_is_served_some_at_a_time(desk: Desk) -> None:
    for number in range(60):
        await desk.ask(f"Asker {number}")
    await desk.settled()
    assert len(desk.discord.shown) == len(set(desk.discord.shown)) == 60
    assert desk.discord.most_at_once <= 32


async def test_after_a_passing_failure_it_is_tried_again_later_and_what_follows_waits(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [discords_error(0, 503), OSError("reset"), TimeoutError()]
    asked = await desk.ask()
    await desk.settled()
    for tries in (1, 2, 3):
        assert desk.discord.kinds() == ["card"] * tries
        desk.announcer.kick()
        await desk.settled()
        assert len(desk.discord.orders) == tries, "not before its time"
        pause = desk.wakes[-1] - desk.web.clock.now()
        assert 0.5 * 2**tries <= pause.total_seconds() <= 1.5 * 2**tries
        desk.web.clock.move(seconds=pause.total_seconds())
        desk.announcer.kick()
        await desk.settled()
    assert desk.discord.shown == [asked.announcement.id]
    assert await desk.state(asked.announcement) == "sent"


async def test_a_card_that_discord_refuses_ends_its_question_at_once(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [discords_error(50013, 403)]
    asked = await desk.ask()
    result = await desk.announcer.result(asked.announcement, 5)
    await desk.settled()
    assert result is not None
    assert (result.shown, result.problem) == (None, "forbidden")
    question = await desk.web.question(asked.question.id)
    assert (question.status, question.outcome) == (Status.CLOSED, Outcome.NOT_POSTED)
    assert await desk.state(asked.announcement) == "failed"


async def test_whoever_waits_for_a_card_hears_where_it_stands_or_that_it_takes_longer(desk: Desk) -> None:
    asked = await desk.ask()
    result = await desk.announcer.result(asked.announcement, 5)
    assert result is not None
    assert result.shown == Shown(CHANNEL, 9000 + asked.announcement.id)
    desk.discord.gate[CARD] = asyncio.Event()
    slow = await desk.ask("Chloe")
    assert await desk.announcer.result(slow.announcement, 0.01) is None
    desk.discord.gate[CARD].set()
    await desk.settled()


async def test_what_makes_no_sense_any_more_is_let_go(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [NotNeeded("the question ended")]
    asked = await desk.ask()
    await desk.settled()
    assert await desk.state(asked.announcement) == "dropped"
    assert (await desk.web.question(asked.question.id)).status is Status.OPEN


async def test_a_fault_of_our_own_does_not_block_the_lane_for_ever(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [LookupError("a bug in rendering")] * 500
    asked = await desk.ask()
    await desk.settled()
    for _ in range(200):
        desk.web.clock.move(minutes=15)
        desk.announcer.kick()
        await desk.settled()
    assert await desk.state(asked.announcement) == "failed"
    assert len(desk.discord.orders) > 5


async def test_a_missing_permission_for_a_notice_is_tried_again_hourly_for_a_day(desk: Desk) -> None:
    desk.discord.trouble[NOTICE] = [discords_error(50013, 403) for _ in range(99)]
    asked = await desk.ask()
    await desk.settled()
    await desk.web.parts.claiming.claim_by_reaction(desk.web.person("Amira"), 9000 + asked.announcement.id)
    for _ in range(30):
        await desk.settled()
        desk.web.clock.move(hours=1)
        desk.announcer.kick()
    await desk.settled()
    assert 24 <= desk.discord.kinds().count("notice") <= 26


class TestAnsweredByTheAnswer:
    """The answer to a press shows the card anew for free; where it fails, the announcer does."""

    async def claimed(self, desk: Desk) -> Announcement:
        asked = await desk.ask()
        await desk.settled()
        desk.discord.orders.clear()
        claimed = await desk.web.parts.claiming.claim(desk.web.person("Ben"), asked.question.id)
        await desk.settled()
        assert desk.discord.orders == [], "the thread waits for the answer"
        return claimed.update

    async def test_the_card_is_not_edited_twice_and_the_thread_follows(self, desk: Desk) -> None:
        update = await self.claimed(desk)
        async with desk.announcer.shown_by_answer(update):
            pass
        await desk.settled()
        assert desk.discord.kinds() == ["thread", "opening"]
        assert await desk.state(update) == "sent"

    async def test_an_answer_that_comes_too_late_leaves_it_to_the_announcer(self, desk: Desk) -> None:
        update = await self.claimed(desk)
        async with desk.announcer.shown_by_answer(update):
            raise discords_error(10062, 404)
        await desk.settled()
        assert desk.discord.kinds() == ["card-update", "thread", "opening"]

    async def test_an_answer_that_shows_something_else_leaves_it_too(self, desk: Desk) -> None:
        update = await self.claimed(desk)
        async with desk.announcer.shown_by_answer(update) as answer:
            answer.leave()
        await desk.settled()
        assert desk.discord.kinds() == ["card-update", "thread", "opening"]

    async def test_a_bug_in_the_answer_is_raised_and_the_card_is_shown_all_the_same(self, desk: Desk) -> None:
        update = await self.claimed(desk)
        with pytest.raises(LookupError):
            async with desk.announcer.shown_by_answer(update):
                raise LookupError
        await desk.settled()
        assert desk.discord.kinds() == ["card-update", "thread", "opening"]

    async def test_an_answer_that_never_ends_does_not_hold_the_thread_back(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("mentorbot.announcer.ANSWER_PATIENCE", 0.01)
        update = await self.claimed(desk)
        with suppress(TimeoutError):
            async with asyncio.timeout(5), desk.announcer.shown_by_answer(update):
                await asyncio.Event().wait()
        await desk.settled()
        assert desk.discord.kinds() == ["card-update", "thread", "opening"]


class TestRestarts:
    """What an earlier process left behind may have been shown or not."""

    async def left_behind(self, tmp_path: Path, **later: float) -> list[Order]:
        async with played(tmp_path) as web:
            await web.parts.asking.ask(web.person("Amira"), Draft("How do I do this?", "excel"), CHANNEL)
            web.clock.move(**later)
            desk = hire(web, Discord())
            await desk.announcer.start()
            await desk.settled()
            await desk.announcer.stop()
            return desk.discord.orders

    async def test_it_is_sent_and_known_to_be_doubtful(self, tmp_path: Path) -> None:
        [order] = await self.left_behind(tmp_path, seconds=5)
        assert (order.doubtful, order.nonce_holds) == (True, True)

    async def test_once_discord_forgot_the_nonce_it_has_to_be_looked_for(self, tmp_path: Path) -> None:
        [order] = await self.left_behind(tmp_path, minutes=3)
        assert (order.doubtful, order.nonce_holds) == (True, False)

    async def test_what_is_said_for_the_first_time_is_not_doubtful(self, desk: Desk) -> None:
        await desk.ask()
        await desk.settled()
        assert [order.doubtful for order in desk.discord.orders] == [False]

    async def test_connecting_again_says_nothing_twice(self, desk: Desk) -> None:
        desk.discord.gate[CARD] = asyncio.Event()
        await desk.ask("Amira")
        await asyncio.gather(desk.announcer.start(), desk.ask("Ben"), desk.announcer.start(), desk.ask("Chloe"))
        desk.discord.gate[CARD].set()
        await desk.settled()
        await desk.announcer.start()
        await desk.settled()
        assert len(desk.discord.orders) == len(desk.discord.shown) == 3

    async def test_stopping_finishes_what_is_being_sent_and_leaves_the_rest_in_the_outbox(self, desk: Desk) -> None:
        desk.discord.gate[CARD] = asyncio.Event()
        asked = await desk.ask()
        await desk.until(lambda: len(desk.discord.orders) == 1)
        stopping = asyncio.create_task(desk.announcer.stop())
        late = await desk.ask("Chloe")
        desk.discord.gate[CARD].set()
        await stopping
        assert await desk.state(asked.announcement) == "sent"
        assert await desk.state(late.announcement) == "pending"

    async def test_what_was_shown_but_could_not_be_written_down_is_doubtful_the_next_time(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keep = desk.web.parts.announcing.sent

        async def disk_full(*_: Any) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(desk.web.parts.announcing, "sent", disk_full)
        asked = await desk.ask()
        await desk.settled()
        monkeypatch.setattr(desk.web.parts.announcing, "sent", keep)
        desk.web.clock.move(seconds=30)
        desk.announcer.kick()
        await desk.settled()
        assert [order.doubtful for order in desk.discord.orders] == [False, True]
        assert await desk.state(asked.announcement) == "sent"

    async def test_nothing_is_kept_of_lanes_that_are_done(self, desk: Desk) -> None:
        asked = await desk.ask()
        await desk.settled()
        claimed = await desk.web.parts.claiming.claim(desk.web.person("Ben"), asked.question.id)
        async with desk.announcer.shown_by_answer(claimed.update):
            pass
        await desk.settled()
        assert desk.announcer.lanes == 0
