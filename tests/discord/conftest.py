"""The real bot on simcord's model of Discord, in process, with a clock that follows simcord's."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import simcord

from mentorbot.bot import MentorBot
from mentorbot.settings import Settings
from tests.discord.listening import Listener
from tests.discord.played import PlayedClock
from tests.discord.playing import listening, maker, playing, settings_for
from tests.discord.staffroom import Staffroom


@pytest.fixture
def played_clock() -> PlayedClock:
    return PlayedClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path / "mentorbot.db")


@pytest.fixture
def make_bot(settings: Settings, played_clock: PlayedClock) -> Callable[[], MentorBot]:
    return maker(settings, played_clock)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Hear everything that is logged, at the level that tells most."""
    with listening() as heard:
        yield heard


@pytest.fixture
async def simcord_env(make_bot: Callable[[], MentorBot], played_clock: PlayedClock) -> AsyncIterator[simcord.Env]:
    async with playing(make_bot(), played_clock) as env:
        yield env


@pytest.fixture
async def room(
    simcord_env: simcord.Env, make_bot: Callable[[], MentorBot], played_clock: PlayedClock, listener: Listener
) -> AsyncIterator[Staffroom]:
    """A server with Amira who asks, Ben and Chloe who help, Dev who moderates and Elin who is its admin."""
    played = Staffroom(simcord_env, make_bot, played_clock, listener)
    yield played
    await played.bot.close()
    played.check_nothing_went_wrong()
