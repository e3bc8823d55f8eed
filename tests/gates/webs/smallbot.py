"""The bot without Discord's wire: real services, real announcer, real watcher, which die together."""

import asyncio
import sqlite3
from random import Random
from typing import cast

from mentorbot.announcer import Announcer
from mentorbot.deliveries import Deliveries
from mentorbot.domain.policy import Policy
from mentorbot.parts import assemble
from mentorbot.watcher import Lookout, Watcher
from tests.gates.webs.memory import Fuse, MemoryDatabase
from tests.gates.webs.noticeboard import Noticeboard
from tests.played import SEALING, SERVER, PlayedClock

ROUNDS = 2000


class Smallbot:
    """One process from its start to its death; what it keeps in memory dies with it."""

    def __init__(self, file: sqlite3.Connection, fuse: Fuse, clock: PlayedClock, board: Noticeboard) -> None:
        self.database = MemoryDatabase(file, fuse)
        self.parts = assemble(self.database, Policy(), clock, Random(1), board, sealing=SEALING)
        self._board = board
        deliveries = cast("Deliveries", board)
        self.announcer = Announcer(self.parts.announcing, deliveries, clock, Random(2), lambda _: None)
        self.parts.outbox.deliver_to(self.announcer.deliver)
        lookout = cast("Lookout", board)
        self.watcher = Watcher(lookout, self.parts.reconciling, self.parts.claiming, Random(3))
        self.announcer.on_recovered(self.watcher.look_again)

    @property
    def dead(self) -> bool:
        return self.database.dead

    async def start(self) -> None:
        """Do what the bot does when it starts and is ready."""
        await self.parts.agenda.take_over()
        await self.announcer.start()
        await self.watcher.compare(SERVER)

    async def tick(self) -> None:
        await self.parts.agenda.do_due()
        self.announcer.kick()

    async def rest(self) -> None:
        """Wait until all that is being said waits for Discord's answer."""
        for _ in range(ROUNDS):
            waiting = self._board.desk.values()
            if self.dead or (len(self.announcer.workers) == len(waiting) and not any(w.answer.done() for w in waiting)):
                return
            await asyncio.sleep(0)
        raise AssertionError("the announcer never comes to rest")

    async def end(self) -> None:
        """Die: nothing that is under way is finished."""
        self.database.dead = True
        stopping = asyncio.create_task(self.announcer.stop())
        await asyncio.sleep(0)
        await self.announcer.abandon()
        await stopping
        await asyncio.sleep(0)
