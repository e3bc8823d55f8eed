"""From when to when in a day, as people write it."""

import pytest

from mentorbot.domain.dayspans import read_night, read_window, simple, span_in_words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("15:30-17:00", "15:30 to 17:00"),
        ("8-8.30am", "08:00 to 08:30"),
        ("8pm - 9", "20:00 to 21:00"),
        ("1530-1700", "15:30 to 17:00"),
        ("15h30 to 17h", "15:30 to 17:00"),
        ("3.30-5", "15:30 to 17:00"),
        ("11-1", "11:00 to 13:00"),
        ("noon until half past one", "12:00 to 13:30"),
        ("quarter to four to five", "15:45 to 17:00"),
        ("from 7 to 8", "07:00 to 08:00"),
        ("between three and four", "15:00 to 16:00"),
        ("9pm-midnight", "21:00 to midnight"),
        ("0:00-24:00", "00:00 to midnight"),
    ],
)
def test_a_part_of_a_day_is_read(text: str, read: str) -> None:
    span = read_window(simple(text))
    assert span is not None
    assert span_in_words(span) == read


@pytest.mark.parametrize("text", ["", "-", "8", "8-", "22:00-02:00", "9am-8am", "25-26", "to to to", "8-9-10", "now-5"])
def test_what_is_none_is_left(text: str) -> None:
    assert read_window(simple(text)) is None


@pytest.mark.parametrize(
    ("text", "night"),
    [
        ("19:00-08:00", (19 * 60, 8 * 60)),
        ("7pm to 8am", (19 * 60, 8 * 60)),
        ("7-8", (19 * 60, 8 * 60)),
        ("half past six until seven", (18 * 60 + 30, 7 * 60)),
        ("12-6", (0, 6 * 60)),
        ("midnight to 6am", (0, 6 * 60)),
        ("10pm-midnight", (22 * 60, 0)),
        ("9am-3pm", (9 * 60, 15 * 60)),
    ],
)
def test_quiet_hours_are_read_over_night(text: str, night: tuple[int, int]) -> None:
    assert read_night(simple(text)) == night
