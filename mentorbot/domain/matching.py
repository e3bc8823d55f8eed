"""Who is called for a question: eligibility first, then rank. Pure; the rule is explained in docs/matching.md.

A candidate is eligible unless they are the asker, are kept apart from them (one blocked the other, or theirs is the
school that the asker leaves out), were called for this question before, have stopped offering, are in their quiet
hours, have as many links or helped as many minutes this week as they want, were called by anybody within the last half
hour, or finished helping somebody less than their cool-down ago. While the asker tries first nobody is.

The eligible are ranked, first to last, by
1. topic fit: the question's own topic before a neighbouring one, and an offer that names the topic before one for
   all of a member's skills;
2. not having met the asker within 30 days;
3. how likely they answer, by what they really answered, in bands and less what they were called lately (routing.py);
4. fewest call-outs since Monday (the server's time);
5. longest since their last call-out, never being the longest;
6. chance, drawn when the offer began.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from mentorbot.domain.members import Member

PLACES = 3
LONGEST_COUNTED = timedelta(minutes=60)
"""A link counts towards a helper's week from the claim to its end, but never more than this: threads idle for days."""
FIRST_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with the skill. `until` is the end of their offer, None for those who opted in to be called outside.

    `links` and `minutes` are how much they help now and helped this week, beside as much as they want at the most;
    `cool_down` is in minutes. `quiet` says that these are their quiet hours, `apart` that they and the asker are to be
    kept apart. `leaning` is how likely they answer, by what they answered before: 0, or a band of 1 to 10; `alike` says
    that it read like the question.
    """

    member: int
    topic: int
    neighbour: bool
    fit: int
    until: datetime | None
    calls: int
    last_called_at: datetime | None
    helped_at: datetime | None
    met: bool
    chance: float
    links: int = 0
    most_links: int = 2
    minutes: int = 0
    week_minutes: int = 120
    cool_down: int = 30
    quiet: bool = False
    apart: bool = False
    leaning: int = 0
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """How long people are left alone, and how much they help, where they chose nothing else.

    `after_call` is the same for everybody; `after_helping` is the cool-down.
    """

    after_call: timedelta = timedelta(minutes=30)
    after_helping: timedelta = timedelta(minutes=30)
    most_links: int = 2
    week_minutes: int = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as matching sees it: who asks, who was called already, and when it is.

    Nobody is called before `held_until`, while the asker tries first. `patient` looks for whom one could call later:
    what passes with time keeps nobody out.
    """

    asker: int
    called: frozenset[int]
    now: datetime
    rest: Rest
    patient: bool = False
    held_until: datetime | None = None


def is_eligible(candidate: Candidate, wanted: Wanted) -> bool:
    """Say whether this person may be called at all."""
    return (
        candidate.member != wanted.asker
        and candidate.member not in wanted.called
        and not candidate.apart
        and (candidate.until is None or candidate.until > wanted.now)
        and (wanted.patient or (not _is_held(wanted) and _is_free(candidate, wanted)))
    )


def _is_held(wanted: Wanted) -> bool:
    return wanted.held_until is not None and wanted.now < wanted.held_until


def _is_free(candidate: Candidate, wanted: Wanted) -> bool:
    """Say whether their own work leaves somebody room for a question just now."""
    return (
        not candidate.quiet
        and candidate.links < candidate.most_links
        and candidate.minutes < candidate.week_minutes
        and _rested(candidate.last_called_at, wanted.rest.after_call, wanted.now)
        and _rested(candidate.helped_at, timedelta(minutes=candidate.cool_down), wanted.now)
    )


def _rested(since: datetime | None, pause: timedelta, now: datetime) -> bool:
    return since is None or since + pause <= now


def rank(candidate: Candidate) -> tuple[bool, int, bool, int, int, float, float]:
    """Order the eligible: the smallest is called first."""
    last = candidate.last_called_at.timestamp() if candidate.last_called_at else float("-inf")
    fits = (candidate.neighbour, candidate.fit, candidate.met, -candidate.leaning)
    return (*fits, candidate.calls, last, candidate.chance)


def choose(candidates: Iterable[Candidate], wanted: Wanted, places: int = PLACES) -> list[Candidate]:
    """Give at most `places` people to call, best first; each once, by the topic that fits best."""
    chosen: dict[int, Candidate] = {}
    for candidate in sorted((c for c in candidates if is_eligible(c, wanted)), key=rank):
        if len(chosen) == places:
            break
        chosen.setdefault(candidate.member, candidate)
    return list(chosen.values())


def week_start(now: datetime, zone: tzinfo) -> datetime:
    """Give the moment when this week began: Monday 00:00 in the server's zone."""
    local = now.astimezone(zone)
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return monday.astimezone(now.tzinfo)


def week_number(start: datetime) -> int:
    """Number the week that begins at this moment: the same number in whichever zone its Monday begins."""
    return round((start - FIRST_MONDAY) / timedelta(weeks=1))


class Hurdle(StrEnum):
    """Why somebody cannot claim a question that waits."""

    OWN = "own"
    APART = "apart"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Claimer:
    """Whoever claims: whether it is the asker, whether the two are kept apart, and how many links they have."""

    is_asker: bool
    apart: bool
    links: int
    most_links: int


def hurdle(claimer: Claimer) -> Hurdle | None:
    """Say what keeps somebody from claiming; weeks and quiet hours don't, since to claim is their own wish."""
    if claimer.is_asker:
        return Hurdle.OWN
    if claimer.apart:
        return Hurdle.APART
    return Hurdle.FULL if claimer.links >= claimer.most_links else None


class Full(StrEnum):
    """Why somebody is called for nothing at present, though they offer help."""

    HANDS = "hands"
    WEEK = "week"


def full(member: Member, links: int, minutes: int, rest: Rest) -> Full | None:
    """Say whether somebody helps as much as they want, now or this week."""
    if minutes >= (rest.week_minutes if member.week_minutes is None else member.week_minutes):
        return Full.WEEK
    return Full.HANDS if links >= (rest.most_links if member.most_links is None else member.most_links) else None
