"""The one door to the database: transactions that always end, on SQLite."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from time import monotonic  # its own, whatever stands for time.monotonic elsewhere: two threads compare it
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiosqlite

from mentorbot.clock import one_moment
from mentorbot.errors import Refused
from mentorbot.store.migrating import migrate
from mentorbot.store.rows import build, to_column

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")

READERS = 2
PATIENCE = 2.0  # seconds for a lock that another process holds: whoever waits for an answer hears of it within three
DIALECT = "sqlite"


class DamagedDatabase(Exception):
    """The file does not read as a whole database; its words say how to go on."""


class StillRead(Exception):
    """Somebody reads the database as it was, so its older state can't be taken out of the files yet."""


class Transaction(Protocol):
    """Everything inside happens or nothing does. SQL takes `$1`, `$2` …; rows come back as `kind`.

    Whoever works inside waits for nothing else: an engine may run it in a thread of its own.
    """

    async def all(self, kind: type[T], sql: str, *values: object) -> list[T]: ...

    async def one(self, kind: type[T], sql: str, *values: object) -> T | None: ...

    async def run(self, sql: str, *values: object) -> None:
        """Change something whose result nobody waits for; an engine may send it along with the next statement."""
        ...

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call `callback` once the transaction is safely on disk, and never if it is not."""
        ...


Work = Callable[Concatenate[Transaction, P], Awaitable[T]]


class Database(Protocol):
    """Where transactions begin."""

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in a transaction; it commits when work returns and rolls back when work raises."""
        ...

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T: ...

    async def scrub(self) -> None:
        """Take what was deleted out of the files too; raise `StillRead` where somebody still reads the old state."""
        ...

    async def close(self) -> None: ...


class _Connection(aiosqlite.Connection):
    """Runs a whole transaction in one visit to aiosqlite's thread: a visit costs more than several statements."""

    async def visit(self, act: Callable[[sqlite3.Connection], T]) -> T:
        return await self._execute(act, self._conn)  # pyright: ignore[reportUnknownMemberType] - aiosqlite leaves it untyped


def _named(values: Sequence[object]) -> dict[str, object]:
    # A sequence would bind by order of appearance, so `$2, $1` would silently swap.
    return {str(number): to_column(value) for number, value in enumerate(values, 1)}


class _SqliteTransaction:
    """Lives in the connection's thread, where nothing has to be waited for."""

    def __init__(self, connection: sqlite3.Connection, *, writes: bool, asked_at: float) -> None:
        self._connection = connection
        self._writes = writes
        self._asked_at = asked_at
        self.callbacks: list[Callable[[], None]] = []

    async def all(self, kind: type[T], sql: str, *values: object) -> list[T]:
        cursor = self._execute(sql, values)
        rows = cursor.fetchall()
        return build(kind, [column[0] for column in cursor.description], rows) if rows else []

    async def one(self, kind: type[T], sql: str, *values: object) -> T | None:
        rows = await self.all(kind, sql, *values)
        return rows[0] if rows else None

    async def run(self, sql: str, *values: object) -> None:
        if not self._writes:
            raise RuntimeError("only a writing transaction may run this: a read would lose it")
        self._execute(sql, values)

    def after_commit(self, callback: Callable[[], None]) -> None:
        self.callbacks.append(callback)

    def _execute(self, sql: str, values: Sequence[object]) -> sqlite3.Cursor:
        # Begun at the first statement: a transaction that never touches the database needs nothing of it.
        if not self._connection.in_transaction:
            self._begin()
        return self._connection.execute(sql, _named(values))

    def _begin(self) -> None:
        if not self._writes:
            self._connection.execute("BEGIN")
            return
        # Those who queued behind others that waited for a lock have waited as well: they all give up in time.
        left = max(0.0, PATIENCE - (monotonic() - self._asked_at))
        self._connection.execute(f"PRAGMA busy_timeout = {round(left, 1) * 1000:.0f}")
        self._connection.execute("BEGIN IMMEDIATE")


def _whole(
    connection: sqlite3.Connection, work: Work[[], T], *, writes: bool, asked_at: float
) -> tuple[T, list[Callable[[], None]]]:
    """Run `work` from its first statement to its end, which is a commit or a rollback."""
    transaction = _SqliteTransaction(connection, writes=writes, asked_at=asked_at)
    try:
        with one_moment():
            result = _unwaiting(work(transaction))
        if connection.in_transaction:
            connection.execute("COMMIT")
    except BaseException:
        connection.rollback()  # does nothing where no transaction is open
        raise
    return result, transaction.callbacks


