"""Queries for matching: the few people among whom the rule of domain/matching.py can only choose.

The best `places` of all that are offering are among the best `places` of each branch below, so that reading a dozen
rows gives the same answer as ranking everybody; each branch walks an index in the rule's own order. The few people to
whom the question leans are all read, by a branch of their own.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from mentorbot.domain.matching import LONGEST_COUNTED, Candidate, Rest, week_number
from mentorbot.domain.routing import NOBODY, PLACES, Leaning
from mentorbot.store.database import Transaction

HOUR = int(LONGEST_COUNTED.total_seconds() * 1000)


@dataclass(frozen=True, slots=True)
class Search:
    """Whom to look for. People called after `called_before` rest; `rest` holds what those want who chose nothing.

    `asker_id` is left out, and so are those who are kept `apart` from the asker; `met_by` is who may have met them.
    `school` is the one to leave out, with everybody whose school was not known when the question was `asked_at`.
    `leaning` says who is likely to answer, at most `PLACES` people. `patient` leaves out what passes with time; `only`
    names one person to look at alone.
    """

    question_id: int
    asked_at: datetime
    opened_at: datetime
    asker_id: int
    met_by: int
    topic_id: int
    neighbour: bool
    now: datetime
    week_start: datetime
    called_before: datetime
    met_after: datetime
    places: int
    rest: Rest
    only: int | None = None
    apart: frozenset[int] = frozenset()
    school: bytes | None = None
    patient: bool = False
    leaning: Leaning = NOBODY


# How much somebody helps: links that run, and this week's minutes. `{m}` is the member's number.
LINKS = """((SELECT count(*) FROM link l WHERE l.helper_id = {m} AND l.closed_at IS NULL)
    + (SELECT count(*) FROM joining j JOIN link l ON l.id = j.link_id
        WHERE j.member_id = {m} AND j.agreed_at IS NOT NULL AND j.left_at IS NULL AND l.closed_at IS NULL))"""
MINUTES = f"""((SELECT coalesce(sum(min(coalesce(l.closed_at, $4) - l.opened_at, {HOUR})), 0) FROM link l
        WHERE l.helper_id = {{m}} AND l.opened_at >= {{since}})
    + (SELECT coalesce(sum(max(0, min(coalesce(j.left_at, l.closed_at, $4) - j.agreed_at, {HOUR}))), 0)
        FROM joining j JOIN link l ON l.id = j.link_id
        WHERE j.member_id = {{m}} AND j.agreed_at >= {{since}})) / 60000"""

HELPED_AT = """(SELECT max(at) FROM (SELECT l.closed_at AS at FROM link l WHERE l.helper_id = {m}
    UNION ALL SELECT coalesce(j.left_at, l.closed_at) FROM joining j JOIN link l ON l.id = j.link_id
        WHERE j.member_id = {m} AND j.agreed_at IS NOT NULL) AS ends)"""
"""When somebody last finished helping, alone or as the second."""

_LOAD = f"""{LINKS.format(m="m.id")} AS links, coalesce(m.most_links, $13) AS most_links,
    {MINUTES.format(m="m.id", since="$9")} AS minutes, coalesce(m.week_minutes, $14) AS week_minutes,
    coalesce(m.cool_down, $15) AS cool_down"""
# A school's tag begins with the mark of its key: under another key nobody can tell, so that it counts as the same. So
# does one that was named after the question was asked.
_TOGETHER = """replace($16, ',' || m.id || ',', '') = $16 AND ($17 IS NULL OR (m.school IS NOT NULL AND m.school <> $17
        AND coalesce(m.school_since, 0) <= $18 AND substr(m.school, 1, 4) = substr($17, 1, 4)))"""
_MET = """SELECT helper_id FROM link WHERE asker_id = $8 AND opened_at > $10
    UNION SELECT asker_id FROM link WHERE helper_id = $8 AND opened_at > $10"""
_COLUMNS = f"""a.member_id AS member, a.topic_id AS topic, a.fit, a.ends_at AS until,
    CASE WHEN a.week = $6 THEN a.calls ELSE 0 END AS calls,
    nullif(a.last_called_at, 0) AS last_called_at, nullif(a.helped_at, 0) AS helped_at, $5 AS neighbour,
    0 AS quiet, 0 AS apart, {_LOAD}"""
# The sign in `+a.last_called_at` is for SQLite, which would else take the index of those rested and sort all of them.
_ELIGIBLE = f"""a.topic_id = $1 AND a.member_id <> $2 AND a.ends_at > $4
    AND a.member_id = coalesce($12, a.member_id) AND {_TOGETHER}
    AND NOT EXISTS (SELECT 1 FROM callout c WHERE c.question_id = $3 AND c.member_id = a.member_id
        AND c.called_at >= $11)
    AND ($19 OR (+a.last_called_at <= $7 AND a.callable_until > $4 AND NOT (a.quiet_from <= $4 AND $4 < a.quiet_to)
        AND (a.helped_at = 0 OR a.helped_at + coalesce(m.cool_down, $15) * 60000 <= $4)
        AND {LINKS.format(m="m.id")} < coalesce(m.most_links, $13)
        AND {MINUTES.format(m="m.id", since="$9")} < coalesce(m.week_minutes, $14)))"""
_FROM = "FROM availability a CROSS JOIN member m ON m.id = a.member_id"  # CROSS: in this order, by the index
_BRANCH = f"""SELECT * FROM (SELECT {_COLUMNS}, 0 AS met, a.chance {_FROM}
    WHERE {_ELIGIBLE} AND a.member_id NOT IN ({_MET}) AND a.fit = %d AND %s ORDER BY %s LIMIT $20) AS branch"""
_RESTED = ("a.week < $6", "a.week, a.last_called_at, a.chance")
_BUSY = ("a.week = $6", "a.calls, a.last_called_at, a.chance")
_MET_BRANCH = f"SELECT {_COLUMNS}, 1 AS met, a.chance {_FROM} WHERE {_ELIGIBLE} AND a.member_id IN ({_MET})"
# As many places as people at most, so that it is always the same statement, prepared once.
_LIKELY = ", ".join(f"${number + 21}" for number in range(PLACES))
_LIKELY_BRANCH = f"""SELECT {_COLUMNS}, 0 AS met, a.chance {_FROM}
    WHERE {_ELIGIBLE} AND a.member_id NOT IN ({_MET}) AND a.member_id IN ({_LIKELY})"""

OFFERING = " UNION ALL ".join(
    [*(_BRANCH % (fit, where, order) for fit in (0, 1) for where, order in (_RESTED, _BUSY)), _MET_BRANCH]
)
OFFERING_LIKELY = f"{OFFERING} UNION ALL {_LIKELY_BRANCH}"


@dataclass(frozen=True, slots=True)
class Outside:
    """Somebody who may be called though they offer nothing: their quiet hours are for the caller to judge."""

    member: int
    topic: int
    calls: int
    last_called_at: datetime | None
    helped_at: datetime | None
    met: bool
    links: int
    most_links: int
    minutes: int
    week_minutes: int
    cool_down: int
    zone: str | None
    quiet_from: int
    quiet_to: int
    quiet_weekends: bool


OPTED_IN = f"""
SELECT s.member_id AS member, s.topic_id AS topic,
    (SELECT count(*) FROM callout c WHERE c.member_id = s.member_id AND c.called_at >= $9) AS calls,
    (SELECT max(called_at) FROM callout c WHERE c.member_id = s.member_id) AS last_called_at,
    {HELPED_AT.format(m="s.member_id")} AS helped_at,
    s.member_id IN ({_MET}) AS met, {_LOAD}, m.zone, m.quiet_from, m.quiet_to, m.quiet_weekends
