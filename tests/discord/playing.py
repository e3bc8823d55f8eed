"""The real bot on simcord's model of Discord, in process, with a clock that follows simcord's."""

# APScheduler ships no types. How long simcord waits can only be changed where it waits itself.
# pyright: reportMissingTypeStubs=false, reportPrivateUsage=false

import logging
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import pytest
import simcord
from apscheduler.schedulers import base as schedulers_base
from apscheduler.triggers import interval as triggers_interval

from mentorbot import schedule
from mentorbot.bot import MentorBot, create_bot
from mentorbot.settings import Settings
from tests.discord.listening import Listener
from tests.discord.played import PlayedClock, played_datetime

# APScheduler takes no clock, so it is given simcord's time where it reads the computer's.
READ_THE_TIME = (schedulers_base, triggers_interval, schedule)
LISTENED = ("mentorbot", "cogs", "discord")
NOON = 12 * 60 * 60
SECRET_KEY = "a-key-that-only-simcord-would-ever-think-of"
A_DAY = timedelta(days=1)
PATIENCE = 60.0


class PatientEnv(simcord.Env):
    """Settles again where the computer, not the bot, took longer than simcord's five seconds.

    A longer `settle_timeout` would also wait for timers of the bot that are further away, and so change what is played.
    """

    async def _settle_internal(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - simcord's own
        idle: float = 0.05,
        dispatch: str | None = None,
        _deadline: float | None = None,
    ) -> None:
        until = monotonic() + PATIENCE
        while True:
            try:
                return await super()._settle_internal(timeout=timeout, idle=idle, dispatch=dispatch)
            except TimeoutError:
                if monotonic() > until:
                    raise

    async def _advance_to(self, target: float, deadline: float) -> None:
        await super()._advance_to(target, deadline + PATIENCE)


def settings_for(database: Path, **chosen: int) -> Settings:
    values: dict[str, Any] = {"secret_key": SECRET_KEY, "guild_ready_seconds": 0, **chosen}
    return Settings(_env_file=None, database=database, **values)  # pyright: ignore[reportCallIssue, reportArgumentType] - pydantic-settings hides it from types


def maker(settings: Settings, clock: PlayedClock) -> Callable[[], MentorBot]:
    return lambda: create_bot(settings, clock=clock, rng=Random(1))


@contextmanager
def listening(level: int = logging.DEBUG) -> Generator[Listener]:
    """Hear everything that is logged from this level on."""
    heard = Listener()
    loggers = [logging.getLogger(name) for name in LISTENED]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(heard)
        logger.setLevel(level)
    yield heard
    for logger, before in zip(loggers, levels, strict=True):
        logger.removeHandler(heard)
        logger.setLevel(before)


@asynccontextmanager
async def playing(bot: MentorBot, clock: PlayedClock) -> AsyncGenerator[simcord.Env]:
    """Connect the bot at noon of simcord's first day."""
    # simcord counts every refusal of a command as an error; the room tells refusals and errors apart.
    env = PatientEnv(bot, check_errors=False)
    env.backend.advance_clock(NOON)
    clock.source = env.now
    with pytest.MonkeyPatch.context() as patch:
        for module in READ_THE_TIME:
            patch.setattr(module, "datetime", played_datetime(env.now))
        patch.setattr(schedule, "LOOK_AT_CLOCK", A_DAY.total_seconds())  # simcord waits for whatever comes in seconds
        patch.setattr(schedule, "SAFETY_NET", A_DAY)  # else a test that lasts long on a busy computer would meet it
        await env.start()
        yield env
        await env.shutdown()
