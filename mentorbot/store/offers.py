"""Queries about offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.matching import week_number
from mentorbot.domain.offers import Offer
from mentorbot.store.candidates import HELPED_AT
from mentorbot.store.database import Transaction
from mentorbot.store.events import rows_of_placeholders

LATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Standing:
    """How often somebody was called in this week, when last, and when they last finished helping; for a new offer."""

    calls: int
    last_called_at: datetime | None
    helped_at: datetime | None
    week: int

    @property
    def week_of_last_call(self) -> int:
        """Number it: this week, or one before, or 0 for never."""
        if self.last_called_at is None:
            return 0
        return self.week if self.calls else self.week - 1


@dataclass(frozen=True, slots=True)
class OfferedTopic:
    topic_id: int
    topic: str


@dataclass(frozen=True, slots=True)
class Available:
    """A person who offers a topic now, for `/available`."""

    topic: str
    name: str
    user_id: int
    ends_at: datetime
    note: str | None


async def running(tx: Transaction, member_id: int) -> Offer | None:
    return await tx.one(Offer, "SELECT * FROM offer WHERE member_id = $1 AND ended_at IS NULL", member_id)


async def get(tx: Transaction, offer_id: int) -> Offer | None:
    return await tx.one(Offer, "SELECT * FROM offer WHERE id = $1", offer_id)


async def add(tx: Transaction, new: Offer) -> int:
    """Keep an offer that begins; its `id` is given back."""
    number = await tx.one(
        int,
        "INSERT INTO offer (server_id, member_id, starts_at, ends_at, lifts_quiet, weekly)"
        " VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        new.server_id,
        new.member_id,
        new.starts_at,
        new.ends_at,
        new.lifts_quiet,
        new.weekly,
    )
    assert number is not None
    return number


async def standing(tx: Transaction, member_id: int, week_start: datetime) -> Standing:
    found = await tx.one(
        Standing,
        "SELECT (SELECT count(*) FROM callout WHERE member_id = $1 AND called_at >= $2) AS calls,"
        " (SELECT max(called_at) FROM callout WHERE member_id = $1) AS last_called_at,"
        f" {HELPED_AT.format(m='$1')} AS helped_at, $3 AS week",
        member_id,
        week_start,
        week_number(week_start),
    )
    assert found is not None
    return found


async def make_available(
    tx: Transaction, offer: Offer, topics: dict[int, int], standing: Standing, chance: float
) -> None:
    """Let an offer's member be found for each topic, given with its fit."""
    values: list[object] = []
    for topic_id, fit in topics.items():
        values += [topic_id, offer.member_id, offer.id, fit, offer.ends_at, standing.calls]
        values += [standing.week_of_last_call, standing.last_called_at or 0, standing.helped_at or 0, chance]
    await tx.run(
        "INSERT INTO availability (topic_id, member_id, offer_id, fit, ends_at, calls, week, last_called_at,"
        f" helped_at, chance) VALUES {rows_of_placeholders(len(topics), 10)}",
        *values,
    )


async def set_quiet(tx: Transaction, offer_id: int, spans: Sequence[tuple[datetime, datetime]]) -> None:
    """Note which quiet hours fall into an offer: nobody is called in the first, nor from the second on."""
    begins, ends = spans[0] if spans else (0, 0)
    until = spans[1][0] if len(spans) > 1 else LATEST
    await tx.run(
        "UPDATE availability SET quiet_from = $2, quiet_to = $3, callable_until = $4 WHERE offer_id = $1",
        offer_id,
        begins,
        ends,
        until,
    )


async def set_end(tx: Transaction, offer_id: int, ends_at: datetime) -> Offer | None:
    changed = await tx.one(
        Offer, "UPDATE offer SET ends_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING *", offer_id, ends_at
    )
    await tx.run("UPDATE availability SET ends_at = $2 WHERE offer_id = $1", offer_id, ends_at)
    return changed


async def end(tx: Transaction, offer_id: int, now: datetime) -> Offer | None:
    """End an offer that still runs, and let its member be found no longer; by a clock set back, when it began."""
    ended = await tx.one(
        Offer,
        "UPDATE offer SET ended_at = CASE WHEN $2 > starts_at THEN $2 ELSE starts_at END"
        " WHERE id = $1 AND ended_at IS NULL RETURNING *",
        offer_id,
        now,
    )
    await tx.run("DELETE FROM availability WHERE offer_id = $1", offer_id)
    return ended


async def topics_of(tx: Transaction, offer_id: int) -> list[OfferedTopic]:
    return await tx.all(
        OfferedTopic,
        "SELECT t.id AS topic_id, t.name AS topic FROM availability a JOIN topic t ON t.id = a.topic_id"
        " WHERE a.offer_id = $1 ORDER BY t.name",
        offer_id,
    )


async def available(tx: Transaction, server_id: int, now: datetime, topic_id: int | None) -> list[Available]:
    return await tx.all(
        Available,
        "SELECT t.name AS topic, m.name, m.user_id, a.ends_at, s.note FROM availability a"
        " JOIN topic t ON t.id = a.topic_id JOIN member m ON m.id = a.member_id"
        " LEFT JOIN skill s ON s.member_id = a.member_id AND s.topic_id = a.topic_id"
        " WHERE t.server_id = $1 AND a.ends_at > $2 AND a.topic_id = coalesce($3, a.topic_id) AND m.user_id IS NOT NULL"
        " ORDER BY t.name, a.ends_at DESC LIMIT 200",
        server_id,
        now,
        topic_id,
    )


async def count_available(tx: Transaction, topic_id: int, now: datetime, but: int) -> int:
    count = await tx.one(
        int,
        "SELECT count(*) FROM availability WHERE topic_id = $1 AND ends_at > $2 AND member_id <> $3",
        topic_id,
        now,
        but,
    )
    return count or 0
