"""The real bot on simcord's model of Discord, in process, with a clock that follows simcord's."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import simcord

from mentorbot.bot import MentorBot, create_bot
from mentorbot.settings import Settings
from tests.discord.staffroom import Staffroom


class PlayedClock:
    """Tells simcord's time once its world is there."""

    def __init__(self) -> None:
        self.source: Callable[[], datetime] = lambda: datetime(2026, 11, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.source().astimezone(UTC)

    def on_shift(self, callback: Callable[[], None]) -> None:
        """Nobody moves this clock but simcord, whose timers move with it."""


@pytest.fixture
def played_clock() -> PlayedClock:
    return PlayedClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database=tmp_path / "mentorbot.db", guild_ready_seconds=0)  # pyright: ignore[reportCallIssue] - pydantic-settings hides it from types


@pytest.fixture
def simcord_bot(settings: Settings, played_clock: PlayedClock) -> MentorBot:
    return create_bot(settings, clock=played_clock, rng=Random(1))


@pytest.fixture
async def room(
    simcord_env: simcord.Env, simcord_bot: MentorBot, played_clock: PlayedClock
) -> AsyncIterator[Staffroom]:
    """A server with Amira who asks, Ben and Chloe who help, Dev who moderates and Elin who is its admin."""
    played_clock.source = simcord_env.now
    yield Staffroom(simcord_env, simcord_bot)
    await simcord_bot.close()
