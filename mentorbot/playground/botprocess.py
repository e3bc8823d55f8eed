"""The bot of the practice server: the real one, in a process of its own, pointed at this computer."""

import asyncio
import contextlib
import json
import os
import random
import sys
from datetime import timedelta

from mentorbot.bot import create_bot
from mentorbot.clock import ShiftedClock
from mentorbot.logs import configure
from mentorbot.playground.redirect import point_at
from mentorbot.settings import load_settings


async def listen(clock: ShiftedClock) -> None:
    """Follow the server's clock, line by line, until it closes our input."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async for line in reader:
        clock.shift(timedelta(seconds=json.loads(line)["offset"]))


async def run() -> None:
    point_at(os.environ["PRACTICE_API"], os.environ["PRACTICE_GATEWAY"])
    settings = load_settings(env_file=None)
    configure(settings)
    clock = ShiftedClock()
    bot = create_bot(settings, clock=clock, rng=random.Random())  # noqa: S311 - chance ranks mentors, it hides nothing
    listening = asyncio.create_task(listen(clock))
    token = settings.token.get_secret_value() if settings.token else ""
    running = asyncio.create_task(bot.start(token))
    await asyncio.wait([listening, running], return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        await bot.close()
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await running


if __name__ == "__main__":
    asyncio.run(run())
