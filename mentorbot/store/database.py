"""The one door to the database: transactions that always end, on SQLite."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiosqlite

from mentorbot.errors import Refused
from mentorbot.store.migrating import migrate
from mentorbot.store.rows import build, to_column

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")
Statement = tuple[str, tuple[object, ...]]

READERS = 2
DIALECT = "sqlite"


class DamagedDatabase(Exception):
    """The file does not read as a whole database; its words say how to go on."""


class Transaction(Protocol):
    """Everything inside happens or nothing does. SQL takes `$1`, `$2` …; rows come back as `kind`."""

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

    async def close(self) -> None: ...


class _Connection(sqlite3.Connection):
    """Runs several statements in one visit to aiosqlite's thread: the visit costs more than the statement."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        for queued, values in parameters[:-1] if sql == "" else ():
            super().execute(queued, values)
        return super().execute(*parameters[-1]) if sql == "" else super().execute(sql, parameters)


def _named(values: Sequence[object]) -> dict[str, object]:
    # A sequence would bind by order of appearance, so `$2, $1` would silently swap.
    return {str(number): to_column(value) for number, value in enumerate(values, 1)}


class _SqliteTransaction:
    def __init__(self, connection: aiosqlite.Connection, begin: str | None) -> None:
        self._connection = connection
        self._reads_only = begin is None
        self._queue: list[tuple[str, object]] = [(begin, ())] if begin else []
        self._callbacks: list[Callable[[], None]] = []

    async def all(self, kind: type[T], sql: str, *values: object) -> list[T]:
        rows = list(await self._visit(sql, _named(values)))
        return build(kind, rows[0].keys(), rows) if rows else []

    async def one(self, kind: type[T], sql: str, *values: object) -> T | None:
        rows = await self.all(kind, sql, *values)
        return rows[0] if rows else None

    async def run(self, sql: str, *values: object) -> None:
        if self._reads_only:
            raise RuntimeError("only a writing transaction may run this: a read would silently lose it")
        self._queue.append((sql, _named(values)))

    def after_commit(self, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    async def commit(self) -> None:
        if self._began():
            await self._visit("COMMIT", ())
        for callback in self._callbacks:
            try:
                callback()
            except Exception:  # it is on disk: whoever wrote must not be told otherwise
                log.exception("a listener failed after a commit")

    async def rollback(self) -> None:
        self._queue.clear()
        await self._connection.rollback()  # does nothing where no transaction is open

    def _began(self) -> bool:
        """Say whether there is anything to commit: a transaction that never touched the database needs nothing."""
        return self._connection.in_transaction or len(self._queue) > 1

    async def _visit(self, sql: str, values: object) -> Any:
        queue, self._queue = [*self._queue, (sql, values)], []
        return await self._connection.execute_fetchall("", queue)


class SqliteDatabase:
    """One writer and a few readers on one file; WAL with every commit on disk before it is answered."""

    def __init__(self, writer: aiosqlite.Connection, readers: Sequence[aiosqlite.Connection]) -> None:
        self._writer = writer
        self._writing = asyncio.Lock()
        self._all_readers = readers
        self._readers: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, path: Path) -> "SqliteDatabase":
        """Open or create the file at `path`, check it, and bring its schema up to date."""
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = await _connect(path)
        try:
            await _check(writer, path)
            await migrate(writer, path, DIALECT)
        except BaseException:
            await writer.close()
            raise
        readers = [await _connect(path) for _ in range(READERS)]
        for reader in readers:
            await reader.execute_fetchall("PRAGMA query_only = ON")
        return cls(writer, readers)

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._to_the_end(self._write(work, *args, **kwargs))

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._to_the_end(self._read(work, *args, **kwargs))

    async def close(self) -> None:
        """Let running transactions end, then close every connection."""
        while self._running:
            await asyncio.wait(self._running)
        for connection in (*self._all_readers, self._writer):
            await connection.close()

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
        async with self._writing:
            transaction = _SqliteTransaction(self._writer, "BEGIN IMMEDIATE")
            try:
                result = await work(transaction, *args, **kwargs)
                await transaction.commit()
            except BaseException:
                await transaction.rollback()
                raise
            return result

    async def _read(self, work: Callable[..., Awaitable[T]], *args: Any, **kwargs: Any) -> T:
        reader = await self._readers.get()
        try:
            return await work(_SqliteTransaction(reader, None), *args, **kwargs)
        finally:
            self._readers.put_nowait(reader)


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, factory=_Connection, cached_statements=512)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000"):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException as error:
        await connection.close()  # or its thread would keep the process from ever ending
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            raise _damaged(path, str(error)) from error
        raise
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
