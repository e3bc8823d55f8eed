"""G3: the power is cut while the store writes.

The real store and services play scenes while a recorder notes what SQLite does to its files. Each cut then leaves what
a disk might hold at one of those steps; the real store opens that, and it has to be exactly as it was after the last
acknowledged write, or after the one that was under way. Some recordings begin where a cut of the one before left off.
SQLite draws the salts of its WAL by chance, so a seed cuts at the same steps but not over the same bytes.
"""

import sqlite3
from bisect import bisect_right
from dataclasses import dataclass
from random import Random
from unittest.mock import patch

from mentorbot.domain.members import Person
from mentorbot.errors import Refused
from mentorbot.store.database import DamagedDatabase, SqliteDatabase, Transaction
from mentorbot.store.verifying import verify
from tests.gates.options import Options
from tests.gates.report import Report
from tests.gates.scenes import SCENES
from tests.gates.storage.disk import Disk, Step, Sync
from tests.gates.storage.folders import FILE, INDEX, Files, folder_with
from tests.gates.storage.recorder import recorded
from tests.gates.storage.statements import said_instead
from tests.gates.storage.witness import Moment, state, witnessed
from tests.played import Web, played

NORMAL = "normal"  # commits are not synced
DEAF = "deaf"  # the disk says that it synced, and did not
PIECEMEAL = "piecemeal"  # every statement is a transaction of its own
BROKEN = (NORMAL, DEAF, PIECEMEAL)
INSTEAD = {
    NORMAL: {"PRAGMA synchronous = FULL": "PRAGMA synchronous = NORMAL"},
    PIECEMEAL: {"BEGIN IMMEDIATE": "SELECT 1", "COMMIT": "SELECT 1"},
}

CUTS_EACH = 200
SCENES_EACH = 20


async def run(asked: Options) -> list[Report]:
    return [await cuts(asked.seed, count=50_000 if asked.long else 2000, broken=asked.broken)]


async def cuts(seed: int, *, count: int, broken: str = "") -> Report:
    """Cut the power so often, over as many recordings as that takes."""
    report, rng, left = Report("G3", seed), Random(seed), Files()
    while report.counts["cuts"] < count:
        with said_instead(INSTEAD.get(broken, {})):
            recording = await _record(left if rng.random() < 0.5 else {}, rng)
        report.counts["recordings"] += 1
        report.counts["steps on disk"] += len(recording.steps)
        report.counts["acknowledged writes"] += len(recording.moments) - 1
        left = await _cut(recording, min(CUTS_EACH, count - report.counts["cuts"]), rng, report, deaf=broken == DEAF)
    return report


@dataclass(frozen=True, slots=True)
class _Recording:
    """`before` is what the disk held at first; every moment's `told` counts steps."""

    before: Files
    steps: list[Step]
    moments: list[Moment]

    def allowed(self, cut: int) -> list[str]:
        """Give the states that may be found after so many steps."""
        last = bisect_right(self.moments, cut, key=lambda moment: moment.told) - 1
        return [moment.state for moment in self.moments[last : last + 2]]

    def lost(self, cut: int, found: str) -> bool:
        """Say whether this is a state that was overtaken by an acknowledged write."""
        return any(moment.state == found for moment in self.moments if moment.told <= cut)


async def _record(before: Files, rng: Random) -> _Recording:
    with folder_with(before) as folder, recorded(folder) as steps, witnessed(lambda: len(steps)) as moments:
        async with played(folder, seed=rng.randrange(1000)) as web:
            await web.database.write(_checkpoint_every, rng.choice((20, 100, 1000)))
            for number in range(SCENES_EACH):
                await _play(web, rng, number)
    return _Recording(before, steps, moments)


async def _play(web: Web, rng: Random, number: int) -> None:
    """Play any scene, with people of its own."""
    known = web.person

    def somebody(name: str) -> Person:
        return known(f"{name} {number}")

    with patch.object(web, "person", somebody):
        try:
            deed = await rng.choice(list(SCENES.values()))(web)
            await deed(web)
        except Refused:
            return


async def _checkpoint_every(tx: Transaction, pages: int) -> None:
    await tx.one(int, f"PRAGMA wal_autocheckpoint = {pages}")  # 1000 is SQLite's own; with less there is more to cut


async def _cut(recording: _Recording, count: int, rng: Random, report: Report, *, deaf: bool) -> Files:
    """Cut so often, anywhere and just after acknowledgements; give what one of the cuts left."""
    disk, done, left = Disk(recording.before), 0, Files()
    told = [moment.told for moment in recording.moments]
    for cut in sorted(rng.choice(told) if rng.random() < 0.4 else _any(recording, rng) for _ in range(count)):
        for step in recording.steps[done:cut]:
            if not (deaf and isinstance(step, Sync)):
                disk.take(step)
        done = cut
        remains = disk.remains(rng)
        report.counts["cuts"] += 1
        report.counts["with something unsynced"] += disk.unsynced
        if problem := await _problem(recording, cut, remains, rng):
            report.counts[problem.split(":")[0]] += 1
            report.faults.append(f"recording {report.counts['recordings']}, step {cut}: {problem}")
        elif rng.random() < 2 / count:
            left = remains
    return left


def _any(recording: _Recording, rng: Random) -> int:
    return rng.randint(0, len(recording.steps))


async def _problem(recording: _Recording, cut: int, remains: Files, rng: Random) -> str:
    """Open what is left as a start would, and say what is wrong with it."""
    index = {INDEX: rng.randbytes(32768)} if rng.random() < 0.2 else {}  # never synced, and built anew
    with folder_with(remains | index) as folder:
        try:
            database = await SqliteDatabase.open(folder / FILE)
        except (DamagedDatabase, sqlite3.Error) as error:
            return f"corrupt: {error}"
        try:
            damage, found = await database.read(_look)
        finally:
            await database.close()
    if damage:
        return f"corrupt: {damage[0]}"
    if found in recording.allowed(cut):
        return ""
    return "lost: an acknowledged write is gone" if recording.lost(cut, found) else "half: it never stood like this"


async def _look(tx: Transaction) -> tuple[list[str], str]:
    damage = [line for line in await tx.all(str, "PRAGMA integrity_check") if line != "ok"]
    damage += [f"a row of {table} refers to nothing" for table in await tx.all(str, "PRAGMA foreign_key_check")]
    broken = (await verify(tx)).broken
    damage += [] if broken is None else [f"line {broken} of the log is not as it was written"]
    return damage, await state(tx)
