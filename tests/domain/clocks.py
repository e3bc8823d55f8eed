"""Moments near which clocks change, in zones of every kind, and what a wall shows meanwhile, minute by minute."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from mentorbot.domain.weekly import Window
from tests.gates.nights import SKIPPED_DAY, ZONES, changes

MINUTE = timedelta(minutes=1)
LONDON, APIA, LORD_HOWE = map(ZoneInfo, ("Europe/London", "Pacific/Apia", "Australia/Lord_Howe"))
SPRING, AUTUMN = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
WEEK = timedelta(days=7)
ANY_YEAR = st.datetimes(datetime(2018, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - naive bounds are what hypothesis wants, the zone comes beside them
FACES = st.integers(0, 24 * 60 - 1)


@st.composite
def places_and_moments(draw: st.DrawFn, around: timedelta) -> tuple[ZoneInfo, datetime]:
    """Give a zone and a whole minute in it, most often near a change of its clocks."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    known = [*changes(zone.key), *([SKIPPED_DAY] if zone == APIA else [])]
    if not known or draw(st.integers(0, 3)) == 0:
        return zone, draw(ANY_YEAR).replace(second=0, microsecond=0)
    return zone, draw(st.sampled_from(known)) + draw(st.integers(-(around // MINUTE), around // MINUTE)) * MINUTE


def walls(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give each minute with what the wall shows then."""
    while begin < end:
        yield begin, begin.astimezone(zone).replace(tzinfo=None)
        begin += MINUTE


def begins_on_the_wall(windows: list[Window], zone: ZoneInfo, begin: datetime, end: datetime) -> list[datetime]:
    """Watch the wall, and note when a window begins: its start is shown, or was jumped over, for the first time."""
    early = begin - timedelta(hours=6)  # so that an hour's second coming is known as such
    farthest = early.astimezone(zone).replace(tzinfo=None) - MINUTE
    starts = sorted(_starts(windows, farthest, end.astimezone(zone).replace(tzinfo=None)))
    seen: set[datetime] = set()
    for moment, wall in walls(zone, early, end):
        while starts and starts[0][0] <= wall:
            _, ends = starts.pop(0)
            if wall < ends and moment > begin:
                seen.add(moment)
    return sorted(seen)


def _starts(windows: list[Window], after: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range((until.date() - after.date()).days + 1):
        day = datetime.combine(after.date(), datetime.min.time()) + timedelta(ahead)
        for window in windows:
            start, end = (day + timedelta(minutes=minute) for minute in (window.start, window.end))
            if day.weekday() == window.weekday and start > after:
                yield start, end
