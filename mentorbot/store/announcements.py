"""Queries about announcements: the outbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentorbot.domain.announcements import Announcement, AnnouncementKind, AnnouncementState
from mentorbot.domain.links import Link
from mentorbot.store.database import Transaction

COLUMNS = "id, server_id, kind, question_id, link_id, member_id, detail, created_at, due_at, attempt"


async def add(
    tx: Transaction,
    kind: AnnouncementKind,
    server_id: int,
    now: datetime,
    *,
    question_id: int | None = None,
    link_id: int | None = None,
    member_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> Announcement:
    """Put something to be said into the outbox, in the transaction of the fact it tells."""
    values = (server_id, kind, question_id, link_id, member_id, detail or {}, now, now, 0)
    number = await tx.one(
        int,
        "INSERT INTO announcement (server_id, kind, question_id, link_id, member_id, detail, created_at, due_at,"
        " attempt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        *values,
    )
    assert number is not None
    return Announcement(number, server_id, kind, question_id, link_id, member_id, detail or {}, now, now, 0)


async def add_unsaid(tx: Transaction, link: Link, now: datetime, detail: dict[str, Any]) -> None:
    """Note something about a link as said that is to be said to nobody."""
    put = await add(
        tx, AnnouncementKind.NOTICE, link.server_id, now, question_id=link.question_id, link_id=link.id, detail=detail
    )
    await end(tx, put.id, AnnouncementState.DROPPED, "not needed")


async def pending(tx: Transaction) -> list[Announcement]:
    """Give all that is still to be said, in the order in which it was put in."""
    return await tx.all(Announcement, f"SELECT {COLUMNS} FROM announcement WHERE state = 'pending' ORDER BY id")


async def sent(
    tx: Transaction, announcement_id: int, now: datetime, channel_id: int | None, message_id: int | None
) -> None:
    await tx.run(
        "UPDATE announcement SET state = 'sent', sent_at = $2, channel_id = $3, message_id = $4 WHERE id = $1"
        " AND state = 'pending'",
        announcement_id,
        now,
        channel_id,
        message_id,
    )


async def found_standing(
    tx: Transaction, kind: AnnouncementKind, link_id: int, now: datetime, channel_id: int, message_id: int
) -> None:
    """Mark a link's announcement as sent that was waiting for another try, and whose message turned out to stand."""
    await tx.run(
        "UPDATE announcement SET state = 'sent', sent_at = $3, channel_id = $4, message_id = $5"
        " WHERE link_id = $1 AND kind = $2 AND state = 'pending'",
        link_id,
        kind,
        now,
        channel_id,
        message_id,
    )


async def put_off(tx: Transaction, announcement_id: int, due_at: datetime, problem: str) -> None:
    await tx.run(
        "UPDATE announcement SET attempt = attempt + 1, due_at = $2, problem = $3 WHERE id = $1 AND state = 'pending'",
        announcement_id,
        due_at,
        problem,
    )


async def end(tx: Transaction, announcement_id: int, state: AnnouncementState, problem: str) -> None:
    """Give up on an announcement: `failed` where Discord would not, `dropped` where it makes no sense any more."""
    await tx.run(
        "UPDATE announcement SET state = $2, problem = $3 WHERE id = $1 AND state = 'pending'",
        announcement_id,
        state,
        problem,
    )


async def message_of(tx: Transaction, kind: AnnouncementKind, link_id: int) -> int | None:
    """Give the id of the newest message of this kind that was sent for a link."""
    return await tx.one(
        int,
        "SELECT message_id FROM announcement WHERE link_id = $1 AND kind = $2 AND message_id IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
        link_id,
        kind,
    )


async def was_put(tx: Transaction, kind: AnnouncementKind, question_id: int, since: datetime) -> bool:
    """Say whether an announcement of this kind was put into the outbox for a question since then."""
    put = await tx.one(
        int,
        "SELECT 1 FROM announcement WHERE question_id = $1 AND kind = $2 AND created_at >= $3 LIMIT 1",
        question_id,
        kind,
        since,
    )
    return put is not None


async def was_thanked(tx: Transaction, link_id: int) -> bool:
    """Say whether thanks for this link were passed on, or are on their way."""
    sql = "SELECT 1 FROM announcement WHERE link_id = $1 AND kind = 'notice' AND detail LIKE '%\"thanks\"%' LIMIT 1"
    return await tx.one(int, sql, link_id) is not None


async def keep_of(tx: Transaction, announcement_id: int, detail: dict[str, Any]) -> None:
    """Keep only this of what an announcement says, once it was said or never will be."""
    await tx.run("UPDATE announcement SET detail = $2 WHERE id = $1", announcement_id, detail)


async def was_reposted(tx: Transaction, question_id: int) -> bool:
    """Say whether this question's card was posted again already, after somebody deleted it."""
    cards = await tx.all(
        Announcement,
        f"SELECT {COLUMNS} FROM announcement WHERE question_id = $1 AND kind = 'card'",
        question_id,
    )
    return any(card.detail.get("again") for card in cards)


async def card_stands(tx: Transaction, question_id: int, card_id: int | None) -> bool:
    """Say whether a question has a card, known by its id or still on its way: what is on its way may stand already."""
    if card_id is not None:
        return True
    coming = "SELECT 1 FROM announcement WHERE question_id = $1 AND kind = 'card' AND state = 'pending' LIMIT 1"
    return await tx.one(int, coming, question_id) is not None


@dataclass(frozen=True, slots=True)
class SentCall:
    message_id: int
    channel_id: int


async def calls_of(tx: Transaction, question_id: int) -> list[SentCall]:
    """Give where this question's later call-outs, and the lines for moderators, stand."""
    return await tx.all(
        SentCall,
        "SELECT message_id, channel_id FROM announcement WHERE question_id = $1"
        " AND kind IN ('call-out', 'moderators') AND message_id IS NOT NULL AND channel_id IS NOT NULL ORDER BY id",
        question_id,
    )


async def made_by(tx: Transaction, announcement_id: int) -> list[SentCall]:
    """Give the message that an announcement made, if it made one."""
    return await tx.all(
        SentCall,
        "SELECT message_id, channel_id FROM announcement WHERE id = $1 AND message_id IS NOT NULL"
        " AND channel_id IS NOT NULL",
        announcement_id,
    )


async def forget(tx: Transaction, announcement_id: int) -> None:
    """Keep of an announcement that was taken back only that it was."""
    await tx.run(
        "UPDATE announcement SET state = 'dropped', sent_at = NULL, channel_id = NULL, message_id = NULL,"
        " problem = 'taken back' WHERE id = $1 AND state <> 'pending'",
        announcement_id,
    )


async def others(tx: Transaction, announcement: Announcement) -> list[int]:
    """Give the messages that other announcements on this server are known to have made since this one was put in."""
    return await tx.all(
        int,
        "SELECT message_id FROM announcement WHERE server_id = $1 AND id <> $2 AND message_id IS NOT NULL"
        " AND sent_at >= $3 - 60000",
        announcement.server_id,
        announcement.id,
        announcement.created_at,
    )
