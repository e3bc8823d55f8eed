"""Doors that are broken on purpose: what the store's own door guards against, left out."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from unittest.mock import patch

from mentorbot.store.database import SqliteDatabase
from mentorbot.store.rows import build, to_column

UNSHIELDED = "unshielded"  # whoever is cancelled takes the waiting for the commit along
CARELESS = "careless"  # statement by statement, and rolled back after errors only, which a cancelling is not


def broken_door(how: str) -> AbstractContextManager[object]:
    """Put such a door in the store's place."""
    if how == UNSHIELDED:
        return patch.object(SqliteDatabase, "_to_the_end", _unshielded)
    if how == CARELESS:
        return patch.object(SqliteDatabase, "_write", _careless)
    return nullcontext()


async def _unshielded(database: SqliteDatabase, transaction: Any) -> Any:
    return await transaction


class _Stepwise:
    """A transaction that waits for each of its statements."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.callbacks: list[Callable[[], None]] = []

    async def all(self, kind: type[Any], sql: str, *values: object) -> list[Any]:
        def execute(connection: sqlite3.Connection) -> tuple[list[str], list[Any]]:
            cursor = connection.execute(sql, {str(number): to_column(value) for number, value in enumerate(values, 1)})
            return [column[0] for column in cursor.description or ()], cursor.fetchall()

        columns, rows = await self._connection.visit(execute)
        return build(kind, columns, rows) if rows else []

    async def one(self, kind: type[Any], sql: str, *values: object) -> Any:
        rows = await self.all(kind, sql, *values)
        return rows[0] if rows else None

    async def run(self, sql: str, *values: object) -> None:
        await self.all(tuple, sql, *values)

    def after_commit(self, callback: Callable[[], None]) -> None:
        self.callbacks.append(callback)


async def _careless(database: SqliteDatabase, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    transaction = _Stepwise(vars(database)["_writer"])
    await transaction.run("BEGIN IMMEDIATE")
    try:
        result = await work(transaction, *args, **kwargs)
    except Exception:
        await transaction.run("ROLLBACK")
        raise
    await transaction.run("COMMIT")
    for callback in transaction.callbacks:
        callback()
    return result
