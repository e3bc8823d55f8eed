"""Sees each transaction end: how far the database had come whenever somebody was told that it is safe."""

import hashlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from mentorbot.store.database import SqliteDatabase, Transaction


@dataclass(frozen=True, slots=True)
class Moment:
    """`told` is whatever stood in the witness's own list when `write` came back; `state` sums up every table."""

    told: int
    state: str


async def state(tx: Transaction) -> str:
    """Sum up what all tables hold."""
    tables = await tx.all(str, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    rows: list[list[tuple[Any, ...]]] = [await tx.all(tuple, f"SELECT * FROM {table}") for table in tables]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@contextmanager
def witnessed(told: Callable[[], int]) -> Generator[list[Moment]]:
    """Give a moment for each acknowledged write, and one from before the first; one write at a time."""
    moments: list[Moment] = []
    real = SqliteDatabase.write

    async def write(database: SqliteDatabase, /, *args: Any, **kwargs: Any) -> Any:
        if not moments:
            moments.append(Moment(0, await database.read(state)))
        answer = await real(database, *args, **kwargs)
        moments.append(Moment(told(), await database.read(state)))
        return answer

    with patch.object(SqliteDatabase, "write", write):
        yield moments
