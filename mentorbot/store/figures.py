"""Queries that count, for whoever watches the bot: no names, no ids."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Figure:
    """How many there are of a kind in a state."""

    kind: str
    state: str
    number: int


async def announcements(tx: Transaction) -> list[Figure]:
    return await tx.all(Figure, "SELECT kind, state, count(*) AS number FROM announcement GROUP BY kind, state")


async def jobs(tx: Transaction, now: datetime) -> list[Figure]:
    """Count what is not done yet, planned for later or late."""
    return await tx.all(
        Figure,
        "SELECT kind, CASE WHEN due_at <= $1 THEN 'due' ELSE 'planned' END AS state, count(*) AS number"
        " FROM job WHERE done_at IS NULL GROUP BY 1, 2",
        now,
    )


async def questions(tx: Transaction) -> list[Figure]:
    """Count questions that are not closed."""
    return await tx.all(
        Figure,
        "SELECT 'question' AS kind, status AS state, count(*) AS number FROM question"
        " WHERE status <> 'closed' GROUP BY status",
    )


async def offers(tx: Transaction) -> list[Figure]:
    return await tx.all(
        Figure, "SELECT 'offer' AS kind, 'running' AS state, count(*) AS number FROM offer WHERE ended_at IS NULL"
    )
