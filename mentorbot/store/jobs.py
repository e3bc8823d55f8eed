"""Queries about jobs."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.jobs import Job, JobKind
from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime | None


async def add(tx: Transaction, kind: JobKind, subject_id: int, due_at: datetime) -> None:
    """Plan a job; where one of this kind waits for this subject already, it is due at the new time instead."""
    await tx.run(
        "INSERT INTO job (kind, subject_id, dedupe, due_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (dedupe) WHERE done_at IS NULL DO UPDATE SET due_at = excluded.due_at, attempt = 0,"
        " leased_until = NULL, not_after = NULL",
        kind,
        subject_id,
        f"{kind}:{subject_id}",
        due_at,
    )


async def lease(tx: Transaction, now: datetime, until: datetime, limit: int) -> list[Job]:
    """Take what is due and nobody holds; a lease that ran out is free again."""
    leased = await tx.all(
        Job,
        "UPDATE job SET leased_until = $2, attempt = attempt + 1 WHERE id IN"
        " (SELECT id FROM job WHERE done_at IS NULL AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)"
        " ORDER BY due_at, id LIMIT $3) RETURNING id, kind, subject_id, due_at, attempt,"
        " not_after",
        now,
        until,
        limit,
    )
    return sorted(leased, key=lambda job: (job.due_at, job.id))  # RETURNING promises no order


async def planned_at(tx: Transaction, kind: JobKind, subject_id: int) -> datetime | None:
    """Give the moment when a job of this kind is due; None where none is planned."""
    sql = "SELECT due_at AS at FROM job WHERE dedupe = $1 AND done_at IS NULL"
    due = await tx.one(Due, sql, f"{kind}:{subject_id}")
    return due.at if due else None


async def is_held(tx: Transaction, job: Job) -> bool:
    """Say whether this taking of the job still counts: not done, not planned anew, not taken again."""
    held = await tx.one(
        int,
        "SELECT 1 FROM job WHERE id = $1 AND done_at IS NULL AND due_at = $2 AND attempt = $3",
        job.id,
        job.due_at,
        job.attempt,
    )
    return held is not None


async def done(tx: Transaction, job: Job, result: str, now: datetime) -> None:
    """Mark a job as done, unless it was planned anew in the meantime."""
    await tx.run(
        "UPDATE job SET done_at = $3, result = $4 WHERE id = $1 AND done_at IS NULL AND due_at = $2",
        job.id,
        job.due_at,
        now,
        result,
    )


async def retry(tx: Transaction, job: Job, at: datetime, not_after: datetime) -> None:
    """Try again at `at`; a job that failed for the first time is given up at `not_after`."""
    await tx.run(
        "UPDATE job SET leased_until = $3, not_after = coalesce(not_after, $4)"
        " WHERE id = $1 AND done_at IS NULL AND due_at = $2",
        job.id,
        job.due_at,
        at,
        not_after,
    )


async def release_all(tx: Transaction) -> None:
    """Free every lease: whoever held one died with the process before this one."""
    await tx.run("UPDATE job SET leased_until = NULL WHERE done_at IS NULL AND leased_until IS NOT NULL")


async def cancel(tx: Transaction, kind: JobKind, subject_id: int, now: datetime) -> None:
    await tx.run(
        "UPDATE job SET done_at = $2, result = 'cancelled' WHERE dedupe = $1 AND done_at IS NULL",
        f"{kind}:{subject_id}",
        now,
    )


async def next_due(tx: Transaction) -> datetime | None:
    """Give the moment when there is something to do next."""
    due = await tx.all(
        Due,
        "SELECT min(CASE WHEN leased_until > due_at THEN leased_until ELSE due_at END) AS at"
        " FROM job WHERE done_at IS NULL",
    )
    return due[0].at if due else None
