"""Who is called for a question: eligibility first, then rank. Pure; the rule is explained in docs/matching.md.

A candidate is eligible unless they are the asker, were called for this question before, have stopped offering,
were called by anybody within the last half hour, or finished helping somebody less than a cool-down ago.

The eligible are ranked, first to last, by
1. topic fit: the question's own topic before a neighbouring one, and an offer that names the topic before one for
   all of a member's skills;
2. not having met the asker within 30 days;
3. fewest call-outs since Monday (the server's time);
4. longest since their last call-out, never being the longest;
5. chance, drawn when the offer began.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

PLACES = 3
FIRST_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with the skill. `until` is the end of their offer, None for those who opted in to be called outside."""

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


@dataclass(frozen=True, slots=True)
class Rest:
    """How long people are left alone: after any call-out, and after they helped somebody."""

    after_call: timedelta = timedelta(minutes=30)
    after_helping: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as matching sees it: who asks, who was called already, and when it is."""

    asker: int
    called: frozenset[int]
    now: datetime
    rest: Rest


def is_eligible(candidate: Candidate, wanted: Wanted) -> bool:
    """Say whether this person may be called at all."""
    return (
        candidate.member != wanted.asker
        and candidate.member not in wanted.called
        and (candidate.until is None or candidate.until > wanted.now)
        and _rested(candidate.last_called_at, wanted.rest.after_call, wanted.now)
        and _rested(candidate.helped_at, wanted.rest.after_helping, wanted.now)
    )


def _rested(since: datetime | None, pause: timedelta, now: datetime) -> bool:
    return since is None or since + pause <= now


def rank(candidate: Candidate) -> tuple[bool, int, bool, int, float, float]:
    """Order the eligible: the smallest is called first."""
    last = candidate.last_called_at.timestamp() if candidate.last_called_at else float("-inf")
    return (candidate.neighbour, candidate.fit, candidate.met, candidate.calls, last, candidate.chance)


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
