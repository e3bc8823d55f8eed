"""Queries about skills."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class SkillRow:
    topic_id: int
    topic: str
    key: str
    note: str | None


async def of_member(tx: Transaction, member_id: int) -> list[SkillRow]:
    return await tx.all(
        SkillRow,
        "SELECT s.topic_id, t.name AS topic, t.key, s.note FROM skill s JOIN topic t ON t.id = s.topic_id"
        " WHERE s.member_id = $1 ORDER BY t.name",
        member_id,
    )


async def add(tx: Transaction, member_id: int, topic_id: int, note: str | None, now: datetime) -> bool:
    """Register a skill, or its new note; say whether the skill itself is new."""
    known = await tx.one(int, "SELECT 1 FROM skill WHERE member_id = $1 AND topic_id = $2", member_id, topic_id)
    await tx.run(
        "INSERT INTO skill (member_id, topic_id, note, added_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (member_id, topic_id) DO UPDATE SET note = coalesce(excluded.note, skill.note)",
        member_id,
        topic_id,
        note,
        now,
    )
    return known is None


async def remove(tx: Transaction, member_id: int, topic_id: int) -> bool:
    """Take a skill away, and out of a running offer; say whether it was there."""
    gone = await tx.one(
        int, "DELETE FROM skill WHERE member_id = $1 AND topic_id = $2 RETURNING topic_id", member_id, topic_id
    )
    await tx.run("DELETE FROM availability WHERE member_id = $1 AND topic_id = $2", member_id, topic_id)
    return gone is not None
