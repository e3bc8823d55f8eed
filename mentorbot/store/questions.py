"""Queries about questions. Races are decided here, by what an UPDATE finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.questions import Outcome, Question
from mentorbot.store.database import Transaction

LOOKED_AT = 5  # whoever begins to offer may not be meant for the first: it is their own, or they are kept apart


@dataclass(frozen=True, slots=True)
class NewQuestion:
    server_id: int
    asker_id: int
    topic_id: int | None
    text: str
    urgent: bool
    private: bool
    channel_id: int
    asked_at: datetime
    expires_at: datetime
    anonymous: bool = False
    not_my_school: bool = False
    held_until: datetime | None = None


async def add(tx: Transaction, new: NewQuestion) -> Question:
    """Keep an open question."""
    question = await tx.one(
        Question,
        "INSERT INTO question"
        " (server_id, asker_id, topic_id, text, urgent, private, channel_id, status, asked_at, opened_at, expires_at,"
        " anonymous, not_my_school, held_until)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $8, $9, $10, $11, $12) RETURNING *",
        new.server_id,
        new.asker_id,
        new.topic_id,
        new.text,
        new.urgent,
        new.private,
        new.channel_id,
        new.asked_at,
        new.expires_at,
        new.anonymous,
        new.not_my_school,
        new.held_until,
    )
    assert question is not None
    return question


async def get(tx: Transaction, question_id: int) -> Question | None:
    return await tx.one(Question, "SELECT * FROM question WHERE id = $1", question_id)


async def is_anonymous(tx: Transaction, question_id: int) -> bool:
    return bool(await tx.one(int, "SELECT anonymous FROM question WHERE id = $1", question_id))


async def of_server(tx: Transaction, server_id: int, question_id: int) -> Question | None:
    """Give a question as people of this server may know it: whatever is another's does not exist for them."""
    return await tx.one(Question, "SELECT * FROM question WHERE id = $1 AND server_id = $2", question_id, server_id)


async def by_card(tx: Transaction, card_id: int) -> Question | None:
    return await tx.one(Question, "SELECT * FROM question WHERE card_id = $1", card_id)


async def claim(tx: Transaction, question_id: int, helper_id: int) -> Question | None:
    """Give the question to this helper of its server if it is still open: exactly one caller gets it back."""
    return await tx.one(
        Question,
        "UPDATE question SET status = 'claimed', helper_id = $2"
        " WHERE id = $1 AND status = 'open' AND asker_id <> $2"
        " AND server_id = (SELECT server_id FROM member WHERE id = $2) RETURNING *",
        question_id,
        helper_id,
    )


async def hand_over(tx: Transaction, question_id: int, helper_id: int, to_id: int) -> Question | None:
    """Give a question that one helper has to another."""
    return await tx.one(
        Question,
        "UPDATE question SET helper_id = $3 WHERE id = $1 AND status = 'claimed' AND helper_id = $2 RETURNING *",
        question_id,
        helper_id,
        to_id,
    )


async def raise_hand(tx: Transaction, question_id: int, member_id: int, *, anew: bool) -> bool:
    """Remember a hand at a card and what it found there; False where it has been answered already.

    A hand that is raised `anew` is to be answered once more if its question has changed since.
    """
    kept = (
        "UPDATE SET opened_at = excluded.opened_at, status = excluded.status"
        " WHERE hand.opened_at <> excluded.opened_at OR hand.status <> excluded.status"
    )
    answer = await tx.one(
        int,
        "INSERT INTO hand (question_id, member_id, opened_at, status)"
        " SELECT id, $2, opened_at, status FROM question WHERE id = $1"
        f" ON CONFLICT (question_id, member_id) DO {kept if anew else 'NOTHING'} RETURNING 1",
        question_id,
        member_id,
    )
    return answer is not None


async def close(tx: Transaction, question_id: int, outcome: Outcome, now: datetime) -> Question | None:
    """End a question that has not ended yet."""
    return await tx.one(
        Question,
        "UPDATE question SET status = 'closed', helper_id = NULL, outcome = $2, closed_at = $3"
        " WHERE id = $1 AND status <> 'closed' RETURNING *",
        question_id,
        outcome,
        now,
    )