def _scrub(connection: sqlite3.Connection) -> None:
    # Deleted rows stay in the file until something happens to be written over them: all pages are written anew.
    connection.execute("VACUUM")
    [busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StillRead


def _unwaiting(work: Awaitable[T]) -> T:
    """Give the result of work that waits for nothing but its transaction, which is always ready."""
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration as end:
        return end.value
    steps.close()
    raise RuntimeError("a transaction may wait for nothing but the database: it holds everybody else up")


class SqliteDatabase:
    """One writer and a few readers on one file; WAL with every commit on disk before it is answered."""

    def __init__(self, writer: _Connection, readers: Sequence[_Connection], connections: AsyncExitStack) -> None:
        self._writer = writer  # its thread takes one transaction after the other, so writers need no lock
        self._connections = connections  # closes them all, whatever happens to whoever waits for that
        self._readers: asyncio.LifoQueue[_Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, path: Path) -> "SqliteDatabase":
        """Open or create the file at `path`, check it, and bring its schema up to date."""
        path.parent.mkdir(parents=True, exist_ok=True)
        async with AsyncExitStack() as opened:
            writer = await _connect(path, opened)
            await _check(writer, path)
            await migrate(writer, path, DIALECT)
            readers = [await _connect(path, opened) for _ in range(READERS)]
            for reader in readers:
                await reader.execute_fetchall("PRAGMA query_only = ON")
            return cls(writer, readers, opened.pop_all())

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._to_the_end(self._write(work, *args, **kwargs))

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._to_the_end(self._read(work, *args, **kwargs))

    async def scrub(self) -> None:
        await self._to_the_end(self._writer.visit(_scrub))

    async def close(self) -> None:
        """Let running transactions end, then close every connection."""
        try:
            while self._running:
                await asyncio.wait(self._running)
        finally:
            await self._connections.aclose()

    async def _to_the_end(self, transaction: Any) -> Any:
        # A cancelled caller must not leave a transaction half way: the shielded task always ends it.
        task = asyncio.ensure_future(transaction)
        self._running.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen here, so that a cancelled caller's failure is not reported as never retrieved

    async def _write(self, work: Callable[..., Awaitable[T]], *args: Any, **kwargs: Any) -> T:
        bound = partial(_whole, work=lambda tx: work(tx, *args, **kwargs), writes=True, asked_at=monotonic())
        result, callbacks = await self._writer.visit(bound)
        for callback in callbacks:
            try:
                callback()
            except Exception:  # it is on disk: whoever wrote must not be told otherwise
                log.exception("a listener failed after a commit")
        return result

    async def _read(self, work: Callable[..., Awaitable[T]], *args: Any, **kwargs: Any) -> T:
        reader = await self._readers.get()
        try:
            bound = partial(_whole, work=lambda tx: work(tx, *args, **kwargs), writes=False, asked_at=monotonic())
            result, _ = await reader.visit(bound)
        finally:
            self._readers.put_nowait(reader)
        return result


async def _connect(path: Path, opened: AsyncExitStack) -> _Connection:
    """Connect, and leave the closing to `opened`: a thread that is left would keep the process from ever ending."""
    connect = partial(sqlite3.connect, path, isolation_level=None, cached_statements=512)
    connection = _Connection(connect, iter_chunk_size=64)
    await connection
    opened.push_async_callback(connection.close)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000"):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error
    return connection


async def _check(connection: aiosqlite.Connection, path: Path) -> None:
    try:
        rows = [row[0] for row in await connection.execute_fetchall("PRAGMA quick_check")]
    except sqlite3.DatabaseError as error:
        rows = [str(error)]
    if rows != ["ok"]:
        raise _damaged(path, str(rows[0]))


def _damaged(path: Path, why: str) -> DamagedDatabase:
    return DamagedDatabase(
        f"The database {path} is damaged ({why}). Nothing was changed. "
        f"Put a good copy in its place (copies made before upgrades stand beside it), then start again."
    )


def found(value: T | None, refusal: type[Refused]) -> T:
    """Give `value`, or raise `refusal` where a query found nothing."""
    if value is None:
        raise refusal
    return value
