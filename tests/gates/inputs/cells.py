"""G12 in the export: no cell that a spreadsheet would calculate, whatever its separator is, and nothing lost."""

import csv
import io
import json
import re
from collections.abc import AsyncIterator, Iterator
from random import Random

from mentorbot.domain.events import EventKind
from mentorbot.domain.quoting import whole
from mentorbot.services.exporting import COLUMNS, csv_pieces, json_pieces
from mentorbot.store.export import Row
from tests.gates.inputs.nasty import Nasty
from tests.gates.report import Report

PAGE = 200
GUARD = "'"
# Excel splits at semicolons where decimals have commas, and others at tabs: quotation marks that don't begin a field
# are letters to them. At commas nothing is split, since every cell with a comma is in quotation marks.
SEPARATORS = re.compile(r"[;\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
UNSEEN = re.compile(r"^[\s\x00-\x20\u200b-\u200f\u2060\ufeff\u00ad\u180e\"]+")
LIVE = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


async def cells(seed: int, count: int, report: Report) -> None:
    """Export this many lines of a log whose topics and details are nasty, and read them as spreadsheets do."""
    nasty = Nasty(Random(f"{seed} cells"))
    for first in range(1, count + 1, PAGE):
        rows = [_row(number, nasty) for number in range(first, min(first + PAGE, count + 1))]
        text = "".join([piece async for piece in csv_pieces(_pages(rows))])
        lines = "".join([piece async for piece in json_pieces(_pages(rows))])
        report.faults += [f"cells: {fault}" for fault in (*_judge_csv(text, rows), *_judge_lines(lines, rows))]
        report.counts["lines exported"] += len(rows)


def is_live(cell: str) -> bool:
    """Say whether a spreadsheet might calculate this: it looks past what nobody sees."""
    return UNSEEN.sub("", cell).startswith(LIVE) or cell.startswith(("\t", "\r"))


def _row(number: int, nasty: Nasty) -> Row:
    topic, detail = whole(nasty.cell()) or None, whole(nasty.cell()) or None
    return (number, 1_700_000_000_000 + number, EventKind.TOPIC_MERGED.value, 1, 100, None, 7, topic, None, detail)


async def _pages(rows: list[Row]) -> AsyncIterator[list[Row]]:
    yield rows


def _judge_csv(text: str, rows: list[Row]) -> Iterator[str]:
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    if read[0] != list(COLUMNS) or len(read) != len(rows) + 1:
        yield f"{len(read)} lines instead of {len(rows) + 1}"
        return
    for line, row in zip(read[1:], rows, strict=True):
        for shown, kept in zip((line[7], line[9]), (row[7], row[9]), strict=True):
            if live := [part for part in (shown, *SEPARATORS.split(shown)) if is_live(part)]:
                yield f"a formula is live: {shown!a}, in {live[0]!a}"
            if shown.replace(GUARD, "") != (kept or "").replace(GUARD, ""):
                yield f"{kept!a} came back as {shown!a}"


def _judge_lines(lines: str, rows: list[Row]) -> Iterator[str]:
    read = [json.loads(line) for line in lines.split("\n")[:-1]]
    for line, row in zip(read, rows, strict=True):
        if (line.get("topic"), line.get("detail")) != (row[7], row[9]):
            yield f"{row!a} came back as {line!a}"
