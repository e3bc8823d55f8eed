"""How long questions usually wait, as it is told: rounded up, and only where it can be told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.waits import ENOUGH, rounded_up, usual_wait

MINUTE = timedelta(minutes=1)
waits = st.lists(st.none() | st.timedeltas(timedelta(), timedelta(days=90)), max_size=60)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, 1), (0.2, 1), (1, 1), (5.1, 6), (10, 10), (10.5, 15), (42, 45), (60, 60), (61, 120), (700, 1440)],
)
def test_a_wait_is_rounded_as_people_say_it_and_never_made_shorter(minutes: float, told: int) -> None:
    assert rounded_up(minutes * MINUTE) == told * MINUTE


def test_the_middle_one_is_told_not_the_mean() -> None:
    assert usual_wait([MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * MINUTE, timedelta(days=3)]) == 3 * MINUTE


def test_four_questions_tell_nothing() -> None:
    assert usual_wait([MINUTE] * (ENOUGH - 1)) is None
    assert usual_wait([MINUTE] * ENOUGH) == MINUTE


def test_where_most_were_never_picked_up_no_time_is_promised() -> None:
    assert usual_wait([None, None, None, MINUTE, MINUTE]) is None


def test_a_clock_that_was_set_back_makes_no_negative_wait() -> None:
    assert usual_wait([-MINUTE] * ENOUGH) == MINUTE


@given(waits)
def test_at_least_half_were_picked_up_within_what_is_told(given_waits: list[timedelta | None]) -> None:
    told = usual_wait(given_waits)
    if told is not None:
        assert 2 * sum(wait is not None and wait <= told for wait in given_waits) >= len(given_waits)
