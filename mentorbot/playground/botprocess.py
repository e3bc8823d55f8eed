"""The bot of the practice server: the real one, in a process of its own, pointed at this computer."""

import asyncio
import contextlib
import json
import os
import random
import sys
from datetime import timedelta

from mentorbot import logs
from mentorbot.bot import create_bot
from mentorbot.clock import ShiftedClock
from mentorbot.playground.redirect import point_at
from mentorbot.settings import load_settings


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
    bot = create_bot(settings, clock=clock, rng=random.Random())  # noqa: S311 - chance ranks mentors, it hides nothing
    following = asyncio.create_task(follow(clock, lines))
    running = asyncio.create_task(bot.start(settings.token.get_secret_value() if settings.token else ""))
    await asyncio.wait([following, running], return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        await bot.close()
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following
    await running


if __name__ == "__main__":
    asyncio.run(run())
