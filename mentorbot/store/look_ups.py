"""Queries about moderators' looks at who asked anonymously."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.safety import LookUp
from mentorbot.store.database import Transaction

_LOOK_UP = (
    "SELECT k.id, k.server_id, k.question_id, k.moderator_id, m.name AS moderator_name, k.second_id, k.reason,"
    " k.safeguarding, k.asked_at, k.granted_at, k.seen_at FROM look_up k JOIN member m ON m.id = k.moderator_id"
)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A question of which somebody could look up who asked it."""

    id: int
    topic: str | None
    text: str | None
    asked_at: datetime


async def add(
    tx: Transaction,
    server_id: int,
    question_id: int,
    moderator_id: int,
    *,
    reason: str,
    safeguarding: bool,
    asked_at: datetime,
    granted_at: datetime | None,
) -> int:
    number = await tx.one(
        int,
        "INSERT INTO look_up (server_id, question_id, moderator_id, reason, safeguarding, asked_at, granted_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        server_id,
        question_id,
        moderator_id,
        reason,
        safeguarding,
        asked_at,
        granted_at,
    )
    assert number is not None
    return number


async def get(tx: Transaction, look_up_id: int) -> LookUp | None:
    return await tx.one(LookUp, f"{_LOOK_UP} WHERE k.id = $1", look_up_id)


async def newest(tx: Transaction, moderator_id: int, question_id: int) -> LookUp | None:
    """Give the last time that this moderator wanted to see who asked this question."""
    sql = f"{_LOOK_UP} WHERE k.question_id = $1 AND k.moderator_id = $2 ORDER BY k.id DESC LIMIT 1"
    return await tx.one(LookUp, sql, question_id, moderator_id)


async def grant(tx: Transaction, look_up_id: int, second_id: int, now: datetime) -> bool:
    """Let a second moderator agree; say whether nobody had before."""
    sql = (
        "UPDATE look_up SET second_id = $2, granted_at = $3"
        " WHERE id = $1 AND granted_at IS NULL AND moderator_id <> $2 RETURNING 1"
    )
    return await tx.one(int, sql, look_up_id, second_id, now) is not None


async def seen(tx: Transaction, look_up_id: int, now: datetime) -> bool:
    """Note that the name was shown; say whether that was the first time."""
    sql = "UPDATE look_up SET seen_at = $2 WHERE id = $1 AND seen_at IS NULL RETURNING 1"
    return await tx.one(int, sql, look_up_id, now) is not None


async def unnamed(tx: Transaction, server_id: int, *, limit: int) -> list[Unnamed]:
    """Give the newest questions that were asked anonymously by somebody who is still known.

    Those of somebody who has just been erased stay among them for a while: whoever compares lists would know whose.
    """
    return await tx.all(
        Unnamed,
        "SELECT q.id, t.name AS topic, q.text, q.asked_at FROM question q"
        " LEFT JOIN topic t ON t.id = q.topic_id WHERE q.server_id = $1 AND q.anonymous = 1"
        " AND (EXISTS (SELECT 1 FROM identity i WHERE i.member_id = q.asker_id)"
        " OR EXISTS (SELECT 1 FROM job j WHERE j.dedupe = 'erase:' || q.id AND j.done_at IS NULL))"
        " ORDER BY q.id DESC LIMIT $2",
        server_id,
        limit,
    )
