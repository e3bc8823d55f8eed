"""A wire on which one request in twenty goes wrong, each in its way, and some events are told twice."""

import random
from collections import Counter

from mentorbot.playground.faults import Fault, Faults

WAIT = 0.5
SHORT_WAIT = 0.1  # of a limit that refuses everything that comes meanwhile
LATE = 3.0
"""Seconds until a late answer comes: later than the patience of `hurry`."""

FAULTS = (
    Fault("reset", chance=0.007),
    Fault("status", status=500, chance=0.008),
    Fault("status", status=502, chance=0.002),
    Fault("status", status=503, chance=0.003),
    Fault("status", status=429, seconds=WAIT, scope="user", chance=0.002),
    Fault("status", status=429, seconds=SHORT_WAIT, scope="global", chance=0.003),
    Fault("status", status=429, seconds=WAIT, scope="shared", chance=0.002),
    Fault("lost-ack", chance=0.009),
    Fault("late-ack", seconds=LATE, chance=0.007),
    Fault("failed-ack", status=502, chance=0.007),
)
"""Five in a hundred, together."""

OFTEN = (
    Fault("lost-ack", "/threads", chance=0.1),
    Fault("failed-ack", "/threads", status=500, chance=0.1),
    Fault("duplicate", "_CREATE", chance=0.05),
    Fault("duplicate", "_ADD", chance=0.1),
    Fault("duplicate", "_DELETE", chance=0.2),
    Fault("duplicate", "RESUMED", chance=0.7),
)
"""What would happen too seldom otherwise."""


def storm(faults: Faults, rng: random.Random) -> list[Fault]:
    """Let it all go wrong from now on, as chance decides; give the faults, which count how often they struck."""
    faults.rng = rng
    return [
        faults.add(
            one.kind, one.route, times=None, seconds=one.seconds, status=one.status, chance=one.chance, scope=one.scope
        )
        for one in (*OFTEN, *FAULTS)
    ]


def struck(faults: list[Fault]) -> Counter[str]:
    """How often each kind of thing went wrong, in words."""
    counts: Counter[str] = Counter()
    for one in faults:
        counts[_words(one)] += one.struck
    return counts


def _words(fault: Fault) -> str:
    if fault.kind != "status":
        return {
            "reset": "connections reset",
            "lost-ack": "answers lost",
            "late-ack": "late answers",
            "failed-ack": "5xx after the deed",
        }.get(fault.kind, "events told twice")
    return f"429 ({fault.scope})" if fault.status == 429 else "5xx"
