"""A desk with an announcer at work, and a Discord that does what it is told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import discord

from mentorbot.announcer import Announcer
from mentorbot.deliveries import Deliveries
from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.questions import Draft
from mentorbot.messages import Order, Shown
from mentorbot.services.asking import Asked
from tests.played import CHANNEL, Web

CARD, NOTICE = AnnouncementKind.CARD, AnnouncementKind.NOTICE


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
        async with asyncio.timeout(60):
            while workers := list(self.announcer.workers):
                await asyncio.wait(workers)
                await asyncio.sleep(0)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not holds():
                await self.web.parts.announcing.pending()  # one visit to the database's thread, not a busy loop


def hire(web: Web, discord_: Discord) -> Desk:
    wakes: list[datetime] = []
    deliveries = cast("Deliveries", discord_)
    announcer = Announcer(web.parts.announcing, deliveries, web.clock, Random(4), wakes.append)
    web.parts.outbox.deliver_to(announcer.deliver)
    return Desk(web, discord_, announcer, wakes)
