"""What the bot needs before anybody asks anything: memory with one server, and time from start to ready."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bots.process import bot
from benchmarks.figures import Figure, Report, median
from benchmarks.loadserver.payloads import CHANNELS
from benchmarks.loadserver.server import LoadServer

MOST_MEGABYTES, MOST_SECONDS = 100, 2
NUMBER = 12
STARTS = 5


@dataclass(frozen=True, slots=True)
class Start:
    """How long one start took, how much of that the processor worked on it, and the memory held afterwards."""

    seconds: float
    cpu: float
    megabytes: float


async def measure(*, quick: bool) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "mentorbot.db")
        starts = [await _start(database) for _ in range(1 if quick else STARTS + 1)]
    again = starts[1:] or starts
    figures = [
        Figure("Memory when idle with one server", max(start.megabytes for start in starts), "MB", MOST_MEGABYTES),
        Figure("From the start of the process to ready", median([start.seconds for start in again]), "s", MOST_SECONDS),
    ]
    notes = [
        f"of that, {median([start.cpu for start in again]):.2f} s of the processor",
        f"the first start, which also makes the database: {starts[0].seconds:.2f} s",
        f"a server of {CHANNELS} channels",
    ]
    return Report("At rest", figures, notes)


async def _start(database: Path) -> Start:
    settings = {"MENTORBOT_DATABASE": database, "MENTORBOT_LOG_LEVEL": "ERROR", "MENTORBOT_GUILD_READY_SECONDS": 0}
    async with LoadServer().running() as server, bot(server, "ours", NUMBER, **settings) as ours:
        await ours.settled()
        return Start(ours.seconds_to_ready, ours.cpu_to_ready, (await ours.tell())["memory"])
