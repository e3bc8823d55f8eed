"""What a play shows in figures, and how far the figures of several plays lie apart."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from statistics import median

from mentorbot.simulation.playing import Played

NEVER = math.inf


@dataclass(frozen=True, slots=True)
class Figures:
    """Times are minutes, and `NEVER` where that many were not claimed at all; calls are a person's in a week.

    `busiest_tenth` is the share of all answers that the tenth of the members gave who gave most; spread evenly it
    would be a tenth. `met_before` is the share of answers between two who had met before.
    """

    median_wait: float
    long_wait: float
    unanswered: float
    calls_a_question: float
    calls_mean: float
    calls_most: float
    busiest_tenth: float
    met_before: float


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure in the middle run, the lowest and the highest."""

    middle: float
    low: float
    high: float


def figures(played: Played) -> Figures:
    asked, weeks = len(played.community.questions), played.community.weeks
    waits = [claim.wait for claim in played.claims]
    calls = sorted(played.calls.values())
    return Figures(
        median_wait=within(waits, asked, 0.5),
        long_wait=within(waits, asked, 0.9),
        unanswered=share(asked - len(waits), asked),
        calls_a_question=share(sum(calls), asked),
        calls_mean=share(sum(calls), len(calls)) / weeks,
        calls_most=max(calls, default=0) / weeks,
        busiest_tenth=_busiest_tenth(played),
        met_before=share(sum(claim.again for claim in played.claims), len(waits)),
    )


def spreads(of_runs: Sequence[Figures]) -> dict[str, Spread]:
    """Give for each figure its middle among the runs, the least and the most."""
    return {entry.name: _spread([getattr(run, entry.name) for run in of_runs]) for entry in fields(Figures)}


def lower(one: Sequence[Figures], other: Sequence[Figures], figure: Callable[[Figures], float]) -> tuple[int, int]:
    """Say in how many runs the first of two ways had the lower figure, and in how many the higher."""
    pairs = [(figure(a), figure(b)) for a, b in zip(one, other, strict=True)]
    return sum(a < b for a, b in pairs), sum(a > b for a, b in pairs)


def within(waits: Sequence[float], asked: int, part: float) -> float:
    """Give the time within which this part of all questions was claimed, the unclaimed counting as longest."""
    needed = max(1, math.ceil(part * asked))
    return sorted(waits)[needed - 1] if needed <= len(waits) else NEVER


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _busiest_tenth(played: Played) -> float:
    given = Counter(claim.helper for claim in played.claims)
    busiest = given.most_common(max(1, round(played.community.habits.members / 10)))
    return share(sum(many for _, many in busiest), len(played.claims))


def _spread(values: Sequence[float]) -> Spread:
    return Spread(median(values), min(values), max(values))
