"""The measuring side: starts a bot as a process of its own, and asks it what it has used."""

import asyncio
import contextlib
import json
import os
import sys
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from benchmarks.loadserver.server import LoadServer

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
SETTLED = 0.004  # seconds of CPU time that a bot at rest may use between two looks
LOOK_AGAIN = 0.15


class Bot:
    """A running bot; its number is its token."""

    def __init__(self, number: int, process: asyncio.subprocess.Process) -> None:
        self.number = number
        self.seconds_to_ready = self.cpu_to_ready = 0.0
        self._process = process

    async def tell(self, **what: float) -> dict[str, float]:
        """Ask what it has used so far (`cpu` in seconds, `memory` in MB), or shift its clock by so many minutes."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        return await self.listen()

    async def listen(self) -> dict[str, float]:
        assert self._process.stdout
        line = await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)
        if not line:
            raise RuntimeError(f"The measured bot {self.number} has stopped; see its words above.")
        return json.loads(line)

    async def settled(self) -> float:
        """Wait until it has nothing to do; give the CPU time that it has used by then."""
        before = (await self.tell())["cpu"]
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            now = (await self.tell())["cpu"]
            if now - before < SETTLED:
                return now
            before = now

    async def stop(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        if self._process.returncode is None:
            self._process.kill()


@contextlib.asynccontextmanager
async def bot(server: LoadServer, module: str, number: int, **settings: Any) -> AsyncGenerator[Bot]:
    """Run `benchmarks.bots.<module>` against the load server until the block ends."""
    environment = _environment() | {name: str(value) for name, value in settings.items()}
    environment |= {
        "BENCHMARK_API": server.api,
        "BENCHMARK_GATEWAY": f"{server.gateway}/{number}",
        "BENCHMARK_TOKEN": str(number),
    }
    began = time.monotonic()
    command = (sys.executable, "-m", f"benchmarks.bots.{module}")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, env=environment, cwd=ROOT)
    running = Bot(number, process)
    try:
        told = await running.listen()
        running.seconds_to_ready, running.cpu_to_ready = told["ready"] - began, told["cpu"]
        yield running
    finally:
        await running.stop()


def _environment() -> dict[str, str]:
    """Leave the operator's own settings out: every bot is measured with the defaults."""
    return {key: value for key, value in os.environ.items() if not key.startswith("MENTORBOT_")}
