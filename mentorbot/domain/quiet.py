"""Quiet hours: when somebody is called only if they asked for it. By the clock on their own wall, whatever it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from mentorbot.domain.clockchanges import DAY, WHOLE_DAY, change_between
from mentorbot.domain.dayspans import read_night, simple
from mentorbot.errors import Refused

SATURDAY = 5
AHEAD = 14 * DAY  # no quiet time is further away, or lasts longer, wherever there is any

Span = tuple[datetime, datetime]
"""A first moment and the one that is no longer part of it, both UTC."""


NONE = frozenset({"", "-", "no", "none", "never", "off"})


class NotHours(Refused):
    """I couldn't read that as hours. Write from when to when, such as "19:00 to 08:00" or "7pm-8am"."""


class WholeDay(Refused):
    """That would be the whole day. To be called for nothing, pause your skills in /skills instead."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Minutes after midnight; from 19:00 to 08:00 is over night, and a start that is the end means no quiet hours.

    `weekends`: the whole of Saturday and Sunday is quiet too.
    """

    start: int = 19 * 60
    end: int = 8 * 60
    weekends: bool = True

    def __post_init__(self) -> None:
        if not (0 <= self.start < WHOLE_DAY and 0 <= self.end < WHOLE_DAY):
            raise ValueError(f"no minutes of a day: {self.start} to {self.end}")

    @property
    def any(self) -> bool:
        """Say whether there is any quiet time at all."""
        return self.weekends or self.start != self.end


USUAL = QuietHours()
NEVER_QUIET = QuietHours(0, 0, weekends=False)


def read_quiet(text: str, *, weekends: bool) -> QuietHours:
    """Read "19:00-08:00", "7pm to 8am" or "7-8"; nothing, or "none", for no quiet hours by day."""
    plain = simple(text)
    if plain in NONE:
        return QuietHours(0, 0, weekends)
    night = read_night(plain)
    if night is None:
        raise NotHours
    if night[0] == night[1]:
        raise WholeDay
    return QuietHours(*night, weekends)


def weekends_too(hours: QuietHours, *, on: bool) -> QuietHours:
    return QuietHours(hours.start, hours.end, on)


def is_quiet(hours: QuietHours, zone: ZoneInfo, moment: datetime) -> bool:
    local = moment.astimezone(zone)
    if hours.weekends and local.weekday() >= SATURDAY:
        return True
    minute = local.hour * 60 + local.minute
    if hours.start <= hours.end:
        return hours.start <= minute < hours.end
    return minute >= hours.start or minute < hours.end


def quiet_spans(hours: QuietHours, zone: ZoneInfo, begin: datetime, end: datetime) -> list[Span]:
    """Give the quiet times between two moments, in order and apart from each other."""
    spans: list[Span] = []
    if not hours.any or end <= begin:
        return spans
    for start, stop in pairwise(_steps(hours, zone, begin.astimezone(UTC), end.astimezone(UTC))):
        if not is_quiet(hours, zone, start):
            continue
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return spans


def next_quiet(hours: QuietHours, zone: ZoneInfo, after: datetime) -> Span | None:
    """Give the quiet time that runs at `after`, from then on, or else the next; None where there never is any."""
    spans = quiet_spans(hours, zone, after, after + AHEAD)
    return spans[0] if spans else None


def _steps(hours: QuietHours, zone: ZoneInfo, begin: datetime, end: datetime) -> list[datetime]:
    """Give every moment from `begin` to `end` at which quiet may begin or end, and perhaps some others."""
    faces = {0, hours.start, hours.end}
    first, last = (moment.astimezone(zone).date() for moment in (begin, end))
    shown = {moment for day in _days(first, last) for face in faces for moment in _shown(day, face, zone)}
    steps = sorted({begin, end} | {moment for moment in shown if begin < moment < end})
    changes = {change for one, next_one in pairwise(steps) if (change := change_between(zone, one, next_one))}
    return sorted({*steps, *changes})


def _days(first: date, last: date) -> Iterator[date]:
    """Give the days between, and one more at either side: a change of clocks may repeat or skip some."""
    day = first - DAY
    while day <= last + DAY:
        yield day
        day += DAY


def _shown(day: date, face: int, zone: ZoneInfo) -> Iterator[datetime]:
    """Give both moments that a time may mean; where clocks jump over it they are others, and do no harm."""
    local = datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=face)
    yield local.astimezone(UTC)
    yield local.replace(fold=1).astimezone(UTC)
