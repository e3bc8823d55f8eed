"""Queries about what was passed on between the two of an anonymous question."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.links import Link
from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Relay:
    """One text that was passed on; None once it was forgotten."""

    id: int
    link_id: int
    by_asker: bool
    text: str | None
    passed_at: datetime


# The texts that a member, or a stand-in, had passed on. Who of several helpers it was stands in what was said of it.
WRITTEN = """SELECT r.id FROM relay r JOIN link l ON l.id = r.link_id WHERE r.by_asker = 1 AND l.asker_id = $1
    UNION ALL SELECT r.id FROM relay r JOIN announcement a ON a.link_id = r.link_id AND a.kind = 'passed-on'
    WHERE r.by_asker = 0 AND a.detail = '{"relay":' || r.id || ',"winner":' || $1 || '}'"""


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


async def lately(tx: Transaction, link_id: int, *, by_asker: bool, since: datetime) -> int:
    """Count what one side has had passed on since a moment."""
    sql = "SELECT count(*) FROM relay WHERE link_id = $1 AND by_asker = $2 AND passed_at > $3"
    return await tx.one(int, sql, link_id, by_asker, since) or 0


async def running(tx: Transaction, server_id: int) -> list[Link]:
    """Give a server's links of anonymous questions that still run, the oldest first."""
    sql = (
        "SELECT l.* FROM link l JOIN question q ON q.id = l.question_id"
        " WHERE l.server_id = $1 AND l.closed_at IS NULL AND q.anonymous = 1 ORDER BY l.id"
    )
    return await tx.all(Link, sql, server_id)
