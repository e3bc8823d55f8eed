"""The query for how long the last questions on a topic waited."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Wait:
    """When a question was asked, and when it was first claimed: None where its time ran out first."""

    asked_at: datetime
    claimed_at: datetime | None


_WAITS = """
SELECT q.asked_at, (SELECT min(l.opened_at) FROM link l WHERE l.question_id = q.id) AS claimed_at FROM question q
WHERE q.topic_id = $1 AND q.asked_at >= $2
    AND (q.outcome = 'unanswered' OR EXISTS (SELECT 1 FROM link l WHERE l.question_id = q.id))
ORDER BY q.id DESC LIMIT $3
"""


async def of_topic(tx: Transaction, topic_id: int, since: datetime, most: int) -> list[Wait]:
    """Give the last questions on a topic that were claimed, or that nobody claimed in their time."""
    return await tx.all(Wait, _WAITS, topic_id, since, most)
