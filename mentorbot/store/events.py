"""Queries about the interaction log."""

from collections.abc import Sequence
from datetime import datetime

from mentorbot.domain.events import FIRST_SEAL, Event, seal
from mentorbot.store.database import Transaction

COLUMNS = 10


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


def rows_of_placeholders(rows: int, columns: int) -> str:
    """Give `($1, $2), ($3, $4)` for two rows of two columns."""
    return ", ".join(
        "(" + ", ".join(f"${row * columns + column + 1}" for column in range(columns)) + ")" for row in range(rows)
    )
