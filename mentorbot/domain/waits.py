"""How long questions on a topic usually wait: the median, told only where there is enough to tell it from."""

from collections.abc import Iterable
from datetime import timedelta
from statistics import median_high

ENOUGH = 5
COUNTED = 50
LOOK_BACK = timedelta(days=90)
MINUTE = timedelta(minutes=1)
STEPS = ((timedelta(minutes=10), MINUTE), (timedelta(hours=1), 5 * MINUTE), (timedelta(hours=10), 60 * MINUTE))


def usual_wait(waits: Iterable[timedelta | None]) -> timedelta | None:
    """Give the time within which at least half were picked up, None where that can't be said.

    `None` among the waits is a question that nobody picked up in its time. Fewer than five tell nothing.
    """
    known = [timedelta.max if wait is None else max(wait, timedelta()) for wait in waits]
    if len(known) < ENOUGH:
        return None
    middle = median_high(known)
    return None if middle == timedelta.max else rounded_up(middle)


def rounded_up(wait: timedelta) -> timedelta:
    """Round as people say it: to minutes, then to five, then to hours, then to days; never below what it was."""
    step = next((step for below, step in STEPS if wait <= below), timedelta(days=1))
    return max(MINUTE, -(-wait // step) * step)
