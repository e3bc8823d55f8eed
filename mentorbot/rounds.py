"""The bot's own rounds: what may have been missed is compared with Discord first, then what is due is done."""

import asyncio
from datetime import timedelta

import discord

from mentorbot.announcer import Announcer
from mentorbot.clock import Clock
from mentorbot.schedule import Schedule
from mentorbot.services.agenda import Agenda
from mentorbot.services.room import Room
from mentorbot.services.servers import Servers
from mentorbot.watcher import Watcher

SOON = timedelta(seconds=30)


class Rounds:
    """One round at a time; the schedule says when."""

    def __init__(
        self,
        client: discord.Client,
        servers: Servers,
        agenda: Agenda,
        announcer: Announcer,
        watcher: Watcher,
        room: Room,
        schedule: Schedule,
        clock: Clock,
    ) -> None:
        self._client = client
        self._servers = servers
        self._agenda = agenda
        self._announcer = announcer
        self._watcher = watcher
        self._room = room
        self._schedule = schedule
        self._clock = clock
        self._compared = True
        self._ended = False
        self._underway = asyncio.Lock()

    async def go(self) -> None:
        """Do what is due, and plan the next look; first of all what could not be done when it should have been."""
        async with self._underway:
            if self._ended:
                return
            await self._announcer.start()
            if not self._compared:
                await self.compare()
            self._room.enough()
            await self._agenda.do_due()
            self._announcer.kick()
            self._schedule.wake_at(await self._agenda.next_due())

    async def compare(self) -> None:
        """Compare everything with what Discord shows; where that fails, again soon."""
        self._compared = True
        try:
            for guild in self._client.guilds:
                await self._servers.welcome(guild.id)
                await self._watcher.compare(guild.id)
        except Exception:
            self.look_again()
            raise

    def missed(self) -> None:
        """Have everything compared in the next round: something may have been missed."""
        self._compared = False

    def look_again(self) -> None:
        """Do the same, and have that round soon."""
        self.missed()
        self._schedule.wake_at(self._clock.now() + SOON)

    def no_more(self) -> None:
        """Begin no other round."""
        self._ended = True

    async def end(self) -> None:
        """Finish the round that is under way, and what is being sent."""
        async with self._underway:
            await self._announcer.stop()
