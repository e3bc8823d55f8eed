"""Moments near which clocks change, in zones of every kind."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.gates.clocks.nights import SKIPPED_DAY, ZONES, changes

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
