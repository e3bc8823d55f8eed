"""The bot of the practice server: the real one, in a process of its own, pointed at this computer."""

import asyncio
import contextlib
import json
import os
import random
import sys
from datetime import timedelta
from functools import partial

from mentorbot import logs
from mentorbot.bot import create_bot
from mentorbot.clock import ShiftedClock
from mentorbot.playground.redirect import point_at
from mentorbot.settings import load_settings
from mentorbot.supervision import Patience, Supervisor


async def server_lines() -> asyncio.StreamReader:
    """What the server tells us, line by line; it ends when the server does."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


def set_clock(clock: ShiftedClock, line: bytes) -> None:
    clock.shift(timedelta(seconds=json.loads(line)["offset"]))


async def follow(clock: ShiftedClock, lines: asyncio.StreamReader) -> None:
    async for line in lines:
        set_clock(clock, line)


async def run() -> None:
    """Wait to be told the time, then be the bot until the server closes our input."""
    point_at(os.environ["PRACTICE_API"], os.environ["PRACTICE_GATEWAY"])
    settings = load_settings(env_file=None)
    logs.configure(settings)
    clock, lines = ShiftedClock(), await server_lines()
    first = await lines.readline()
    if not first:
        return
    set_clock(clock, first)
    rng = random.Random()  # noqa: S311 - chance ranks mentors, it hides nothing
    token = settings.token.get_secret_value() if settings.token else ""
    # Whoever practises is told at once where the bot cannot start.
    patience = Patience(tries=1)
    supervisor = Supervisor(partial(create_bot, settings, clock=clock, rng=rng), token, clock, rng, patience)
    following = asyncio.create_task(follow(clock, lines))
    running = asyncio.create_task(supervisor.run())
    await asyncio.wait([following, running], return_when=asyncio.FIRST_COMPLETED)
    supervisor.stop()
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following
    await running


if __name__ == "__main__":
    asyncio.run(run())
