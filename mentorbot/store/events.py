"""Queries about the interaction log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.events import FIRST_SEAL, Event, EventKind, seal
from mentorbot.store.database import Transaction

COLUMNS = 10
PAGE = 2000
KINDS = frozenset(EventKind)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as it stands, whatever somebody made of it: its kind may be one that never was."""

    id: int
    at: datetime
    kind: str
    member: int | None
    other: int | None
    question: int | None
    topic: str | None
    wave: int | None
    detail: str | None
    seal: bytes


async def append(tx: Transaction, server_id: int, now: datetime, events: Sequence[Event]) -> None:
    """Add lines to a server's log, each sealed with the one before."""
    last = await tx.one(bytes, "SELECT seal FROM event WHERE server_id = $1 ORDER BY id DESC LIMIT 1", server_id)
    previous = last or FIRST_SEAL
    values: list[object] = []
    for event in events:
        previous = seal(previous, server_id, now, event)
        values += [server_id, now, event.kind, event.member, event.other, event.question]
        values += [event.topic, event.wave, event.detail, previous]
    await tx.run(
        "INSERT INTO event (server_id, at, kind, member, other, question, topic, wave, detail, seal) VALUES "
        + rows_of_placeholders(len(events), COLUMNS),
        *values,
    )


async def verify(tx: Transaction, server_id: int) -> int | None:
    """Give the number of a server's first line whose seal does not fit, or None where the whole log is as written.

    Lines cut off at the end leave no trace in the chain: keep the newest seal elsewhere to notice those.
    """
    previous, last = FIRST_SEAL, 0
    while page := await tx.all(
        _Line,
        "SELECT id, at, kind, member, other, question, topic, wave, detail, seal FROM event"
        f" WHERE server_id = $1 AND id > $2 ORDER BY id LIMIT {PAGE}",
        server_id,
        last,
    ):
        for line in page:
            if not _fits(line, previous, server_id):
                return line.id
            previous, last = line.seal, line.id
    return None


def _fits(line: _Line, previous: bytes, server_id: int) -> bool:
    if line.kind not in KINDS:
        return False
    kind = EventKind(line.kind)
    event = Event(kind, line.member, line.other, line.question, line.topic, line.wave, line.detail)
    return seal(previous, server_id, line.at, event) == line.seal


def rows_of_placeholders(rows: int, columns: int) -> str:
    """Give `($1, $2), ($3, $4)` for two rows of two columns."""
    return ", ".join(
        "(" + ", ".join(f"${row * columns + column + 1}" for column in range(columns)) + ")" for row in range(rows)
    )
