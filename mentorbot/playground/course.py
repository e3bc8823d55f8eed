"""The course of a practice: the clock, the bot's process, faults, and beginning again."""

import asyncio
import contextlib
from dataclasses import fields
from datetime import timedelta
from typing import get_args

from mentorbot.playground import threads
from mentorbot.playground.botrunner import BotRunner
from mentorbot.playground.changes import ClockMoved, WorldReplaced
from mentorbot.playground.faults import Fault, FaultKind
from mentorbot.playground.launch import Launch
from mentorbot.playground.model import Json
from mentorbot.playground.people import NotAllowed, People
from mentorbot.playground.realm import Realm
from mentorbot.playground.staffroom import staffroom
from mentorbot.playground.starters import STARTERS, Starter
from mentorbot.playground.using import Using

SIDE_FILES = ("", "-wal", "-shm", "-journal", ".lock")


class Course:
    """Everything that happens to the practice as a whole."""

    def __init__(self, realm: Realm, launch: Launch, runner: BotRunner, people: People, using: Using) -> None:
        self._realm, self._launch, self._runner = realm, launch, runner
        self._people, self._using = people, using
        self._one_at_a_time = asyncio.Lock()

    def note(self, words: str) -> None:
        self._realm.log.note("server", words)

    def advance(self, seconds: float) -> None:
        """Move the clock forward, for the server and for the bot."""
        world = self._realm.world
        world.clock.shift(world.clock.offset + timedelta(seconds=seconds))
        world.state.offset_seconds = world.clock.offset.total_seconds()
        self.note(f"The clock went forward by {_span(seconds)}")
        self._runner.tell_offset()
        self._realm.hub.publish(ClockMoved())
        threads.archive_idle(world)

    async def bot(self, what: str) -> None:
        async with self._one_at_a_time:
            if what == "kill":
                await self._runner.killed()
            elif what == "start":
                await self._runner.start()
            elif what == "restart":
                await self._runner.restart()
            elif what == "cut":
                self._realm.gateway.cut()
            else:
                raise NotAllowed("The bot can be started, restarted, killed or cut off.", 400)

    async def start_again(self) -> None:
        """A clean world and an empty database, with the bot started on them."""
        async with self._one_at_a_time:
            await self._start_again()

    async def starter(self, name: str) -> Json:
        """Begin one of the stories, in a clean world, and say who the visitor is in it."""
        chosen = next((one for one in STARTERS if one.id == name), None)
        if chosen is None:
            raise NotAllowed("There is no such starter.", 404)
        async with self._one_at_a_time:
            if not self._is_clean():
                await self._start_again()
            try:
                await self._runner.ready()
            except RuntimeError as error:
                raise NotAllowed(f"The bot is not ready, so the story cannot begin. {error}", 503) from None
            return await self._tell(chosen)

    def fault(self, said: Json) -> None:
        """Switch a fault on, or all of them off."""
        if said.get("kind") == "clear":
            self._realm.faults.clear()
            self.note("All faults are off")
            return
        known = {field.name for field in fields(Fault)} - {"struck"}
        chosen = {key: value for key, value in said.items() if key in known}
        if chosen.get("kind") not in get_args(FaultKind):
            raise NotAllowed(f"A fault is one of: {', '.join(get_args(FaultKind))}.", 400)
        fault = self._realm.faults.add(**chosen)
        self.note(f"A fault is on: {fault.kind} {fault.route}".strip())

    async def _start_again(self) -> None:
        realm = self._realm
        realm.faults.clear()
        await self._runner.stop()
        realm.interactions.clear()
        realm.gateway.sessions.clear()
        database = self._launch.database
        for suffix in SIDE_FILES:
            with contextlib.suppress(FileNotFoundError):
                database.with_name(database.name + suffix).unlink()
        realm.world.files.clear()
        realm.world.become(staffroom(realm.world.clock.now() - realm.world.clock.offset))
        self.note("Everything began again")
        realm.hub.publish(WorldReplaced())
        await self._runner.start()

    def _is_clean(self) -> bool:
        """Nobody has done anything yet, so a story can begin where we are."""
        state = self._realm.world.state
        everybody = all(user.id in state.members and user.dms_open for user in state.users.values())
        as_given = not any(o.of_member for channel in state.channels.values() for o in channel.overwrites)
        return everybody and as_given and not state.touched and not state.offset_seconds and self._runner.running

    async def _tell(self, starter: Starter) -> Json:
        scene = await starter.play(self._people, self._using)
        self.note(f"The story “{starter.title}” is ready")
        return scene.shown()


def _span(seconds: float) -> str:
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size and seconds % size == 0:
            count = int(seconds // size)
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return f"{seconds:g} seconds"
