"""G15 at the store's thresholds: opening a new file, bringing an older one up to date, backing up, and closing."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from unittest.mock import patch

from mentorbot.store import backups, migrating, servers
from mentorbot.store.database import SqliteDatabase
from tests.gates.report import Report
from tests.gates.storage.cancelling import WAYS, Ended, Work, statements, threads_left
from tests.gates.storage.folders import FILE, Files, files_in, folder_with

UPGRADE = "CREATE TABLE vouch (id INTEGER PRIMARY KEY) STRICT;"
Judge = Callable[[Ended], Awaitable[list[str]]]
Crossing = Callable[[Path], AbstractAsyncContextManager[tuple[Work, Judge]]]


async def cross_all(report: Report) -> None:
    """Cancel at every moment of each threshold."""
    with folder_with({}) as folder:
        await (await SqliteDatabase.open(folder / FILE)).close()
        old = files_in(folder)
    upgraded = migrating.migrations("sqlite") | {9001: UPGRADE}

    def with_one_more(_: str) -> dict[int, str]:
        return upgraded

    await _everywhere("opening a new file", report, {}, _opening)
    with patch.object(migrating, "migrations", with_one_more):
        await _everywhere("bringing a file up to date", report, old, _opening)
    await _everywhere("backing up", report, old, _backing_up)
    await _everywhere("closing", report, old, _closing)


async def _everywhere(name: str, report: Report, before: Files, crossing: Crossing) -> None:
    report.counts["thresholds"] += 1
    for way, cancel in WAYS.items():
        accepted, nth = True, 0
        while accepted:
            nth += 1
            threads = set(threading.enumerate())
            with folder_with(before) as folder, statements() as heard:
                async with crossing(folder) as (work, judged):
                    ended = await cancel(work, nth, heard)
                    problems = [ended.complaint, *await judged(ended), *threads_left(threads)]
            accepted = ended.accepted
            report.counts[f"cancelled at a {way}"] += accepted
            report.faults += [f"{name}, cancelled at {way} {nth}: {problem}" for problem in problems if problem]


@asynccontextmanager
async def _opening(folder: Path) -> AsyncGenerator[tuple[Work, Judge]]:
    async def judged(ended: Ended) -> list[str]:
        if not ended.accepted:
            await cast("SqliteDatabase", ended.task.result()).close()
        return await _stands(folder)

    yield SqliteDatabase.open(folder / FILE), judged


async def _stands(folder: Path) -> list[str]:
    """A start afterwards finds a whole database, and beside it nothing but whole copies."""
    database = await SqliteDatabase.open(folder / FILE)
    await database.write(servers.keep, "next", "written")
    await database.close()
    return [f"{file.name} is half a copy" for file in _copies(folder) if _is_broken(file)]


def _copies(folder: Path) -> list[Path]:
    return list(folder.glob(f"{FILE}.schema-*"))


def _is_broken(file: Path) -> bool:
    try:
        backups.check(file)
    except backups.BadBackup:
        return True
    return False


@asynccontextmanager
async def _backing_up(folder: Path) -> AsyncGenerator[tuple[Work, Judge]]:
    """In a thread, as at night; it goes on when nobody waits for it any more."""

    async def judged(_: Ended) -> list[str]:
        thread.shutdown()  # waits for what it does
        made = list((folder / "backups").glob("*"))
        return [f"{file.name} is half a backup" for file in made if _is_broken(file)]

    thread = ThreadPoolExecutor(1)
    now = datetime(2026, 11, 2, 12, tzinfo=UTC)

    async def back_up() -> Path:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(thread, backups.back_up, folder / FILE, folder / "backups", now)

    yield back_up(), judged


@asynccontextmanager
async def _closing(folder: Path) -> AsyncGenerator[tuple[Work, Judge]]:
    """While somebody's write is on its way."""
    database = await SqliteDatabase.open(folder / FILE)
    writing = asyncio.create_task(database.write(servers.keep, "last", "written"))

    begun = False

    async def close() -> None:
        nonlocal begun
        begun = True
        await database.close()

    async def judged(_: Ended) -> list[str]:
        if not begun:  # it was cancelled before its first step
            await database.close()
        [told] = await asyncio.gather(writing, return_exceptions=True)
        again = await SqliteDatabase.open(folder / FILE)
        kept = await again.read(servers.recall, "last")
        await again.close()
        return [f"the write was answered {told!r}, and there stands {kept!r}"] if (told is None) != bool(kept) else []

    yield close(), judged
