"""When clocks in a zone are put forward or back, and the first moment at which they have reached a time of day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
WHOLE_DAY = 24 * 60


def change_between(zone: ZoneInfo, begin: datetime, end: datetime) -> datetime | None:
    """Give the first moment (UTC) after `begin`, and not after `end`, at which clocks in `zone` are put elsewhere.

    The two moments are to be at most a day or so apart: no zone changes its clocks twice in so short a time.
    """
    low, high = begin.astimezone(UTC), end.astimezone(UTC)
    before = low.astimezone(zone).utcoffset()
    if high.astimezone(zone).utcoffset() == before:
        return None
    while high - low > SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        middle = middle if low < middle < high else low + SECOND
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
    return high.replace(microsecond=0)


def reached(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Give the moment (UTC) at which a clock in `zone` first shows so many minutes after midnight, or is past it.

    A time that comes twice has been reached at the first; one that clocks jump over, when they jump.
    """
    local = datetime.combine(day + minute // WHOLE_DAY * DAY, time(minute % WHOLE_DAY // 60, minute % 60), tzinfo=zone)
    first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if second >= first:
        return first
    return change_between(zone, second, first) or first
