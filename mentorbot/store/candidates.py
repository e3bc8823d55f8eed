"""Queries for matching: the few people among whom the rule of domain/matching.py can only choose.

The best `places` of all that are offering are among the best `places` of each branch below, so that reading a dozen
rows gives the same answer as ranking everybody; each branch walks an index in the rule's own order.
"""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.matching import Candidate, week_number
from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Search:
    """Whom to look for. People called after `called_before`, or who helped after `helped_before`, rest.

    `only` names one person to look at alone.
    """

    question_id: int
    opened_at: datetime
    asker_id: int
    topic_id: int
    neighbour: bool
    now: datetime
    week_start: datetime
    called_before: datetime
    helped_before: datetime
    met_after: datetime
    places: int
    only: int | None


_COLUMNS = """a.member_id AS member, a.topic_id AS topic, a.fit, a.ends_at AS until,
    CASE WHEN a.week = $6 THEN a.calls ELSE 0 END AS calls,
    nullif(a.last_called_at, 0) AS last_called_at, nullif(a.helped_at, 0) AS helped_at"""
# The sign in `+a.last_called_at` is for SQLite, which would else take the index of those rested and sort all of them.
_ELIGIBLE = """a.topic_id = $1 AND a.member_id <> $2 AND a.ends_at > $4 AND +a.last_called_at <= $7
    AND a.helped_at <= $8 AND a.member_id = coalesce($12, a.member_id)
    AND NOT EXISTS (SELECT 1 FROM callout c WHERE c.question_id = $3 AND c.member_id = a.member_id
        AND c.called_at >= $11)"""
_MET = """SELECT helper_id FROM link WHERE asker_id = $2 AND opened_at > $9
    UNION SELECT asker_id FROM link WHERE helper_id = $2 AND opened_at > $9"""
_BRANCH = f"""SELECT * FROM (SELECT {_COLUMNS}, $5 AS neighbour, 0 AS met, a.chance FROM availability a
    WHERE {_ELIGIBLE} AND a.member_id NOT IN ({_MET}) AND a.fit = %d AND %s ORDER BY %s LIMIT $10) AS branch"""
_RESTED = ("a.week < $6", "a.week, a.last_called_at, a.chance")
_BUSY = ("a.week = $6", "a.calls, a.last_called_at, a.chance")
_MET_BRANCH = f"""SELECT {_COLUMNS}, $5 AS neighbour, 1 AS met, a.chance FROM availability a
    WHERE {_ELIGIBLE} AND a.member_id IN ({_MET})"""

OFFERING = " UNION ALL ".join(
    [*(_BRANCH % (fit, where, order) for fit in (0, 1) for where, order in (_RESTED, _BUSY)), _MET_BRANCH]
)

OPTED_IN = f"""
SELECT * FROM (
    SELECT s.member_id AS member, s.topic_id AS topic, 1 AS fit, NULL AS until,
        (SELECT count(*) FROM callout c WHERE c.member_id = s.member_id AND c.called_at >= $5) AS calls,
        (SELECT max(called_at) FROM callout c WHERE c.member_id = s.member_id) AS last_called_at,
        (SELECT max(closed_at) FROM link l WHERE l.helper_id = s.member_id) AS helped_at,
        0 AS neighbour, s.member_id IN ({_MET.replace("$9", "$4")}) AS met, 0.0 AS chance
    FROM skill s JOIN member m ON m.id = s.member_id
    WHERE s.topic_id = $1 AND s.member_id <> $2 AND m.call_outside = 1 AND m.paused = 0 AND m.user_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM callout c WHERE c.question_id = $3 AND c.member_id = s.member_id
            AND c.called_at >= $6)
        AND NOT EXISTS (SELECT 1 FROM availability a WHERE a.topic_id = $1 AND a.member_id = s.member_id
            AND a.ends_at > $7)
) AS opted_in"""


async def offering(tx: Transaction, search: Search) -> list[Candidate]:
    """Give the people among whom `choose` finds the best `search.places` that offer the topic now."""
    return await tx.all(
        Candidate,
        OFFERING,
        search.topic_id,
        search.asker_id,
        search.question_id,
        search.now,
        search.neighbour,
        week_number(search.week_start),
        search.called_before,
        search.helped_before,
        search.met_after,
        search.places,
        search.opened_at,
        search.only,
    )


async def opted_in(tx: Transaction, search: Search) -> list[Candidate]:
    """Give everybody with the skill who is not offering it and opted in to be called all the same."""
    return await tx.all(
        Candidate,
        OPTED_IN,
        search.topic_id,
        search.asker_id,
        search.question_id,
        search.met_after,
        search.week_start,
        search.opened_at,
        search.now,
    )
