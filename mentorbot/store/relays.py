"""Queries about what was passed on between the two of an anonymous question."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Relay:
    """One text that was passed on; None once it was forgotten."""

    id: int
    link_id: int
    by_asker: bool
    text: str | None
    passed_at: datetime


async def add(tx: Transaction, link_id: int, *, by_asker: bool, text: str, now: datetime) -> Relay:
    relay = await tx.one(
        Relay,
        "INSERT INTO relay (link_id, by_asker, text, passed_at) VALUES ($1, $2, $3, $4) RETURNING *",
        link_id,
        by_asker,
        text,
        now,
    )
    assert relay is not None
    return relay


async def get(tx: Transaction, relay_id: int) -> Relay | None:
    return await tx.one(Relay, "SELECT * FROM relay WHERE id = $1", relay_id)


async def of_link(tx: Transaction, link_id: int) -> list[Relay]:
    return await tx.all(Relay, "SELECT * FROM relay WHERE link_id = $1 ORDER BY id", link_id)


async def forget(tx: Transaction, question_id: int) -> None:
    """Forget what was passed on about a question; that something was stays."""
    sql = "UPDATE relay SET text = NULL WHERE link_id IN (SELECT id FROM link WHERE question_id = $1)"
    await tx.run(sql, question_id)
