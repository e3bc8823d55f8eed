"""The period of an export or report, as a moderator would type it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.dates import span_in_words
from mentorbot.domain.periods import BEGINNING, BackToFront, NotAPeriod, parse_period, suggest_period
from mentorbot.errors import Refused

LONDON = ZoneInfo("Europe/London")
THURSDAY = datetime(2026, 11, 19, 14, 10, tzinfo=UTC)
ZONES = st.sampled_from([LONDON, *map(ZoneInfo, ["UTC", "America/New_York", "Africa/Cairo", "Pacific/Kiritimati"])])
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2020, 2040))
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
PIECES = "last this 7 days week month year 1 31 oct february 2026 2026-02-30 to since 1/13/26 all 0 -"
ANY_TEXT = st.text(max_size=120) | st.lists(st.sampled_from(PIECES.split()), max_size=6).map(" ".join)


def days(text: str, now: datetime = THURSDAY, zone: ZoneInfo = LONDON) -> tuple[str, str]:
    """Give the first day and the day after the last, as a clock on the wall has them at midnight."""
    first, end = (moment.astimezone(zone) for moment in parse_period(text, now, zone))
    assert (first.hour, first.minute, end.hour, end.minute) == (0, 0, 0, 0)
    return f"{first:%Y-%m-%d}", f"{end:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("today", "2026-11-19", "2026-11-20"),
        ("Yesterday", "2026-11-18", "2026-11-19"),
        ("this week", "2026-11-16", "2026-11-23"),
        ("last week", "2026-11-09", "2026-11-16"),
        ("last 7 days", "2026-11-13", "2026-11-20"),
        ("past 2 weeks", "2026-11-06", "2026-11-20"),
        ("this month", "2026-11-01", "2026-12-01"),
        ("last month", "2026-10-01", "2026-11-01"),
        ("this year", "2026-01-01", "2027-01-01"),
        ("last year", "2025-01-01", "2026-01-01"),
        ("October", "2026-10-01", "2026-11-01"),
        ("december", "2025-12-01", "2026-01-01"),
        ("november", "2026-11-01", "2026-12-01"),
        ("sept.", "2026-09-01", "2026-10-01"),
        ("Oct 2025", "2025-10-01", "2025-11-01"),
        ("2026-10", "2026-10-01", "2026-11-01"),
        ("2026", "2026-01-01", "2027-01-01"),
        ("1st of October", "2026-10-01", "2026-10-02"),
        ("Oct 1st, 2025", "2025-10-01", "2025-10-02"),
        ("1/10/2026", "2026-10-01", "2026-10-02"),
        ("29 February", "2024-02-29", "2024-03-01"),
        ("2026-10-01 to 2026-10-31", "2026-10-01", "2026-11-01"),
        ("2026-10-01..2026-10-31", "2026-10-01", "2026-11-01"),
        ("01/10/26 - 31/10/26", "2026-10-01", "2026-11-01"),
        ("from 1 November to 31 December", "2026-11-01", "2027-01-01"),
        ("15 November to November", "2026-11-15", "2026-12-01"),
        ("December to January", "2025-12-01", "2026-02-01"),
        ("since 1 September", "2026-09-01", "2026-11-20"),
    ],
)
def test_a_period_is_read(text: str, first: str, end: str) -> None:
    assert days(text) == (first, end)


def test_all_is_from_before_discord_to_the_end_of_today() -> None:
    assert parse_period("all", THURSDAY, LONDON) == (BEGINNING, datetime(2026, 11, 20, tzinfo=UTC))


def test_today_is_the_day_on_the_servers_clock() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert days("today", late) == ("2026-07-02", "2026-07-03")
    assert parse_period("today", late, LONDON)[0] == datetime(2026, 7, 1, 23, tzinfo=UTC)


def test_days_when_clocks_change_have_their_own_length() -> None:
    spring, autumn = (parse_period(day, THURSDAY, LONDON) for day in ("2027-03-28", "2026-10-25"))
    assert [end - first for first, end in (spring, autumn)] == [timedelta(hours=23), timedelta(hours=25)]


@pytest.mark.parametrize(
    "text",
    ["", "this term", "31 November", "last 0 days", "9999", "tomorrow", "2026-13", "a to b to c", "1 may to x", "ma"],
)
def test_what_is_not_a_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        parse_period(text, THURSDAY, LONDON)
    assert "last 30 days" in refused.value.words


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BackToFront):
        parse_period("31/10/2026 to 1/10/2026", THURSDAY, LONDON)


@given(ANY_TEXT, MOMENTS, ZONES)
def test_any_text_is_a_period_or_refused(text: str, now: datetime, zone: ZoneInfo) -> None:
    try:
        first, end = parse_period(text, now, zone)
    except Refused:
        return
    assert first < end


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("last w", ["Last week: 9 to 15 November 2026"]),
        ("last 7", ["Last 7 days: 13 to 19 November 2026"]),
        ("oct", ["October 2026"]),
        ("2026-10", ["October 2026"]),
        ("last month", ["Last month: October 2026"]),
        ("1 oct to 5 nov", ["1 October to 5 November 2026"]),
        ("every", ["Everything so far"]),
        ("zz", []),
    ],
)
def test_suggestions_show_the_days_meant(typed: str, labels: list[str]) -> None:
    assert [suggestion.label for suggestion in suggest_period(typed, THURSDAY, LONDON)] == labels


def test_nothing_typed_offers_the_usual_periods() -> None:
    labels = [suggestion.label for suggestion in suggest_period("", THURSDAY, LONDON)]
    assert labels[0] == "Today: 19 November 2026"
    assert labels[-1] == "Everything so far"
    assert len(labels) <= 25


@given(ANY_TEXT, MOMENTS, ZONES)
def test_a_suggestion_is_read_as_what_it_shows(text: str, now: datetime, zone: ZoneInfo) -> None:
    for suggestion in suggest_period(text, now, zone):
        first, end = parse_period(suggestion.value, now, zone)
        last = end - timedelta(seconds=1)
        shown = span_in_words(first.astimezone(zone).date(), last.astimezone(zone).date())
        assert suggestion.value == "all" or suggestion.label.endswith(shown)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 9, 28), date(2026, 10, 4), "28 September to 4 October 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 to 4 January 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_days_in_words(first: date, last: date, words: str) -> None:
    assert span_in_words(first, last) == words
