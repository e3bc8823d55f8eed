"""How often the bot may log in anew: Discord resets the token of a bot that does so too often in a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
USUAL = 1000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What Discord says of today's logins; the defaults are for when it does not say."""

    total: int = USUAL
    remaining: int = USUAL
    reset_after: timedelta = DAY


def not_before(starts: Sequence[datetime], now: datetime, allowance: Allowance) -> datetime | None:
    """Give the moment until which the next login has to wait, None where it may go ahead.

    A tenth of Discord's total is never touched. Within an hour an eighth may be used, so that a bot which fails at
    every start is not locked out for the rest of the day.
    """
    spare = allowance.total // 10
    if allowance.remaining <= spare:
        return now + allowance.reset_after
    for span, limit in ((DAY, allowance.total - spare), (HOUR, max(1, allowance.total // 8))):
        lately = [start for start in starts if now - span < start <= now]
        if len(lately) >= limit:
            return lately[-limit] + span
    return None


def recent(starts: Sequence[datetime], now: datetime) -> list[datetime]:
    """Leave out what is older than a day, and what lies ahead because the computer's clock was put right."""
    return [start for start in starts if now - DAY < start <= now]
