"""The measured side: tells how much this process has used, when asked line by line on standard input."""

import asyncio
import contextlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord

from benchmarks.bots.profiling import profiled
from mentorbot.clock import ShiftedClock
from mentorbot.playground.redirect import point_at


def memory() -> float:
    """Say how many megabytes of memory this process holds now; where the system does not tell, how many at most."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def say(**what: float | str) -> None:
    print(json.dumps(what), flush=True)


async def serve(build: Callable[[ShiftedClock], discord.Client]) -> None:
    """Be the bot until standard input ends, and answer `cpu`, `memory` and `shift` meanwhile."""
    point_at(os.environ["BENCHMARK_API"], os.environ["BENCHMARK_GATEWAY"])
    clock = ShiftedClock()
    bot = build(clock)
    await bot.login(os.environ["BENCHMARK_TOKEN"])
    running = asyncio.create_task(bot.connect())
    following = asyncio.create_task(_follow(bot, clock))
    await asyncio.wait([running, following], return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        await bot.close()
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following
    await running


async def _follow(bot: discord.Client, clock: ShiftedClock) -> None:
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    await bot.wait_until_ready()
    say(ready=time.monotonic(), cpu=time.process_time())
    async for line in lines:
        _tell(json.loads(line), clock)


def _tell(asked: dict[str, Any], clock: ShiftedClock) -> None:
    if "shift" in asked:
        clock.shift(timedelta(minutes=asked["shift"]))
    say(cpu=time.process_time(), memory=memory())


def run(build: Callable[[ShiftedClock], discord.Client]) -> None:
    folder = os.environ.get("BENCHMARK_PROFILE")
    with profiled(folder and f"{folder}/{os.environ['BENCHMARK_TOKEN']}.prof"):
        asyncio.run(serve(build))
