"""Queries about who was invited to offer the topic on which they got an answer."""

from collections.abc import Sequence
from datetime import datetime

from mentorbot.store.database import Transaction


async def add(tx: Transaction, member_id: int, topic_id: int, not_before: datetime) -> None:
    """Remember until when somebody is not to be asked that again."""
    await tx.run(
        "INSERT INTO invitation (member_id, topic_id, not_before) VALUES ($1, $2, $3)"
        " ON CONFLICT (member_id, topic_id) DO UPDATE SET not_before = max(not_before, excluded.not_before)",
        member_id,
        topic_id,
        not_before,
    )


async def is_due(tx: Transaction, numbers: Sequence[int], topic_id: int, now: datetime) -> bool:
    """Say whether somebody, under their numbers, may be invited to offer this topic: they do not know it already."""
    places = ", ".join(f"${number}" for number in range(3, len(numbers) + 3))
    sql = (
        f"SELECT 1 FROM invitation WHERE topic_id = $1 AND not_before > $2 AND member_id IN ({places})"
        f" UNION ALL SELECT 1 FROM skill WHERE topic_id = $1 AND member_id IN ({places}) LIMIT 1"
    )
    return await tx.one(int, sql, topic_id, now, *numbers) is None
