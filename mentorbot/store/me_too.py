"""Queries about who else waits for a question's answer."""

from mentorbot.domain.questions import Question
from mentorbot.store.database import Transaction


async def add(tx: Transaction, question_id: int, member_id: int) -> bool:
    """Let somebody wait along; False where they do already, or the question has ended."""
    sql = (
        "INSERT INTO me_too (question_id, member_id) SELECT id, $2 FROM question WHERE id = $1 AND status <> 'closed'"
        " ON CONFLICT (question_id, member_id) DO NOTHING RETURNING 1"
    )
    return await tx.one(int, sql, question_id, member_id) is not None


async def remove(tx: Transaction, question_id: int, member_id: int) -> bool:
    sql = "DELETE FROM me_too WHERE question_id = $1 AND member_id = $2 RETURNING 1"
    return await tx.one(int, sql, question_id, member_id) is not None


async def waits(tx: Transaction, question_id: int, member_id: int) -> bool:
    sql = "SELECT 1 FROM me_too WHERE question_id = $1 AND member_id = $2"
    return await tx.one(int, sql, question_id, member_id) is not None


async def take(tx: Transaction, question_id: int) -> list[int]:
    """Give everybody who waits along, and forget them: they are told now."""
    sql = "DELETE FROM me_too WHERE question_id = $1 RETURNING member_id"
    return sorted(await tx.all(int, sql, question_id))


async def of_member(tx: Transaction, member_id: int) -> list[Question]:
    """Give the questions for whose answer somebody waits along."""
    return await tx.all(
        Question,
        "SELECT q.* FROM question q JOIN me_too t ON t.question_id = q.id WHERE t.member_id = $1 ORDER BY q.id",
        member_id,
    )
