"""G15: whoever waits for the store is cancelled at every await and at every statement, in every scene there is.

Each scene is prepared once and its database kept. On a copy its deed is done undisturbed, to know how the database
stands after each of its transactions; then, on a copy each time, it is cancelled a moment later than before until it
runs through. Nothing is left to chance but the services' own, so a failure comes back with its seed.
"""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from random import Random

from mentorbot.domain.policy import Policy
from mentorbot.parts import assemble
from mentorbot.store import servers
from mentorbot.store.database import READERS, SqliteDatabase, Transaction
from tests.gates.options import Options
from tests.gates.report import Report
from tests.gates.scenes import SCENES, Deed
from tests.gates.storage.cancelling import PATIENCE, WAYS, statements, threads_left
from tests.gates.storage.doors import CARELESS, UNSHIELDED, broken_door
from tests.gates.storage.folders import FILE, Files, files_in, folder_with
from tests.gates.storage.thresholds import cross_all
from tests.gates.storage.witness import Moment, state, witnessed
from tests.played import SEALING, PlayedClock, SeenThreads, Web, played

BROKEN = (UNSHIELDED, CARELESS)
STRIDE = 3  # inside a transaction nothing is waited for, so in CI a third of its statements will do
MOST = 1000  # moments in a scene, should it fail at each of them


async def run(asked: Options) -> list[Report]:
    return [await cancels(asked.seed, stride=1 if asked.long else STRIDE, broken=asked.broken)]


async def cancels(seed: int, *, stride: int = STRIDE, broken: str = "", names: tuple[str, ...] = ()) -> Report:
    """Cancel in all scenes, or in those that are named, at every await and at every `stride`th statement."""
    report, first = Report("G15", seed), seed % stride + 1
    for name in names or SCENES:
        prepared = await _prepared(name, seed)
        report.counts["scenes"] += 1
        with broken_door(broken):
            await _everywhere(prepared, "turn", count(1), report)
            await _everywhere(prepared, "statement", count(first, stride), report)
    if not names:
        await cross_all(report)
    return report


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A deed about to be done; `moments` are how the database stands before it and after each of its writes."""

    name: str
    seed: int
    before: Files
    now: datetime
    deed: Deed
    moments: list[Moment]

    @asynccontextmanager
    async def again(self) -> AsyncGenerator[Web]:
        with folder_with(self.before) as folder:
            database = await SqliteDatabase.open(folder / FILE)
            clock, look = PlayedClock(self.now), SeenThreads()
            try:
                yield Web(
                    database, assemble(database, Policy(), clock, Random(self.seed), look, sealing=SEALING), clock, look
                )
            finally:
                await database.close()

    def wrong(self, found: str, told: int) -> Iterator[str]:
        """Hold what stands there, and how much was told of it, against the undisturbed run."""
        fitting = {moment.told for moment in self.moments if moment.state == found}
        if not fitting:
            yield "half of a transaction is there"
        elif told not in fitting:
            yield f"{told} announcements were handed over, and {fitting} were committed"


async def _prepared(name: str, seed: int) -> _Prepared:
    with folder_with({}) as folder:
        async with played(folder, seed=seed) as web:
            deed = await SCENES[name](web)
            now = web.clock.now()
        before = files_in(folder)
    undisturbed = _Prepared(name, seed, before, now, deed, [])
    async with undisturbed.again() as web:
        with witnessed(lambda: len(web.told)) as moments:
            await deed(web)
    return _Prepared(name, seed, before, now, deed, moments)


async def _everywhere(prepared: _Prepared, way: str, moments: Iterable[int], report: Report) -> None:
    for nth in moments:
        try:
            async with asyncio.timeout(PATIENCE):
                more = await _once(prepared, way, nth, report)
        except (sqlite3.Error, ValueError, TimeoutError) as error:
            report.faults.append(f"{prepared.name}, cancelled at {way} {nth}: {error!r}")
            more = nth < MOST
        if not more:
            return


async def _once(prepared: _Prepared, way: str, nth: int, report: Report) -> bool:
    """Cancel at this moment; False where the deed was done before it came."""
    before = set(threading.enumerate())
    with statements() as heard:
        async with prepared.again() as web:
            ended = await WAYS[way](_do(prepared.deed, web), nth, heard)
            problems = [ended.complaint, *await _standing(prepared, web)]
    problems += threads_left(before)
    report.counts[f"cancelled at a {way}"] += ended.accepted
    report.faults += [f"{prepared.name}, cancelled at {way} {nth}: {problem}" for problem in problems if problem]
    return ended.accepted


async def _do(deed: Deed, web: Web) -> object:
    return await deed(web)


async def _standing(prepared: _Prepared, web: Web) -> list[str]:
    """Let what was under way end; then see that the next ones can write and read, and what stands there."""
    await web.database.write(_nothing)
    path = await path_by_all(web.database)
    problems = [*prepared.wrong(await web.database.read(state), len(web.told)), *still_open(path)]
    await web.database.write(servers.keep, "next", "written")
    if await web.database.read(servers.recall, "next") != "written":
        problems.append("the next write did not work")
    return problems


async def _nothing(tx: Transaction) -> None:
    await tx.one(int, "SELECT 1")


async def path_by_all(database: SqliteDatabase) -> str:
    """Give the database's path as all readers tell it, each waiting in it for the others.

    So whatever they read for those who were cancelled has ended; a reader who never comes is a `TimeoutError`.
    """
    all_there = threading.Barrier(READERS, timeout=PATIENCE)

    async def path_among_all(tx: Transaction) -> str:
        all_there.wait()
        return str(await tx.one(str, "SELECT file FROM pragma_database_list WHERE name = 'main'"))

    try:
        path, *_ = await asyncio.gather(*(database.read(path_among_all) for _ in range(READERS)))
    except threading.BrokenBarrierError:
        raise TimeoutError("a reader never comes back") from None
    return path


def still_open(path: str) -> list[str]:
    """Look from outside whether the store still writes, or still reads something old."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as outside:
        try:
            outside.execute("BEGIN IMMEDIATE")
            outside.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return ["a transaction is still open"]
        [busy, *_] = outside.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return ["a reader still reads"] if busy else []
