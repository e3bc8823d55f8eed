"""Clocks on walls: quiet hours, weeks, and the windows of each week in which somebody is available."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.gates.model.nouns import Choices, Weekly

SERVERS = "Europe/London"
AHEAD = 15


def is_quiet(choices: Choices, now: int) -> bool:
    """Whether these are somebody's quiet hours, by their own clock."""
    start, end, weekends = choices.quiet
    local = _local(choices, now)
    minute = local.hour * 60 + local.minute
    if weekends and local.weekday() >= 5:
        return True
    return start <= minute < end if start <= end else minute >= start or minute < end


def quiet_until(choices: Choices, now: int) -> int:
    """When the quiet hours that run are over."""
    local = _local(choices, now)
    ends = [_at(local, ahead, minute) for ahead in range(AHEAD) for minute in (0, choices.quiet[1])]
    return min(end for end in ends if end > now and not is_quiet(choices, end))


def week_start(now: int) -> int:
    """Monday 00:00 where the server is."""
    local = _local(Choices(), now)
    return _at(local, -local.weekday(), 0)


def occurrence(choices: Choices, weekly: Weekly, now: int) -> tuple[int, int] | None:
    """When the window that runs now began, and when it ends."""
    return next((one for one in _around(choices, weekly, now) if one[0] <= now < one[1]), None)


def next_begin(choices: Choices, weekly: Weekly, after: int) -> int:
    return min(begin for begin, _ in _around(choices, weekly, after) if begin > after)


def _around(choices: Choices, weekly: Weekly, now: int) -> list[tuple[int, int]]:
    local = _local(choices, now)
    days = [ahead for ahead in range(-1, AHEAD) if (local.weekday() + ahead) % 7 == weekly.weekday]
    return [(_at(local, day, weekly.start), _at(local, day, weekly.end)) for day in days]


def _local(choices: Choices, now: int) -> datetime:
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(choices.zone or SERVERS))


def _at(local: datetime, ahead: int, minute: int) -> int:
    """Give the moment when a clock shows so many minutes after midnight, so many days later."""
    day = (local + timedelta(days=ahead)).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return int((day + timedelta(minutes=minute)).timestamp() * 1000)
