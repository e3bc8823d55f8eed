"""The real bot and its supervisor in this process, beside a practice server with a room for each of many lives."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

import discord.http
import discord.webhook.async_
import yarl
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from mentorbot.bot import HANDLERS, MentorBot, create_bot
from mentorbot.clock import ShiftedClock
from mentorbot.playground.actor import Actor
from mentorbot.playground.launch import KEY_FILE
from mentorbot.playground.model import Channel
from mentorbot.playground.model import Kind as Sorts
from mentorbot.playground.practice import Practice
from mentorbot.sealing import new_key
from mentorbot.settings import Settings
from mentorbot.supervision import Patience, Supervisor
from tests.gates.practice.gateways import Brisk
from tests.gates.practice.stage import PLENTY
from tests.gates.practice.weeks import begin

PATIENCE = 30.0
ANSWER_SECONDS = 60.0
LOOK_AGAIN = 0.005
AT_REST = 3
EVER = 10_000
SOON = 0.01


class Overheard(logging.Handler):
    """Keeps what the log calls an error, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            self.errors.append(f"{record.name}: {record.getMessage()}: {record.exc_info[1]!r} ({_where(record)})")


def _where(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if "/mentorbot/" in code.co_filename or "/cogs/" in code.co_filename:
            places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-1] if places else "not ours"


class Household:
    """Starts the bot, moves time on, and waits until all is at rest."""

    def __init__(self, practice: Practice, settings: Settings, overheard: Overheard) -> None:
        self.practice, self.settings, self.overheard = practice, settings, overheard
        self.clock = ShiftedClock(practice.world.clock.offset)
        self.endings: list[BaseException] = []
        """What ended the bot's process."""
        self.begun = 0
        self._supervisor: Supervisor | None = None
        self._running: asyncio.Task[None] | None = None
        self._resting: asyncio.Task[None] | None = None

    @property
    def bot(self) -> MentorBot:
        assert self._supervisor
        assert self._supervisor.bot
        return self._supervisor.bot

    @property
    def records(self) -> Path:
        return self.settings.database

    def begin(self) -> Supervisor:
        """Start a supervisor, as a process would."""
        clock, rng = self.clock, Random(1)
        build = partial(create_bot, self.settings, clock=clock, rng=rng)
        self._supervisor = Supervisor(build, self.practice.bot_token, clock, rng, Patience(SOON, SOON, tries=EVER))
        self._running = asyncio.create_task(self._supervisor.run())
        self.begun = 0
        return self._supervisor

    async def up(self) -> None:
        """Wait until the bot is ready, starting its process again wherever that ended; each client gets its time."""
        tried, ends = None, time.monotonic() + PATIENCE
        while not (self._supervisor and self._supervisor.bot and self._supervisor.bot.up_since):
            await self._begun_again()
            if self._supervisor and self._supervisor.bot is not tried:
                tried, ends = self._supervisor.bot, time.monotonic() + PATIENCE
            if time.monotonic() > ends:
                raise TimeoutError("the bot is not ready")
            await asyncio.sleep(LOOK_AGAIN)

    async def let_ask_without_names(self) -> None:
        """Let the server's owner allow it."""
        elin = self.practice.person("Elin")
        sure = await elin.slash("questions", "mentorbot config", anonymous="on")
        assert sure.message
        await elin.press(sure.message, "anonymous-on:1")

    async def stop(self) -> None:
        if self._supervisor and self._running:
            self._supervisor.stop()
            await asyncio.wait([self._running])
            if (error := self._running.exception()) is not None:  # a wrong answer met at the very last
                self.endings.append(error)

    async def advance(self, seconds: float) -> None:
        """Move the time on, for everybody, and let the bot do what is due then."""
        await self.practice.advance(seconds)
        self.clock.offset = self.practice.world.clock.offset
        await self.idle()
        await self.bot.schedule.tick()
        await self.idle()

    async def idle(self) -> None:
        """Wait until nothing is being handled or sent; whoever waits at the same time waits together."""
        if self._resting is None or self._resting.done():
            self._resting = asyncio.create_task(self._rest())
        await asyncio.shield(self._resting)

    async def _rest(self) -> None:
        async with asyncio.timeout(PATIENCE):
            calm = 0
            while calm < AT_REST:
                await self._begun_again()
                calm = 0 if self._busy() else calm + 1
                await asyncio.sleep(LOOK_AGAIN)

    @property
    def ending(self) -> bool:
        """Whether the bot's process is about to end."""
        return self.bot.replies.revoked.is_set() or self.bot.is_closed()

    def _busy(self) -> bool:
        if self.ending or not self.bot.up_since or sum(self.bot.tally.interactions.values()) < self.begun:
            return True
        handling = any(task.get_name().startswith(HANDLERS) for task in asyncio.all_tasks())
        return handling or bool(self.bot.announcer.workers)

    async def _begun_again(self) -> bool:
        """Start the process again if it has ended."""
        if self._running is None or not self._running.done():
            return False
        if (error := self._running.exception()) is not None:
            self.endings.append(error)
        self.begin()
        await self.up()
        return True


@asynccontextmanager
async def household(what: str, slots: int) -> AsyncGenerator[Household]:
    """A practice server with so many rooms for what is begun there, and the bot that nobody has started yet."""
    overheard = Overheard()
    logging.getLogger().addHandler(overheard)
    try:
        with _in_a_hurry():
            async with Practice(bot="external", answer_seconds=ANSWER_SECONDS) as practice:
                practice.gateway.starts_a_day = PLENTY
                await begin(practice, what)
                _build(practice, slots)
                with (
                    patch.object(Route, "BASE", practice.api_url),
                    patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(practice.gateway_url)),
                ):
                    home = Household(practice, _settings(practice.database), overheard)
                    try:
                        yield home
                    finally:
                        await home.stop()
    finally:
        logging.getLogger().removeHandler(overheard)


def _settings(database: Path) -> Settings:
    key = new_key()
    database.with_name(KEY_FILE).write_text(key, "ascii")  # for whoever looks at it afterwards
    return Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic-settings hides it from types
        database=database,
        guild_ready_seconds=0,
        open_limit=25,
        cooldown_minutes=0,
        secret_key=SecretStr(key),
    )


def _build(practice: Practice, slots: int) -> None:
    world = practice.world
    for slot in range(slots):
        room = Channel(world.new_id(), Sorts.TEXT, f"room-{slot}")
        world.state.channels[room.id] = room


def _soon(_: object) -> float:
    return SOON


@contextmanager
def _in_a_hurry() -> Generator[None]:
    """Leave out discord.py's pauses between its tries."""
    with (
        patch.object(discord.http, "asyncio", Brisk()),
        patch.object(discord.webhook.async_, "asyncio", Brisk()),
        patch.object(ExponentialBackoff, "delay", _soon),
    ):
        yield


def opened(path: Path) -> sqlite3.Connection:
    """The bot's database, to be read beside it."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def neighbours(practice: Practice, mark: str) -> tuple[Actor, Actor]:
    """Whoever asks and whoever helps in one life."""
    return practice.newcomer(f"Asker {mark}"), practice.newcomer(f"Helper {mark}", "Mentor")
