"""The supervised bot in this process, on a practice server's real HTTP and gateway."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from mentorbot.bot import MentorBot, create_bot
from mentorbot.clock import ShiftedClock
from mentorbot.playground.practice import Practice
from mentorbot.settings import Settings
from mentorbot.supervision import Patience, Supervisor

PATIENCE = 60.0


class Supervised:
    """A practice server and the supervisor of its bot."""

    def __init__(self, practice: Practice, settings: Settings) -> None:
        self.practice = practice
        self.settings = settings
        self.clock = ShiftedClock()
        self.supervisor = self.begin(Patience(first=0.01))
        self._running: asyncio.Task[None] | None = None

    def begin(self, patience: Patience) -> Supervisor:
        clock, rng = self.clock, Random(1)
        build = partial(create_bot, self.settings, clock=clock, rng=rng)
        self.supervisor = Supervisor(build, self.practice.bot_token, clock, rng, patience)
        return self.supervisor

    @property
    def bot(self) -> MentorBot:
        assert self.supervisor.bot
        return self.supervisor.bot

    def run(self) -> asyncio.Task[None]:
        self._running = asyncio.create_task(self.supervisor.run())
        return self._running

    @property
    def running(self) -> asyncio.Task[None]:
        """The run that was begun last."""
        assert self._running
        return self._running

    def begin_again(self) -> None:
        """Start another supervisor, as another process would."""
        self._running = None
        self.begin(Patience(first=0.01))

    async def up(self) -> MentorBot:
        """Run it, and wait until it is ready."""
        if self._running is None:
            self.run()
        await self.until(lambda: self.supervisor.bot and self.supervisor.bot.up_since)
        return self.bot

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for something in this process that nobody announces; other tasks go on meanwhile."""
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 - the supervisor tells nobody of what it does
                await asyncio.sleep(0.005)

    async def stop(self) -> None:
        self.supervisor.stop()
        if self._running:
            await asyncio.wait([self._running])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database=tmp_path / "mentorbot.db", guild_ready_seconds=0)  # pyright: ignore[reportCallIssue] - pydantic-settings hides it from types


@pytest.fixture
async def supervised(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Supervised]:
    async with Practice(bot="external", answer_seconds=20) as practice:
        monkeypatch.setattr(Route, "BASE", practice.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(practice.gateway_url))
        started = Supervised(practice, settings)
        yield started
        await started.stop()
