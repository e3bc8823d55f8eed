"""When somebody is left alone: by the clock on their own wall, in every zone and through every change of clocks."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorbot.domain.quiet import (
    NEVER_QUIET,
    USUAL,
    NotHours,
    QuietHours,
    WholeDay,
    is_quiet,
    next_quiet,
    quiet_spans,
    read_quiet,
)
from tests.domain.clocks import APIA, AUTUMN, FACES, LONDON, LORD_HOWE, SPRING, WEEK, places_and_moments
from tests.gates.clocks.walls import walls

HOURS = st.builds(QuietHours, FACES, FACES, st.booleans()) | st.just(USUAL)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def on_the_wall(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-11-19 18:59", False),
        ("2026-11-19 19:00", True),
        ("2026-11-19 23:59", True),
        ("2026-11-20 00:00", True),
        ("2026-11-20 07:59", True),
        ("2026-11-20 08:00", False),
        ("2026-11-21 12:00", True),
        ("2026-11-22 12:00", True),
        ("2026-11-23 07:59", True),
        ("2026-11-23 08:00", False),
    ],
)
def test_the_usual_quiet_hours_are_nights_and_weekends(moment: str, quiet: bool) -> None:
    assert is_quiet(USUAL, LONDON, on_the_wall(moment)) is quiet


def test_quiet_hours_may_be_within_a_day() -> None:
    lessons = QuietHours(9 * 60, 15 * 60, weekends=False)
    assert is_quiet(lessons, LONDON, on_the_wall("2026-11-21 12:00"))
    assert not is_quiet(lessons, LONDON, on_the_wall("2026-11-21 15:00"))
    assert not is_quiet(lessons, LONDON, on_the_wall("2026-11-21 03:00"))


def test_a_start_that_is_the_end_leaves_the_weekend_alone() -> None:
    weekends = QuietHours(0, 0, weekends=True)
    assert not is_quiet(weekends, LONDON, on_the_wall("2026-11-20 03:00"))
    assert is_quiet(weekends, LONDON, on_the_wall("2026-11-21 03:00"))
    assert not NEVER_QUIET.any
    assert next_quiet(NEVER_QUIET, LONDON, SPRING) is None
    assert quiet_spans(NEVER_QUIET, LONDON, SPRING, SPRING + WEEK) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (60, 1440), (1440, 0)])
def test_minutes_that_no_day_has_are_no_quiet_hours(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no minutes of a day"):
        QuietHours(start, end)


def test_a_night_in_which_clocks_change_is_an_hour_shorter_or_longer() -> None:
    nights = QuietHours(weekends=False)
    (spring,), (autumn,) = (
        quiet_spans(nights, LONDON, night - 12 * HOUR, night + 12 * HOUR) for night in (SPRING, AUTUMN)
    )
    assert spring[1] - spring[0] == 12 * HOUR
    assert autumn[1] - autumn[0] == 14 * HOUR


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    one_to_half_past = QuietHours(60, 90, weekends=False)
    half = HOUR / 2
    assert quiet_spans(one_to_half_past, LONDON, AUTUMN - DAY / 2, AUTUMN + DAY / 2) == [
        (AUTUMN - HOUR, AUTUMN - half),
        (AUTUMN, AUTUMN + half),
    ]
    assert quiet_spans(one_to_half_past, LONDON, SPRING - DAY / 2, SPRING + DAY / 2) == []


def test_quiet_hours_that_end_in_a_skipped_hour_end_when_clocks_jump() -> None:
    assert quiet_spans(QuietHours(0, 90, weekends=False), LONDON, SPRING - HOUR, SPRING + HOUR) == [
        (SPRING - HOUR, SPRING)
    ]


def test_lord_howes_clocks_go_back_by_half_an_hour() -> None:
    change = datetime(2026, 4, 4, 15, tzinfo=UTC)
    nights = quiet_spans(QuietHours(0, 6 * 60, weekends=False), LORD_HOWE, change - 6 * HOUR, change + 12 * HOUR)
    assert [end - start for start, end in nights] == [timedelta(hours=6, minutes=30)]


def test_a_weekend_survives_a_day_that_never_was() -> None:
    """Samoa went from Thursday straight to Saturday."""
    saturday = datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert not is_quiet(QuietHours(0, 0), APIA, saturday - timedelta(seconds=1))
    assert quiet_spans(QuietHours(0, 0), APIA, saturday - DAY, saturday + 3 * DAY) == [(saturday, saturday + 2 * DAY)]


@settings(max_examples=400)
@given(HOURS, places_and_moments(timedelta(hours=24)), st.integers(1, 24 * 60))
def test_spans_say_the_same_as_each_minute(hours: QuietHours, place: tuple[ZoneInfo, datetime], length: int) -> None:
    zone, begin = place
    end = begin + timedelta(minutes=length)
    spans = quiet_spans(hours, zone, begin, end)
    quiet = [moment for moment, _ in walls(zone, begin, end) if is_quiet(hours, zone, moment)]
    assert quiet == [moment for start, stop in spans for moment, _ in walls(zone, start, stop)]
    assert all(begin <= start < stop <= end for start, stop in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans)), "apart, and in order"


@settings(max_examples=500)
@given(HOURS, places_and_moments(timedelta(hours=30)))
def test_a_wall_is_all_that_counts(hours: QuietHours, place: tuple[ZoneInfo, datetime]) -> None:
    zone, moment = place
    local = moment.astimezone(zone)
    night = [*range(hours.start, hours.end if hours.start <= hours.end else 1440)]
    night += [*range(hours.end)] if hours.start > hours.end else []
    expected = (hours.weekends and f"{local:%a}" in {"Sat", "Sun"}) or local.hour * 60 + local.minute in night
    assert is_quiet(hours, zone, moment) is expected


@settings(max_examples=300)
@given(HOURS, places_and_moments(timedelta(hours=30)))
def test_the_next_quiet_time_is_the_first_of_the_coming_weeks(
    hours: QuietHours, place: tuple[ZoneInfo, datetime]
) -> None:
    zone, moment = place
    found = next_quiet(hours, zone, moment)
    if found is None:
        assert not hours.any
        return
    start, end = found
    assert start >= moment
    assert not quiet_spans(hours, zone, moment, start)
    assert is_quiet(hours, zone, start)
    assert not is_quiet(hours, zone, end)


def test_quiet_time_that_runs_is_given_from_now_on() -> None:
    friday_night = on_the_wall("2026-11-20 22:15")
    assert next_quiet(USUAL, LONDON, friday_night) == (friday_night, on_the_wall("2026-11-23 08:00"))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("19:00 to 08:00", 1140, 480), ("7pm-8am", 1140, 480), ("7-8", 1140, 480), ("", 0, 0), (" None. ", 0, 0)],
)
def test_quiet_hours_are_read_from_a_form(text: str, start: int, end: int) -> None:
    assert read_quiet(text, weekends=True) == QuietHours(start, end, weekends=True)


@pytest.mark.parametrize(("text", "kind"), [("after tea", NotHours), ("8am-8am", WholeDay), ("19:00", NotHours)])
def test_what_is_no_night_is_refused(text: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        read_quiet(text, weekends=False)
