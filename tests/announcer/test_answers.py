"""The answer to a press may show what would be announced."""

import asyncio
import sqlite3
from contextlib import suppress

import pytest

from mentorbot.domain.announcements import Announcement
from tests.announcer.desk import CARD, Desk, discords_error


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

    async def test_what_is_on_its_way_and_older_does_not_have_the_last_word(self, desk: Desk) -> None:
        desk.discord.gate[CARD] = asyncio.Event()
        asked = await desk.ask()
        await desk.until(lambda: bool(desk.discord.orders))
        claimed = await desk.web.parts.claiming.claim(desk.web.person("Ben"), asked.question.id)
        async with desk.announcer.shown_by_answer(claimed.update):
            pass
        desk.discord.gate[CARD].set()
        await desk.settled()
        assert desk.discord.kinds() == ["card", "card-update", "thread", "opening"]

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

    async def test_what_could_not_be_written_down_is_shown_again_and_the_thread_follows(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def full(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        update = await self.claimed(desk)
        with monkeypatch.context() as disk:
            disk.setattr(desk.web.parts.announcing, "sent", full)
            async with desk.announcer.shown_by_answer(update):
                pass
        await desk.settled()
        assert desk.discord.kinds() == ["card-update", "thread", "opening"]
        assert await desk.state(update) == "sent"

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