FROM skill s JOIN member m ON m.id = s.member_id
WHERE s.topic_id = $1 AND s.member_id <> $2 AND m.call_outside = 1 AND m.paused = 0 AND m.user_id IS NOT NULL
    AND {_TOGETHER}
    AND NOT EXISTS (SELECT 1 FROM callout c WHERE c.question_id = $3 AND c.member_id = s.member_id
        AND c.called_at >= $11)
    AND NOT EXISTS (SELECT 1 FROM availability a WHERE a.topic_id = $1 AND a.member_id = s.member_id
        AND a.ends_at > $4)
"""


async def offering(tx: Transaction, search: Search) -> list[Candidate]:
    """Give the people among whom `choose` finds the best `search.places` that offer the topic now."""
    if not search.leaning.bands:
        return await tx.all(Candidate, OFFERING, *_values(search))
    likely = [*search.leaning.bands, *[0] * PLACES][:PLACES]
    rows = await tx.all(Candidate, OFFERING_LIKELY, *_values(search), *likely)
    return [leant(row, search.leaning) for row in {row.member: row for row in rows}.values()]


async def opted_in(tx: Transaction, search: Search) -> list[Outside]:
    """Give everybody with the skill who is not offering it and opted in to be called all the same."""
    return await tx.all(Outside, OPTED_IN, *_values(search)[:18])


def leant(candidate: Candidate, leaning: Leaning) -> Candidate:
    """Give a candidate with how likely they answer."""
    band = leaning.bands.get(candidate.member, 0)
    return replace(candidate, leaning=band, alike=candidate.member in leaning.alike) if band else candidate


def _values(search: Search) -> list[object]:
    rest = search.rest
    return [
        search.topic_id,
        search.asker_id,
        search.question_id,
        search.now,
        search.neighbour,
        week_number(search.week_start),
        search.called_before,
        search.met_by,
        search.week_start,
        search.met_after,
        search.opened_at,
        search.only,
        rest.most_links,
        rest.week_minutes,
        int(rest.after_helping.total_seconds() // 60),
        f",{','.join(map(str, sorted(search.apart)))},",
        search.school,
        search.asked_at,
        search.patient,
        search.places,
    ]
