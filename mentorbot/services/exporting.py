"""Exports the interaction log: pseudonymous, safe in a spreadsheet, a page at a time, itself recorded."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from mentorbot.clock import Clock
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.members import Person
from mentorbot.errors import Refused
from mentorbot.services.people import People
from mentorbot.store import events, export, servers
from mentorbot.store.database import Database, Transaction
from mentorbot.store.export import Row, Span

COLUMNS = ("line", "at", "event", "server", "member", "other", "question", "topic", "wave", "detail")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
DAY, MINUTE = 86_400_000, 60_000
CLOCK = [f"T{minute // 60:02}:{minute % 60:02}:" for minute in range(24 * 60)]
_NEEDS_QUOTES = re.compile(r'[,;"\t\r\n]')
# A cell begins at its beginning, after a line break, and where other countries' spreadsheets split: at semicolons and
# tabs. What nobody sees does not keep a formula from being one, nor do quotation marks that a spreadsheet takes away.
_UNSEEN = r'[\s\x00-\x20\x7f"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*'
_BEGINS = r"(?:^|[;\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029])"
_FORMULA = re.compile(rf"(^(?=[\t\r])|{_BEGINS}(?={_UNSEEN}[=+\-@\uff1d\uff0b\uff0d\uff20]))")


class NothingToExport(Refused):
    """Nothing happened in that period, so there is nothing to export."""


class Format(StrEnum):
    CSV = "csv"
    JSON_LINES = "jsonl"


@dataclass(frozen=True, slots=True)
class Export:
    """A log about to be written: how many lines it has, and its text piece by piece."""

    lines: int
    pieces: AsyncIterator[str]


class Exporting:
    """Reads the log as it stood when the export began."""

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def export(
        self, start: datetime, end: datetime, form: Format, *, server_id: int | None, by: Person | None = None
    ) -> Export:
        """Export from `start` until before `end`; `by` is None for whoever runs the command line."""
        span = Span(server_id, start, end, await self._database.read(export.last_id))
        lines = await self._database.read(export.count, span)
        if not lines:
            raise NothingToExport
        await self._database.write(self._record, span, form, lines, by)
        write = csv_pieces if form is Format.CSV else json_pieces
        return Export(lines, write(export.pages(self._database, span)))

    async def _record(self, tx: Transaction, span: Span, form: Format, lines: int, by: Person | None) -> None:
        number = (await self._people.see(tx, by)).id if by else None
        period = f"{span.start:%Y-%m-%d} to {span.end:%Y-%m-%d}"
        line = Event(EventKind.EXPORTED, number, detail=f"{form}, {lines} lines, {period}")
        for server_id in [span.server_id] if span.server_id is not None else await servers.all_ids(tx):
            await events.append(tx, server_id, self._clock.now(), [line])


async def csv_pieces(pages: AsyncIterator[list[Row]]) -> AsyncIterator[str]:
    """Write lines as CSV with a heading and a byte order mark; long numbers as text, so that no digit is lost."""
    yield BYTE_ORDER_MARK + ",".join(COLUMNS) + "\r\n"
    async for page in pages:
        yield "".join(
            f"{number},{_moment(at)},{kind},s{server},{f'm{member}' if member else ''},{f'm{other}' if other else ''},"
            f"{'' if question is None else question},{_cell(topic)},{'' if wave is None else wave},{_cell(detail)}\r\n"
            for number, at, kind, server, member, other, question, topic, wave, detail in page
        )


async def json_pieces(pages: AsyncIterator[list[Row]]) -> AsyncIterator[str]:
    """Write each line as a JSON object; what is empty is left out."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    async for page in pages:
        yield "".join(encode(_named(row)) + "\n" for row in page)


def _named(row: Row) -> dict[str, Any]:
    number, at, kind, server, member, other, *rest = row
    people = (f"m{member}" if member else None, f"m{other}" if other else None)
    values = (number, _moment(at), kind, f"s{server}", *people, *rest)
    return {name: value for name, value in zip(COLUMNS, values, strict=True) if value is not None}


@lru_cache(maxsize=16)  # whoever is called with others is called at the same moment
def _moment(milliseconds: int) -> str:
    """Write a moment as `2026-11-21T09:30:00.000Z`."""
    day, rest = divmod(milliseconds, DAY)
    minute, rest = divmod(rest, MINUTE)
    return f"{_date(day)}{CLOCK[minute]}{rest // 1000:02}.{rest % 1000:03}Z"


@lru_cache(maxsize=16)
def _date(day: int) -> str:
    return datetime.fromtimestamp(day * DAY // 1000, UTC).strftime("%Y-%m-%d")


@lru_cache(maxsize=4096)  # a log says the same few things again and again
def _cell(text: str | None) -> str:
    """Write a text as a cell: no formula, and in quotation marks where it needs them."""
    shown = safe(text or "")
    return '"' + shown.replace('"', '""') + '"' if _NEEDS_QUOTES.search(shown) else shown


def safe(text: str) -> str:
    """Keep a spreadsheet from reading a cell, or a part of one, as a formula."""
    return _FORMULA.sub(r"\1'", text)
