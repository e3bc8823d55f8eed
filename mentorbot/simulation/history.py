"""Reads a community's habits from a server's own log: what the log can tell, and what it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import fmean, median
from zoneinfo import ZoneInfo

from mentorbot.domain.routing import USUAL_SPREAD
from mentorbot.errors import Refused
from mentorbot.simulation.figures import share, within
from mentorbot.simulation.habits import WEEK, Habits, bounds, is_whole
from mentorbot.store import habits as log
from mentorbot.store.database import Transaction

YEAR = timedelta(days=365)
YOUNGEST = timedelta(weeks=2)
FEWEST_QUESTIONS = 20
FEW = 10  # with fewer cases than these a figure keeps its default
PROMPT = timedelta(minutes=30)  # whoever did not answer a call within this, while it was open, said no
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
OFFERING, OPTED_IN = "offering", "opted-in"


class TooYoung(Refused):
    """The log holds too little yet to play this server. Leave out --from-log to play an invented one."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What really came of the questions in the log: minutes as in `Figures`, shares of 1."""

    questions: int
    weeks: float
    median_wait: float
    long_wait: float
    unanswered: float


@dataclass(frozen=True, slots=True)
class History:
    """A server's habits; `read` names the figures that the log told, all others are the defaults.

    `spread` is how evenly the server's admins have calls spread.
    """

    habits: Habits
    read: frozenset[str]
    lived: Lived
    spread: int = USUAL_SPREAD


async def read(tx: Transaction, server_id: int, now: datetime, zone: ZoneInfo) -> History:
    """Read the last year of the log, or raise `TooYoung`."""
    since = now - YEAR
    traffic = await log.traffic(tx, server_id, since)
    weeks = _weeks(traffic)
    waits = await log.waits(tx, server_id, since)
    windows = await log.windows(tx, server_id, since)
    calls = await log.calls(tx, server_id, since)
    lengths = [(row.closed_at - row.claimed_at) / MINUTE for row in await log.lengths(tx, server_id, since)]
    told = {
        **_crowd(traffic, weeks),
        **_replies(calls, OFFERING, "willing", "notice_minutes"),
        **_replies(calls, OPTED_IN, "willing_away", "away_minutes"),
        **_patience(waits),
        **_mean("offer_minutes", [(row.ended_at - row.offered_at) / MINUTE for row in windows]),
        **({"link_minutes": median(lengths)} if len(lengths) >= FEW else {}),
    }
    habits = replace(Habits(), **{name: _fit(name, value) for name, value in told.items()})
    habits = replace(
        habits,
        question_moments=tuple(_of_week(row.asked_at, zone) for row in waits),
        offer_moments=tuple(_of_week(row.offered_at, zone) for row in windows),
    )
    return History(habits, frozenset(told), _lived(waits, weeks))


def _weeks(traffic: log.Traffic) -> float:
    if traffic.first is None or traffic.last is None:
        raise TooYoung
    if traffic.last - traffic.first < YOUNGEST or traffic.asked < FEWEST_QUESTIONS:
        raise TooYoung
    return (traffic.last - traffic.first) / timedelta(weeks=1)


def _crowd(traffic: log.Traffic, weeks: float) -> dict[str, float]:
    told: dict[str, float] = {"members": traffic.members, "questions": traffic.asked / weeks}
    if traffic.topics:
        told["topics"] = traffic.topics
    if traffic.helpers:
        told |= {
            "helping": traffic.helpers / traffic.members,
            "offers": traffic.offered / weeks / traffic.helpers,
        }
    if traffic.skilled >= FEW:
        told["skills"] = traffic.skills / traffic.skilled
    return told


def _replies(calls: Sequence[log.Call], stage: str, willing: str, minutes: str) -> dict[str, float]:
    """Read how many of those called at this stage said yes, as if each had been called alone, and how soon."""
    heard = [call for call in calls if call.stage == stage and _had_time(call)]
    delays = [(call.replied_at - call.called_at) / MINUTE for call in heard if call.replied_at]
    if len(heard) < FEW or len(delays) < FEW:
        return {}
    alone = fmean(call.size ** -Habits().crowd for call in heard)
    return {willing: share(len(delays), len(heard)) / alone, minutes: median(delays)}


def _had_time(call: log.Call) -> bool:
    if call.replied_at is not None or call.taken_at is None:
        return True
    return call.taken_at - call.called_at >= PROMPT


def _patience(waits: Sequence[log.Wait]) -> dict[str, float]:
    """Read how long askers wait: all the hours waited, by how many of those waits the asker ended themselves."""
    ends = [(wait, wait.claimed_at or wait.ended_at) for wait in waits]
    waited = sum((end - wait.asked_at) / HOUR for wait, end in ends if end)
    withdrawn = sum(wait.claimed_at is None and wait.outcome == "withdrawn" for wait in waits)
    return {"patience_hours": waited / withdrawn} if withdrawn >= FEW else {}


def _mean(name: str, values: Sequence[float]) -> dict[str, float]:
    return {name: fmean(values)} if len(values) >= FEW else {}


def _fit(name: str, value: float) -> float:
    """Give a figure as the simulator can play it: within its bounds, whole where it counts something."""
    limits = bounds(name)
    assert limits is not None
    fitting = min(max(value, limits[0]), limits[1])
    return round(fitting) if is_whole(name) else fitting


def _of_week(at: datetime, zone: ZoneInfo) -> float:
    local = at.astimezone(zone)
    return (local.weekday() * 24 * 60 + local.hour * 60 + local.minute + local.second / 60) % WEEK


def _lived(waits: Sequence[log.Wait], weeks: float) -> Lived:
    over = [wait for wait in waits if wait.claimed_at or wait.ended_at]
    claimed = [(wait.claimed_at - wait.asked_at) / MINUTE for wait in over if wait.claimed_at]
    return Lived(
        questions=len(over),
        weeks=weeks,
        median_wait=within(claimed, len(over), 0.5),
        long_wait=within(claimed, len(over), 0.9),
        unanswered=share(len(over) - len(claimed), len(over)),
    )
