"""How long the export of a large log takes, held against the `sqlite3` program writing the same columns as CSV."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import LEAST, Figure, Report, median
from mentorbot.store.database import SqliteDatabase, Transaction

MOST_TIMES, MOST_MEGABYTES = 3, 120
LINES, QUICK_LINES, REPEATS = 1_000_000, 20_000, 3
COLUMNS = "id, at, kind, server_id, member, other, question, topic, wave, detail"
# Seven lines for each question, a new one every five minutes, with the kinds and columns that a real life leaves.
FILL = """
WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < $1)
INSERT INTO event (server_id, at, kind, member, other, question, topic, wave, detail, seal)
SELECT 1, 1730000000123 + n / 7 * 300123 + CASE n % 7 WHEN 4 THEN 61234 WHEN 5 THEN 180567 WHEN 6 THEN 180567 ELSE 0
    END,
    CASE n % 7 WHEN 0 THEN 'asked' WHEN 1 THEN 'called' WHEN 2 THEN 'called' WHEN 3 THEN 'called' WHEN 4 THEN 'claimed'
        WHEN 5 THEN 'link-closed' ELSE 'question-closed' END,
    100000000 + n * 7919 % 5000, CASE WHEN n % 7 IN (4, 6) THEN 100000000 + n * 104729 % 5000 END, n / 7 + 1,
    CASE WHEN n % 7 = 0 THEN 'excel' END, CASE WHEN n % 7 IN (1, 2, 3) THEN 1 END,
    CASE n % 7 WHEN 0 THEN NULL WHEN 4 THEN 'button' WHEN 5 THEN 'sorted' WHEN 6 THEN 'sorted' ELSE 'offering' END,
    zeroblob(32)
FROM number
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a program took."""

    seconds: float
    megabytes: float


async def measure(*, quick: bool) -> Report:
    lines, title = QUICK_LINES if quick else LINES, "Export"
    program = shutil.which("sqlite3")
    if program is None:
        return Report(title, skipped="there is no `sqlite3` program here (Debian's package sqlite3)")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        database = place / "mentorbot.db"
        # By a process of its own: what this one ever needed would count as the programs', which begin as its copies.
        _run([sys.executable, "-m", __name__, str(database), str(lines)], None)
        pairs = [_pair(program, database, place / str(n)) for n in range(1 if quick else REPEATS)]
    ratio = median([ours.seconds / theirs.seconds for ours, theirs in pairs])
    most = max(ours.megabytes for ours, _ in pairs)
    figures = [
        Figure(f"Export of {lines:,} lines as CSV, in times of sqlite3", ratio, "times", MOST_TIMES),
        Figure("Most memory of the export's process", most, "MB", MOST_MEGABYTES),
    ]
    notes = [f"mentorbot {ours.seconds:.2f} s, sqlite3 {theirs.seconds:.2f} s of CPU" for ours, theirs in pairs]
    return Report(title, figures, notes)


def _pair(program: str, database: Path, place: Path) -> tuple[Run, Run]:
    """Run both, one after the other, and check that they wrote the same number of lines."""
    place.mkdir()
    ours, theirs = place / "ours.csv", place / "theirs.csv"
    export = [sys.executable, "-m", "mentorbot", "export", "--format", "csv", "--output", str(ours)]
    theirs_sql = f"SELECT {COLUMNS} FROM event WHERE kind <> 'exported' ORDER BY id"
    first = _run(export, None, MENTORBOT_DATABASE=str(database))
    second = _run([program, "-csv", "-header", str(database), theirs_sql], theirs)
    counts = [_lines(file) for file in (ours, theirs)]
    assert abs(counts[0] - counts[1]) <= REPEATS, counts  # each export leaves a line of its own in the log
    return first, second


def _lines(file: Path) -> int:
    with file.open("rb") as opened:
        return sum(1 for _ in opened)


def _run(command: list[str], output: Path | None, **settings: str) -> Run:
    """Run a program; its time is the processor's, so that others on this computer matter less."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MENTORBOT_")} | settings
    with (output or Path(os.devnull)).open("wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode} after {time.perf_counter() - begun:.1f} s")
    return Run(max(used.ru_utime + used.ru_stime, LEAST), used.ru_maxrss / 1024)


async def _fill(path: Path, lines: int) -> None:
    database = await SqliteDatabase.open(path)
    try:
        await database.write(_events, lines)
    finally:
        await database.close()


async def _events(tx: Transaction, lines: int) -> None:
    await tx.run("INSERT INTO server (id, open_limit, topics_per_member, zone, joined_at) VALUES (1, 3, 0, 'UTC', 0)")
    await tx.run(FILL, lines)


if __name__ == "__main__":
    asyncio.run(_fill(Path(sys.argv[1]), int(sys.argv[2])))
