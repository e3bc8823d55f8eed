"""Queries about links."""

from datetime import datetime

from mentorbot.domain.links import Link
from mentorbot.domain.questions import Outcome, Question
from mentorbot.store.database import Transaction


async def add(tx: Transaction, question: Question, helper_id: int, now: datetime) -> int:
    """Begin a link between the question's asker and this helper; give its number."""
    number = await tx.one(
        int,
        "INSERT INTO link (server_id, question_id, asker_id, helper_id, private, opened_at, active_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING id",
        question.server_id,
        question.id,
        question.asker_id,
        helper_id,
        question.private,
        now,
    )
    assert number is not None
    return number


async def get(tx: Transaction, link_id: int) -> Link | None:
    return await tx.one(Link, "SELECT * FROM link WHERE id = $1", link_id)


async def by_thread(tx: Transaction, thread_id: int) -> Link | None:
    """Give the newest link in this thread: a question that was reopened has its later links in the same one."""
    return await tx.one(Link, "SELECT * FROM link WHERE thread_id = $1 ORDER BY id DESC LIMIT 1", thread_id)


async def of_question(tx: Transaction, question_id: int) -> Link | None:
    """Give the question's newest link."""
    return await tx.one(Link, "SELECT * FROM link WHERE question_id = $1 ORDER BY id DESC LIMIT 1", question_id)


async def put_down_by(tx: Transaction, question_id: int) -> list[int]:
    """Give who handed a question back, or on to somebody else."""
    sql = "SELECT DISTINCT helper_id FROM link WHERE question_id = $1 AND outcome IN ('handed-back', 'handed-over')"
    return await tx.all(int, sql, question_id)


async def running(tx: Transaction, server_id: int) -> list[Link]:
    return await tx.all(Link, "SELECT * FROM link WHERE server_id = $1 AND closed_at IS NULL ORDER BY id", server_id)


async def set_thread(tx: Transaction, link_id: int, thread_id: int) -> None:
    await tx.run("UPDATE link SET thread_id = $2 WHERE id = $1", link_id, thread_id)


async def set_active(tx: Transaction, link_id: int, now: datetime) -> Link | None:
    """Note that somebody is still there, and forget the nudge."""
    return await tx.one(
        Link,
        "UPDATE link SET active_at = $2, nudged_at = NULL WHERE id = $1 AND closed_at IS NULL RETURNING *",
        link_id,
        now,
    )


async def set_nudged(tx: Transaction, link_id: int, now: datetime) -> Link | None:
    return await tx.one(
        Link,
        "UPDATE link SET nudged_at = $2 WHERE id = $1 AND closed_at IS NULL AND nudged_at IS NULL RETURNING *",
        link_id,
        now,
    )


async def close(tx: Transaction, link_id: int, outcome: Outcome, note: str | None, now: datetime) -> Link | None:
    """End a link that still runs."""
    return await tx.one(
        Link,
        "UPDATE link SET closed_at = $2, outcome = $3, note = $4 WHERE id = $1 AND closed_at IS NULL RETURNING *",
        link_id,
        now,
        outcome,
        note,
    )
