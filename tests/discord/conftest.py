"""The real bot on simcord's model of Discord, in process, with a clock that follows simcord's."""

# APScheduler ships no types.
# pyright: reportMissingTypeStubs=false

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from random import Random

import pytest
import simcord
from apscheduler.schedulers import base as schedulers_base
from apscheduler.triggers import interval as triggers_interval

from mentorbot import schedule
from mentorbot.bot import MentorBot, create_bot
from mentorbot.settings import Settings
from tests.discord.listening import Listener
from tests.discord.played import PlayedClock, played_datetime
from tests.discord.staffroom import Staffroom

# APScheduler takes no clock, so it is given simcord's time where it reads the computer's.
READ_THE_TIME = (schedulers_base, triggers_interval, schedule)
LISTENED = ("mentorbot", "cogs", "discord")


@pytest.fixture
def played_clock() -> PlayedClock:
    return PlayedClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database=tmp_path / "mentorbot.db", guild_ready_seconds=0)  # pyright: ignore[reportCallIssue] - pydantic-settings hides it from types


@pytest.fixture
def make_bot(settings: Settings, played_clock: PlayedClock) -> Callable[[], MentorBot]:
    return lambda: create_bot(settings, clock=played_clock, rng=Random(1))


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Hear everything that is logged, at the level that tells most."""
    heard = Listener()
    loggers = [logging.getLogger(name) for name in LISTENED]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(heard)
        logger.setLevel(logging.DEBUG)
    yield heard
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(heard)
        logger.setLevel(level)


@pytest.fixture
async def simcord_env(
    make_bot: Callable[[], MentorBot], played_clock: PlayedClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[simcord.Env]:
    # simcord counts every refusal of a command as an error; the room tells refusals and errors apart.
    env = simcord.Env(make_bot(), check_errors=False)
    env.backend.advance_clock(12 * 60 * 60)  # noon
    played_clock.source = env.now
    for module in READ_THE_TIME:
        monkeypatch.setattr(module, "datetime", played_datetime(env.now))
    await env.start()
    yield env
    await env.shutdown()


@pytest.fixture
async def room(
    simcord_env: simcord.Env, make_bot: Callable[[], MentorBot], played_clock: PlayedClock, listener: Listener
) -> AsyncIterator[Staffroom]:
    """A server with Amira who asks, Ben and Chloe who help, Dev who moderates and Elin who is its admin."""
    played = Staffroom(simcord_env, make_bot, played_clock, listener)
    yield played
    await played.bot.close()
    played.check_nothing_went_wrong()
