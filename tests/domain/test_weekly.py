"""Weekly windows as teachers write them, and when each next one begins, whatever clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentorbot.domain.weekly import MOST, NotWindows, Window, next_window, parse_windows, shown, window_at
from mentorbot.errors import Refused
from tests.domain.clocks import APIA, AUTUMN, LONDON, SPRING, WEEK, places_and_moments
from tests.gates.clocks.walls import begins_on_the_wall

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SUNDAY = 6
PIECES = (
    "mon tuesday weds thu-sat weekdays every day on and , ; : - to from between half past 3 8 8.30 8-8.30am "
    "15:30-17:00 noon 99"
)
ANY_TEXT = st.text(max_size=120) | st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join)


@st.composite
def a_window(draw: st.DrawFn) -> Window:
    start = draw(st.integers(0, 24 * 60 - 5))
    return Window(draw(st.integers(0, 6)), start, draw(st.integers(start + 5, min(start + 12 * 60, 24 * 60))))


WINDOWS = st.lists(a_window(), max_size=8)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Thursdays 15:30-17:00", "Thursdays 15:30 to 17:00"),
        ("Thursdays 15:30-17:00; Mon, Wed 8-8.30am", "Mondays and Wednesdays 08:00 to 08:30; Thursdays 15:30 to 17:00"),
        ("weekdays 15:30-16:30", "weekdays 15:30 to 16:30"),
        ("thu 3.30-5", "Thursdays 15:30 to 17:00"),
        ("THURS 15.30\u201317.00!", "Thursdays 15:30 to 17:00"),
        ("15:30-17:00 on Thursdays", "Thursdays 15:30 to 17:00"),
        ("every Thursday from half past 3 to 5", "Thursdays 15:30 to 17:00"),
        ("Thursday quarter to four to five", "Thursdays 15:45 to 17:00"),
        ("Mon-Fri 8 to 8.30", "weekdays 08:00 to 08:30"),
        ("Monday to Wednesday 8-9am", "Mondays, Tuesdays and Wednesdays 08:00 to 09:00"),
        ("sat-mon 10-11", "Mondays, Saturdays and Sundays 10:00 to 11:00"),
        ("Mon & Wed between 3 and 4pm", "Mondays and Wednesdays 15:00 to 16:00"),
        ("tues/thurs 4-5", "Tuesdays and Thursdays 16:00 to 17:00"),
        ("Mon Wed Fri 12.30-1.15pm", "Mondays, Wednesdays and Fridays 12:30 to 13:15"),
        ("Mondays: 11-1", "Mondays 11:00 to 13:00"),
        ("Mon 8-9, 15-16 and Tue 9-10", "Mondays 08:00 to 09:00; Mondays 15:00 to 16:00; Tuesdays 09:00 to 10:00"),
        ("Friday 3-4\nMonday 8-9", "Mondays 08:00 to 09:00; Fridays 15:00 to 16:00"),
        ("every day 8pm-midnight", "every day 20:00 to midnight"),
        ("weekends 10-noon", "Saturdays and Sundays 10:00 to 12:00"),
        ("Monday 8-9; Monday 8:30-10; Monday 10-11", "Mondays 08:00 to 11:00"),
        ("weekdays 8-9; Fridays 14-15", "weekdays 08:00 to 09:00; Fridays 14:00 to 15:00"),
        ("", ""),
        (" ; ", ""),
    ],
)
def test_windows_are_read_as_teachers_write_them(text: str, read: str) -> None:
    assert shown(parse_windows(text)) == read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Thurzdays at four", 'couldn\'t read "thurzdays at 4"'),
        ("Mon 8-9; Tue sometimes", 'couldn\'t read "tue sometimes"'),
        ("Thursdays", 'no times for "thursdays"'),
        ("Mon, Wed", 'no times for "mon, wed"'),
        ("8-9", 'no day for "8-9"'),
        ("Mon 22:00-02:00", "for a night, write two"),
        ("Mon 3.30", "couldn't read"),
        ("Tue 7am-8pm", "longer than twelve hours"),
        ("Tue 7am-3pm; Tue 2pm-8pm", "longer than twelve hours"),
        ("Tue 8.00-8.04", "shorter than five minutes"),
        ("Monday **8-9**", "\\*\\*8-9\\*\\*"),
        ("weekdays 8-9; " * 80, "longer than I can read"),
        ("; ".join(f"every day {hour}:00-{hour}:30" for hour in range(13, 17)), f"more than {MOST}"),
    ],
)
def test_what_is_no_window_is_refused_and_the_words_at_fault_named(text: str, says: str) -> None:
    with pytest.raises(NotWindows) as refused:
        parse_windows(text)
    assert says in refused.value.words


@given(ANY_TEXT)
def test_any_text_is_windows_or_refused(text: str) -> None:
    try:
        windows = parse_windows(text)
    except Refused:
        return
    assert windows == sorted(windows)


@settings(max_examples=400)
@given(WINDOWS)
@example([Window(0, 0, 5)] * 7)  # was shown as every day of the week
def test_what_is_shown_is_read_as_the_same(windows: list[Window]) -> None:
    minutes = {(window.weekday, minute) for window in windows for minute in range(window.start, window.end)}
    try:
        read = parse_windows(shown(windows))
    except NotWindows:
        assert any({(day, minute + more) for more in range(12 * 60 + 1)} <= minutes for day, minute in minutes)
        return
    assert minutes == {(window.weekday, minute) for window in read for minute in range(window.start, window.end)}
    assert parse_windows(shown(read)) == read


@pytest.mark.parametrize(("weekday", "start", "end"), [(7, 0, 60), (-1, 0, 60), (0, 60, 60), (0, 0, 1441), (0, -1, 5)])
def test_no_week_has_such_a_window(weekday: int, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no window"):
        Window(weekday, start, end)


def begun(text: str, after: datetime, zone: ZoneInfo = LONDON) -> tuple[datetime, datetime]:
    found = next_window(parse_windows(text), zone, after)
    assert found is not None
    return found[1:]


def test_the_next_window_is_the_first_that_begins_later() -> None:
    thursday = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)
    text = "Thursdays 15:30-17:00; Mondays 8-9"
    assert begun(text, thursday - HOUR) == (thursday, thursday + 1.5 * HOUR)
    assert begun(text, thursday) == (datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert window_at(parse_windows(text), LONDON, thursday) == (Window(3, 930, 1020), thursday, thursday + 1.5 * HOUR)
    assert window_at(parse_windows(text), LONDON, thursday + 1.5 * HOUR) is None
    assert next_window([], LONDON, thursday) is None


def test_a_window_keeps_its_time_on_the_wall_through_the_year() -> None:
    assert begun("Sundays 16:00-17:00", SPRING - WEEK)[0] == datetime(2026, 3, 22, 16, tzinfo=UTC)
    assert begun("Sundays 16:00-17:00", SPRING)[0] == datetime(2026, 3, 29, 15, tzinfo=UTC)


def test_a_window_whose_start_is_skipped_begins_when_clocks_jump() -> None:
    assert begun("Sundays 01:30-03:00", SPRING - HOUR) == (SPRING, SPRING + HOUR)


def test_a_window_that_is_skipped_altogether_does_not_happen_that_week() -> None:
    assert begun("Sundays 01:15-01:45", SPRING - HOUR)[0] == datetime(2026, 4, 5, 0, 15, tzinfo=UTC)


def test_a_window_that_would_come_twice_comes_at_the_first() -> None:
    assert begun("Sundays 01:15-01:45", AUTUMN - 2 * HOUR) == (AUTUMN - 0.75 * HOUR, AUTUMN - 0.25 * HOUR)
    assert begun("Sundays 01:15-01:45", AUTUMN - 0.25 * HOUR)[0] == AUTUMN + WEEK + 0.25 * HOUR


def test_half_a_day_lasts_no_longer_when_clocks_go_back() -> None:
    assert begun("Sundays 00:00-12:00", AUTUMN - DAY) == (AUTUMN - 2 * HOUR, AUTUMN + 10 * HOUR)


def test_a_day_that_never_was_has_no_windows() -> None:
    friday = datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert begun("Fridays 22:00-24:00", friday - HOUR, APIA)[0] == datetime(2012, 1, 6, 8, tzinfo=UTC)


@settings(max_examples=200)
@given(WINDOWS, places_and_moments(timedelta(hours=30)))
def test_windows_happen_when_the_wall_gets_there(windows: list[Window], place: tuple[ZoneInfo, datetime]) -> None:
    """Watch the wall for two days: each window happens when it first shows its start, and once a day."""
    zone, moment = place
    end = moment + 2 * DAY
    found, at = list[datetime](), moment
    while (one := next_window(windows, zone, at)) and one[1] < end:
        assert window_at(windows, zone, one[1]) is not None
        assert timedelta() < one[2] - one[1] <= 12 * HOUR
        found.append(one[1])
        at = one[1]
    assert found == begins_on_the_wall(windows, zone, moment, end)
