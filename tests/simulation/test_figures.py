"""The figures of a play, from claims written by hand."""

from collections import Counter
from dataclasses import replace

import pytest

from mentorbot.simulation.figures import NEVER, Figures, Spread, figures, lower, spreads, within
from mentorbot.simulation.playing import Claim, Played
from tests.simulation.hamlet import asking, hamlet


def told(claims: list[Claim], asked: int, calls: dict[int, int] | None = None) -> Figures:
    community = hamlet([{0}] * 20, [asking(number) for number in range(asked)])
    return figures(Played("ours", replace(community, weeks=2), claims, Counter(calls or {})))


def test_questions_that_nobody_claimed_count_as_the_longest_waits() -> None:
    assert within([5, 1, 3], 4, 0.5) == 3
    assert within([5, 1, 3], 4, 0.75) == 5
    assert within([5, 1, 3], 4, 0.9) == NEVER
    assert within([], 0, 0.5) == NEVER


def test_the_shares_are_of_what_they_say() -> None:
    claims = [Claim(0, 1, 10, again=False), Claim(0, 1, 20, again=True), Claim(2, 3, 30, again=False)]
    found = told(claims, asked=4, calls={1: 6, 3: 2})

    assert found.unanswered == 0.25
    assert found.median_wait == 20
    assert found.long_wait == NEVER
    assert found.calls_a_question == 2
    assert (found.calls_mean, found.calls_most) == (2, 3)
    assert found.met_before == pytest.approx(1 / 3)


def test_the_busiest_tenth_are_two_of_twenty_members() -> None:
    claims = [Claim(0, helper, 1, again=False) for helper in (1, 1, 1, 2, 2, 3, 4, 5, 6, 7)]

    assert told(claims, asked=10).busiest_tenth == 0.5


def test_where_nothing_happened_nothing_is_divided() -> None:
    assert told([], asked=0) == Figures(NEVER, NEVER, 0, 0, 0, 0, 0, 0)


def test_the_spread_is_the_middle_run_the_lowest_and_the_highest() -> None:
    runs = [replace(told([], asked=1), median_wait=value) for value in (9.0, NEVER, 4.0)]

    assert spreads(runs)["median_wait"] == Spread(9, 4, NEVER)


def test_two_ways_are_compared_run_by_run() -> None:
    one, other = ([replace(told([], 1), calls_mean=value) for value in values] for values in ((1, 2, 3), (2, 2, 1)))

    assert lower(one, other, lambda run: run.calls_mean) == (1, 1)
