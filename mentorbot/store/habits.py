"""Queries that read a community's habits from the interaction log: counts and times, for the simulator."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.store.database import Transaction

MOST = 20_000  # newest lines of a kind: more would take longer and tell nothing new


@dataclass(frozen=True, slots=True)
class Traffic:
    """How much happened between the first line and the last; `skills` are those `skilled` members registered.

    Whoever asks anonymously is not counted for that: each of their questions has a stand-in of its own.
    """

    first: datetime | None
    last: datetime | None
    members: int
    helpers: int
    topics: int
    asked: int
    offered: int
    skilled: int
    skills: int


@dataclass(frozen=True, slots=True)
class Wait:
    """One question: when it was first claimed, and when and how it first ended."""

    asked_at: datetime
    claimed_at: datetime | None
    ended_at: datetime | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Window:
    """One offer, from its beginning to its end."""

    offered_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """One person called in a wave of `size`, when they answered (first or too late), and when anybody had claimed."""

    stage: str
    size: int
    called_at: datetime
    replied_at: datetime | None
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Length:
    """One link that its people called sorted."""

    claimed_at: datetime
    closed_at: datetime


_LINES = "FROM event WHERE server_id = $1 AND at >= $2"

TRAFFIC = f"""SELECT min(at) AS first, max(at) AS last,
    count(DISTINCT CASE WHEN member NOT IN (SELECT id FROM member WHERE stand_in = 1) THEN member END) AS members,
    count(DISTINCT CASE WHEN kind = 'offered' THEN member END) AS helpers,
    count(DISTINCT CASE WHEN kind IN ('asked', 'skill-added') THEN topic END) AS topics,
    count(CASE WHEN kind = 'asked' THEN 1 END) AS asked,
    count(CASE WHEN kind = 'offered' THEN 1 END) AS offered,
    count(DISTINCT CASE WHEN kind = 'skill-added' THEN member END) AS skilled,
    count(CASE WHEN kind = 'skill-added' THEN 1 END) - count(CASE WHEN kind = 'skill-removed' THEN 1 END) AS skills
    {_LINES}"""

WAITS = f"""SELECT q.asked_at, c.claimed_at, e.at AS ended_at, e.detail AS outcome
    FROM (SELECT question, min(at) AS asked_at {_LINES} AND kind = 'asked' GROUP BY question
        ORDER BY question DESC LIMIT {MOST}) AS q
    LEFT JOIN (SELECT question, min(at) AS claimed_at {_LINES} AND kind = 'claimed' GROUP BY question) AS c
        ON c.question = q.question
    LEFT JOIN (SELECT question, min(id) AS id {_LINES} AND kind = 'question-closed' GROUP BY question) AS f
        ON f.question = q.question
    LEFT JOIN event e ON e.id = f.id"""

WINDOWS = f"""SELECT at AS offered_at, next_at AS ended_at FROM (SELECT id, kind, at,
        lead(kind) OVER (PARTITION BY member ORDER BY id) AS next_kind,
        lead(at) OVER (PARTITION BY member ORDER BY id) AS next_at
        {_LINES} AND kind IN ('offered', 'offer-ended')) AS steps
    WHERE kind = 'offered' AND next_kind = 'offer-ended' ORDER BY id DESC LIMIT {MOST}"""

# Windows and no joins: for half a million lines SQLite plans a join that takes ten seconds.
CALLS = f"""SELECT stage, size, called_at, CASE WHEN replied_at >= called_at THEN replied_at END AS replied_at, taken_at
    FROM (SELECT id, kind, detail AS stage, at AS called_at,
        count(*) OVER (PARTITION BY question, wave) AS size,
        min(CASE WHEN kind <> 'called' THEN at END) OVER (PARTITION BY question, member) AS replied_at,
        min(CASE WHEN kind = 'claimed' THEN at END) OVER (PARTITION BY question) AS taken_at
        {_LINES} AND kind IN ('called', 'claimed', 'claim-lost')) AS lines
    WHERE kind = 'called' ORDER BY id DESC LIMIT {MOST}"""

LENGTHS = f"""SELECT claimed_at, closed_at FROM (SELECT kind, at AS claimed_at, id,
        lead(kind) OVER (PARTITION BY question ORDER BY id) AS next_kind,
        lead(detail) OVER (PARTITION BY question ORDER BY id) AS outcome,
        lead(at) OVER (PARTITION BY question ORDER BY id) AS closed_at
        {_LINES} AND kind IN ('claimed', 'link-closed')) AS steps
    WHERE kind = 'claimed' AND next_kind = 'link-closed' AND outcome = 'sorted' ORDER BY id DESC LIMIT {MOST}"""


async def traffic(tx: Transaction, server_id: int, since: datetime) -> Traffic:
    found = await tx.one(Traffic, TRAFFIC, server_id, since)
    assert found is not None
    return found


async def waits(tx: Transaction, server_id: int, since: datetime) -> list[Wait]:
    return await tx.all(Wait, WAITS, server_id, since)


async def windows(tx: Transaction, server_id: int, since: datetime) -> list[Window]:
    return await tx.all(Window, WINDOWS, server_id, since)


async def calls(tx: Transaction, server_id: int, since: datetime) -> list[Call]:
    return await tx.all(Call, CALLS, server_id, since)


async def lengths(tx: Transaction, server_id: int, since: datetime) -> list[Length]:
    return await tx.all(Length, LENGTHS, server_id, since)
