"""Queries that read a server's log again as what happened: an erased person and an erased text are in none of it."""

from dataclasses import dataclass

from mentorbot.domain.events import EventKind
from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the log; `text` is the question's where it was asked."""

    id: int
    kind: EventKind
    member: int | None
    other: int | None
    question: int | None
    detail: str | None
    text: str | None


_SINCE = """
SELECT e.id, e.kind, m.id AS member, o.id AS other, e.question, e.detail, q.text FROM event e
LEFT JOIN member m ON m.id = e.member AND m.user_id IS NOT NULL
LEFT JOIN member o ON o.id = e.other AND o.user_id IS NOT NULL
LEFT JOIN question q ON q.id = e.question AND e.kind = 'asked'
WHERE e.server_id = $1 AND e.id > $2 ORDER BY e.id LIMIT $3
"""
_BEFORE_LAST = """
SELECT id - 1 FROM event WHERE server_id = $1 AND kind = 'asked' ORDER BY id DESC LIMIT 1 OFFSET $2
"""


async def since(tx: Transaction, server_id: int, after: int, limit: int) -> list[Happening]:
    """Give what happened after this line, oldest first."""
    return await tx.all(Happening, _SINCE, server_id, after, limit)


async def before_last(tx: Transaction, server_id: int, questions: int) -> int:
    """Give the line before the last so many questions; 0 where there were no more than that."""
    return await tx.one(int, _BEFORE_LAST, server_id, questions - 1) or 0


async def last(tx: Transaction, server_id: int) -> int:
    """Give the newest line; 0 where there is none."""
    return await tx.one(int, "SELECT max(id) FROM event WHERE server_id = $1", server_id) or 0