async def reopen(tx: Transaction, question_id: int, now: datetime, expires_at: datetime) -> Question | None:
    """Put a claimed or closed question back on the table."""
    return await tx.one(
        Question,
        "UPDATE question SET status = 'open', helper_id = NULL, outcome = NULL, closed_at = NULL,"
        " opened_at = $2, waved_at = NULL, held_until = NULL, expires_at = $3"
        " WHERE id = $1 AND status <> 'open' RETURNING *",
        question_id,
        now,
        expires_at,
    )


async def set_topic(tx: Transaction, question_id: int, topic_id: int) -> Question | None:
    """Say what an open question without a topic is about."""
    return await tx.one(
        Question,
        "UPDATE question SET topic_id = $2 WHERE id = $1 AND status = 'open' AND topic_id IS NULL RETURNING *",
        question_id,
        topic_id,
    )


async def end_hold(tx: Transaction, question_id: int, now: datetime) -> Question | None:
    """Let people be called for an open question whose asker tries first, None once that time is over."""
    return await tx.one(
        Question,
        "UPDATE question SET held_until = NULL WHERE id = $1 AND status = 'open' AND held_until > $2 RETURNING *",
        question_id,
        now,
    )


async def set_wave(tx: Transaction, question_id: int, wave: int, now: datetime) -> None:
    await tx.run("UPDATE question SET wave = $2, waved_at = $3 WHERE id = $1", question_id, wave, now)


async def set_card(tx: Transaction, question_id: int, card_id: int | None) -> None:
    await tx.run("UPDATE question SET card_id = $2 WHERE id = $1", question_id, card_id)


async def count_unclosed(tx: Transaction, askers: Sequence[int]) -> int:
    """Count what somebody, under their numbers, asked that has not ended."""
    places = ", ".join(f"${number}" for number in range(1, len(askers) + 1))
    sql = f"SELECT count(*) FROM question WHERE asker_id IN ({places}) AND status <> 'closed'"
    return await tx.one(int, sql, *askers) or 0


async def unclosed(tx: Transaction, server_id: int) -> list[Question]:
    """Give what is open or claimed, the longest waiting first."""
    return await tx.all(
        Question, "SELECT * FROM question WHERE server_id = $1 AND status <> 'closed' ORDER BY id", server_id
    )


async def waiting(tx: Transaction, server_id: int, *, limit: int) -> list[Question]:
    """Give open questions that have a card, urgent ones first, then the longest waiting."""
    return await tx.all(
        Question,
        "SELECT * FROM question WHERE server_id = $1 AND status = 'open' AND card_id IS NOT NULL"
        " ORDER BY urgent DESC, id LIMIT $2",
        server_id,
        limit,
    )


async def of_asker(tx: Transaction, askers: Sequence[int]) -> list[Question]:
    """Give what somebody, under their numbers, asked that has not ended."""
    places = ", ".join(f"${number}" for number in range(1, len(askers) + 1))
    sql = f"SELECT * FROM question WHERE asker_id IN ({places}) AND status <> 'closed' ORDER BY id"
    return await tx.all(Question, sql, *askers)


async def waiting_for(
    tx: Transaction, offer_id: int, member_id: int, called_after: datetime, now: datetime, places: int
) -> list[Question]:
    """Give the first questions that this offer may be called for: on its topics, with a place free.

    A place is free while fewer than `places` people were called for it after `called_after`, and nobody tries first.
    """
    return await tx.all(
        Question,
        "SELECT q.* FROM question q JOIN availability a ON a.topic_id = q.topic_id AND a.offer_id = $1"
        " WHERE q.status = 'open' AND q.asker_id <> $2"
        " AND NOT EXISTS (SELECT 1 FROM callout c WHERE c.question_id = q.id AND c.member_id = $2"
        "  AND c.called_at >= q.opened_at)"
        " AND (SELECT count(*) FROM callout c WHERE c.question_id = q.id AND c.called_at > $3) < $4"
        " AND (q.held_until IS NULL OR q.held_until <= $5)"
        f" ORDER BY q.urgent DESC, q.id LIMIT {LOOKED_AT}",
        offer_id,
        member_id,
        called_after,
        places,
        now,
    )
