"""Queries about what was reported to the moderators."""

from datetime import datetime

from mentorbot.domain.safety import Report
from mentorbot.store.database import Transaction

_REPORT = (
    "SELECT r.id, r.server_id, r.question_id, q.channel_id, q.card_id, r.text, r.reported_at, r.closed_at,"
    " who.name AS reporter_name, who.stand_in AS reporter_unnamed, r.about_id, about.name AS about_name,"
    " coalesce(about.stand_in, 0) AS about_unnamed FROM report r JOIN question q ON q.id = r.question_id"
    " JOIN member who ON who.id = r.member_id LEFT JOIN member about ON about.id = r.about_id"
)


async def add(
    tx: Transaction, server_id: int, question_id: int, member_id: int, about_id: int | None, text: str, now: datetime
) -> int:
    number = await tx.one(
        int,
        "INSERT INTO report (server_id, question_id, member_id, about_id, text, reported_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        server_id,
        question_id,
        member_id,
        about_id,
        text,
        now,
    )
    assert number is not None
    return number


async def get(tx: Transaction, report_id: int) -> Report | None:
    return await tx.one(Report, f"{_REPORT} WHERE r.id = $1", report_id)


async def unclosed(tx: Transaction, server_id: int) -> list[Report]:
    """Give what moderators have not closed, the oldest first."""
    sql = f"{_REPORT} WHERE r.server_id = $1 AND r.closed_at IS NULL ORDER BY r.id"
    return await tx.all(Report, sql, server_id)


async def count_unclosed(tx: Transaction, question_id: int, member_id: int) -> int:
    """Count what somebody reported about a question that moderators have not closed."""
    sql = "SELECT count(*) FROM report WHERE question_id = $1 AND member_id = $2 AND closed_at IS NULL"
    return await tx.one(int, sql, question_id, member_id) or 0


async def close(tx: Transaction, report_id: int, now: datetime) -> bool:
    """Close a report; say whether nobody had before."""
    sql = "UPDATE report SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL RETURNING 1"
    return await tx.one(int, sql, report_id, now) is not None
