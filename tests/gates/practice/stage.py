"""A practice server for gates: bots that restart quickly, crowds, and everything that would slow it down left out."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from mentorbot.playground.interactions import ANSWER_SECONDS
from mentorbot.playground.practice import Practice
from tests.gates.practice.weeks import begin

PLENTY = 1_000_000
SETTINGS = {
    "MENTORBOT_OPEN_LIMIT": "25",
    "MENTORBOT_COOLDOWN_MINUTES": "0",
    "MENTORBOT_LINKS_AT_ONCE": "10",
    "MENTORBOT_WEEK_MINUTES": "10080",
    "MENTORBOT_LOG_LEVEL": "WARNING",
    "MENTORBOT_GUILD_READY_SECONDS": "0.05",
}


@asynccontextmanager
async def stage(
    what: str, environment: dict[str, str] | None = None, *, answer_seconds: float = ANSWER_SECONDS
) -> AsyncGenerator[Practice]:
    """A running practice server for what is begun there, such as "G1 42".

    `environment` may be changed while it runs: each new bot gets it as it is then. A bot has `answer_seconds` to answer
    a press: Discord's three where answers are lost on purpose, and more where a busy computer is no fault.
    """
    given = environment if environment is not None else {}
    given.update(SETTINGS | given)
    with tempfile.TemporaryDirectory(prefix="mentorbot-gate-") as folder:
        async with _nursery(Path(folder) / "nursery") as command:
            practice = Practice(bot=command, environment=given, answer_seconds=answer_seconds)
            practice.gateway.starts_a_day = PLENTY
            await begin(practice, what)
            async with practice:
                yield practice


@asynccontextmanager
async def _nursery(path: Path) -> AsyncGenerator[tuple[str, ...]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.gates.practice.nursery",
        str(path),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=kept | {"PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)},
    )
    assert process.stdin
    assert process.stdout
    try:
        if await process.stdout.readline() != b"ready\n":
            raise RuntimeError("The nursery did not start.")
        yield (sys.executable, "-S", "-E", str(Path(__file__).with_name("messenger.py")), str(path))
    finally:
        process.stdin.close()
        await process.wait()
