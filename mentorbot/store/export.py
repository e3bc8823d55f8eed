"""The query that reads the interaction log in pages, so that a million lines never stand in memory together."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentorbot.store.database import Database, Transaction

PAGE = 2000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Which lines of the log: of one server, or of all where it is None; from `start` until before `end`."""

    server_id: int | None
    start: datetime
    end: datetime
    last_id: int


_WHERE = "WHERE id > $1 AND id <= $2 AND at >= $3 AND at < $4 AND server_id = coalesce($5, server_id)"
_PAGE = f"""SELECT id, at, kind, server_id, member, other, question, topic, wave, detail FROM event
    {_WHERE} ORDER BY id LIMIT {PAGE}"""


async def last_id(tx: Transaction) -> int:
    """Give the newest line's number, so that an export has an end while the log grows."""
    return await tx.one(int, "SELECT max(id) FROM event") or 0


async def count(tx: Transaction, span: Span) -> int:
    sql = f"SELECT count(*) FROM event {_WHERE}"
    return await tx.one(int, sql, 0, span.last_id, span.start, span.end, span.server_id) or 0


async def pages(database: Database, span: Span) -> AsyncIterator[list[Row]]:
    """Give the lines as (id, at in milliseconds, kind, server, member, other, question, topic, wave, detail)."""
    last = 0
    while page := await database.read(_page, span, last):
        yield page
        last = page[-1][0]


async def _page(tx: Transaction, span: Span, last: int) -> list[Row]:
    return await tx.all(tuple, _PAGE, last, span.last_id, span.start, span.end, span.server_id)
