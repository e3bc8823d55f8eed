"""After a restart, a lost connection or a full disk nothing is lost and nothing said twice."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from mentorbot.domain.questions import Draft
from mentorbot.messages import Order
from tests.announcer.desk import CARD, Desk, Discord, hire
from tests.played import CHANNEL, played


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
