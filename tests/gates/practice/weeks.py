"""At what moment a gate begins: not the computer's, or a run would depend on who is called at that hour of that day."""

from datetime import time, timedelta
from random import Random

from mentorbot.playground.practice import Practice

WEEK = timedelta(days=7)


async def begin(practice: Practice, what: str) -> None:
    """Move the clock on to a moment of next week, at night, at noon or on a Sunday; `what` is begun decides."""
    now = practice.world.now()
    monday = (now + WEEK).date() - timedelta(days=now.weekday())
    moment = now.combine(monday, time(), now.tzinfo) + Random(f"{what} week").random() * WEEK
    await practice.advance((moment - now).total_seconds())
