"""What the bot needs before anybody asks anything: memory with one server, and time from start to ready."""

import tempfile
from pathlib import Path

from benchmarks.bots.process import bot
from benchmarks.figures import Figure, Report, median
from benchmarks.loadserver.payloads import CHANNELS
from benchmarks.loadserver.server import LoadServer

MOST_MEGABYTES, MOST_SECONDS = 100, 2
NUMBER = 12
STARTS = 5


async def measure(*, quick: bool) -> Report:
    seconds: list[float] = []
    megabytes: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "mentorbot.db")
        for _ in range(1 if quick else STARTS + 1):
            took, held = await _start(database)
            seconds.append(took)
            megabytes.append(held)
    again = seconds[1:] or seconds
    figures = [
        Figure("Memory when idle with one server", max(megabytes), "MB", MOST_MEGABYTES),
        Figure("From the start of the process to ready", median(again), "s", MOST_SECONDS),
    ]
    notes = [f"the first start, which also makes the database: {seconds[0]:.2f} s", f"a server of {CHANNELS} channels"]
    return Report("At rest", figures, notes)


async def _start(database: Path) -> tuple[float, float]:
    settings = {"MENTORBOT_DATABASE": database, "MENTORBOT_LOG_LEVEL": "ERROR", "MENTORBOT_GUILD_READY_SECONDS": 0}
    async with LoadServer().running() as server, bot(server, "ours", NUMBER, **settings) as ours:
        await ours.settled()
        return ours.seconds_to_ready, (await ours.tell())["memory"]
