"""Until when somebody offers help, as a teacher would type it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.times import NotATime, TooLong, TooShort, parse_until, suggest_until
from mentorbot.errors import Refused

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 19, 14, 10, 20, tzinfo=UTC)
ZONES = st.sampled_from(
    [LONDON, *map(ZoneInfo, ["UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham"])]
)
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2020, 2040))
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
AUTUMN_NIGHT = st.timedeltas(timedelta(), timedelta(hours=15)).map(lambda later: NOW.replace(month=10, day=24) + later)
PIECES = "for until 4 4pm 16:30 1h 30 half past to quarter an hour and a noon - : . ½ 99 o'clock gmt"
ANY_TEXT = st.text(max_size=120) | st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join)


def until(text: str, now: datetime = NOW, zone: ZoneInfo = LONDON) -> str:
    return f"{parse_until(text, now, zone).astimezone(zone):%H:%M:%S}"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45m", 45),
        ("45 min", 45),
        ("45", 45),
        ("FOR 45 MINS!", 45),
        ("forty-five minutes", 45),
        ("1h", 60),
        ("an hour", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1hr 15", 75),
        ("1 hour and 20 minutes", 80),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        ("1.5", 90),
        ("1½ hours", 90),
        ("½ hour", 30),
        ("half an hour", 30),
        ("half hour", 30),
        ("an hour and a half", 90),
        ("two and a half hours", 150),
        ("quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("for the next 2 hours please", 120),
        ("ninety minutes", 90),
        ("12 hours", 720),
        ("5", 5),
    ],
)
def test_a_length_counts_from_now(text: str, minutes: int) -> None:
    assert parse_until(text, NOW, LONDON) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("until 4", "16:00:00"),
        ("till 4", "16:00:00"),
        ("until 4 today", "16:00:00"),
        ("until four", "16:00:00"),
        ("until 16", "16:00:00"),
        ("4pm", "16:00:00"),
        ("4 p.m.", "16:00:00"),
        ("4 o'clock", "16:00:00"),
        ("5 in the afternoon", "17:00:00"),
        ("16:00", "16:00:00"),
        ("16.30", "16:30:00"),
        ("16h30", "16:30:00"),
        ("1630", "16:30:00"),
        ("until 4:30", "16:30:00"),
        ("until half past three", "15:30:00"),
        ("half three", "15:30:00"),
        ("quarter to four", "15:45:00"),
        ("twenty past 5", "17:20:00"),
        ("ten to four", "15:50:00"),
        ("quarter to one", "00:45:00"),
        ("midnight", "00:00:00"),
        ("12am", "00:00:00"),
        ("until 2", "02:00:00"),
        ("until 02:11", "02:11:00"),
        ("until 5pm GMT", "17:00:00"),
    ],
)
def test_a_time_of_day_is_the_next_to_come(text: str, shown: str) -> None:
    assert until(text) == shown


def test_noon_is_understood_in_the_morning() -> None:
    morning = NOW.replace(hour=9)
    assert until("noon", morning) == until("until midday", morning) == until("12pm", morning) == "12:00:00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "end of day",
        "until 3ish",
        "4:75",
        "25:00",
        "13am",
        "5pm BST",
        "-5",
        "half past",
        "ten to 14",
        "until",
    ],
)
def test_what_is_not_a_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(NotATime) as refused:
        parse_until(text, NOW, LONDON)
    assert "half past three" in refused.value.words


def test_too_short_says_how_to_name_a_time_of_day() -> None:
    for text in ("4", "1 minute", "until 14:14", "0"):
        with pytest.raises(TooShort) as refused:
            parse_until(text, NOW, LONDON)
        assert "until 4" in refused.value.words


@pytest.mark.parametrize("text", ["13h", "721 minutes", "noon", "until 14:00", "999h"])
def test_more_than_twelve_hours_is_refused(text: str) -> None:
    with pytest.raises(TooLong):
        parse_until(text, NOW, LONDON)


def test_an_hour_lasts_an_hour_through_both_clock_changes() -> None:
    for before in (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)):
        assert parse_until("1 hour", before, LONDON) == before + timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "text", "moment"),
    [
        # clocks go back at 02:00 BST, 01:00 UTC: half past one comes twice
        ("2026-10-24T23:50", "until 1:30", "2026-10-25T00:30"),
        ("2026-10-25T00:40", "until 1:30", "2026-10-25T01:30"),
        ("2026-10-24T23:50", "until 01:30 GMT", "2026-10-25T01:30"),
        ("2026-10-24T23:50", "until 3", "2026-10-25T03:00"),
        # clocks go forward at 01:00 GMT: half past one never comes
        ("2027-03-28T00:10", "until 01:30", "2027-03-28T01:30"),
        ("2027-03-28T00:10", "until 3", "2027-03-28T02:00"),
        ("2027-03-27T20:00", "7am", "2027-03-28T06:00"),
    ],
)
def test_times_of_day_on_the_nights_when_clocks_change(now: str, text: str, moment: str) -> None:
    read = parse_until(text, datetime.fromisoformat(now).replace(tzinfo=UTC), LONDON)
    assert read == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@given(ANY_TEXT, MOMENTS, ZONES)
def test_any_text_is_a_moment_within_bounds_or_refused(text: str, now: datetime, zone: ZoneInfo) -> None:
    try:
        moment = parse_until(text, now, zone)
    except Refused:
        return
    assert moment.tzinfo is UTC
    assert timedelta(minutes=4) < moment - now < timedelta(hours=12, minutes=1)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("45", ["45 minutes, until 14:56"]),
        ("half a", ["30 minutes, until 14:41"]),
        ("until half past 3", ["1 hour 19 minutes, until 15:30"]),
        ("16", ["16 minutes, until 14:27", "1 hour 49 minutes, until 16:00", "2 hours 19 minutes, until 16:30"]),
        ("mid", ["9 hours 49 minutes, until 00:00 tomorrow"]),
        ("xyz", []),
        ("noon", []),
    ],
)
def test_suggestions_show_length_and_end(typed: str, labels: list[str]) -> None:
    assert [suggestion.label for suggestion in suggest_until(typed, NOW, LONDON)] == labels


def test_a_bare_hour_may_be_a_length_or_a_time() -> None:
    labels = [suggestion.label for suggestion in suggest_until("4", NOW, LONDON)]
    assert labels[:2] == ["4 hours, until 18:11", "1 hour 49 minutes, until 16:00"]


def test_nothing_typed_offers_usual_lengths_then_times() -> None:
    labels = [suggestion.label for suggestion in suggest_until("", NOW, LONDON)]
    assert labels[0] == "30 minutes, until 14:41"
    assert labels[9] == "19 minutes, until 14:30"
    assert len(labels) == 25


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    before = datetime(2026, 10, 24, 23, 45, tzinfo=UTC)
    suggestions = {suggestion.label: suggestion.value for suggestion in suggest_until("105m", before, LONDON)}
    assert suggestions == {"1 hour 45 minutes, until 01:30 GMT": "until 01:30 GMT"}
    assert parse_until("until 01:30 GMT", before, LONDON) == before + timedelta(minutes=105)


@given(ANY_TEXT, MOMENTS | AUTUMN_NIGHT, ZONES)
def test_a_suggestion_is_read_as_what_it_shows(text: str, now: datetime, zone: ZoneInfo) -> None:
    suggestions = suggest_until(text, now, zone)
    assert len(suggestions) <= 25
    for suggestion in suggestions:
        assert len(suggestion.label) <= 100
        moment = parse_until(suggestion.value, now, zone)
        assert f"until {moment.astimezone(zone):%H:%M}" in suggestion.label
        assert _length(suggestion.label) == (moment - now) // timedelta(minutes=1)


def _length(label: str) -> int:
    """Read "1 hour 30 minutes, until …" back as minutes."""
    words = label.partition(",")[0].split()
    return sum(
        int(number) * (60 if unit.startswith("hour") else 1) for number, unit in zip(*[iter(words)] * 2, strict=True)
    )
