"""Who is called: the rule as docs/matching.md tells it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.matching import Candidate, Rest, Wanted, choose, is_eligible, rank, week_start
from mentorbot.domain.routing import Memory
from tests.domain.matching_worlds import ASKER, NOW, world

WANTED = Wanted(ASKER, frozenset(), NOW, Rest())
HALF_HOUR = timedelta(minutes=30)
SECOND = timedelta(seconds=1)


def laid(seed: int) -> tuple[list[Candidate], Wanted]:
    given_world = world(Random(seed))
    return given_world.candidates, given_world.wanted


worlds = st.integers(0, 2**32).map(laid)


def somebody(member: int = 1, **given: Any) -> Candidate:
    """Give a person who fits, with these differences."""
    fits = Candidate(member, 7, False, 0, NOW + timedelta(hours=1), 0, None, None, False, 0.5)
    return replace(fits, **given)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (somebody(), True),
        (somebody(member=ASKER), False),
        (somebody(until=NOW), False),
        (somebody(until=NOW + SECOND), True),
        (somebody(until=None), True),
        (somebody(last_called_at=NOW - HALF_HOUR + SECOND), False),
        (somebody(last_called_at=NOW - HALF_HOUR), True),
        (somebody(helped_at=NOW - HALF_HOUR + SECOND), False),
        (somebody(helped_at=NOW - HALF_HOUR), True),
        (somebody(helped_at=NOW - HALF_HOUR, cool_down=31), False),
        (somebody(helped_at=NOW, cool_down=0), True),
        (somebody(apart=True), False),
        (somebody(quiet=True), False),
        (somebody(links=1, most_links=2), True),
        (somebody(links=2, most_links=2), False),
        (somebody(minutes=119, week_minutes=120), True),
        (somebody(minutes=120, week_minutes=120), False),
        (somebody(week_minutes=0), False),
        (somebody(met=True, neighbour=True, fit=1, calls=99), True),
    ],
)
def test_who_may_be_called_at_all(who: Candidate, may: bool) -> None:
    assert is_eligible(who, WANTED) is may


def test_whoever_was_called_for_this_question_is_not_called_again() -> None:
    assert not is_eligible(somebody(3), replace(WANTED, called=frozenset({3})))
    assert is_eligible(somebody(3), replace(WANTED, called=frozenset({4})))


def test_while_the_asker_tries_first_nobody_is_called_and_at_the_end_of_it_everybody_may_be() -> None:
    held = replace(WANTED, held_until=NOW + SECOND)
    assert choose([somebody()], held) == []
    assert choose([somebody()], replace(held, patient=True)) == [somebody()]
    assert choose([somebody()], replace(held, held_until=NOW)) == [somebody()]


@pytest.mark.parametrize(
    "passing",
    [{"quiet": True}, {"links": 9}, {"minutes": 999}, {"last_called_at": NOW}, {"helped_at": NOW}],
    ids=str,
)
def test_what_passes_with_time_keeps_nobody_from_being_waited_for(passing: dict[str, Any]) -> None:
    patient = replace(WANTED, patient=True)
    assert is_eligible(somebody(**passing), patient)
    assert not is_eligible(somebody(**passing, apart=True), patient)
    assert not is_eligible(somebody(**passing, until=NOW), patient)


EARLIER, LATER = NOW - timedelta(days=2), NOW - timedelta(days=1)
BETTER_FIRST: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("own topic before neighbour", {"fit": 1, "met": True, "calls": 9}, {"neighbour": True, "leaning": 10}),
    ("named topic before all skills", {"met": True, "calls": 9}, {"fit": 1, "leaning": 10}),
    ("not met before met", {"calls": 9, "last_called_at": LATER}, {"met": True, "leaning": 10}),
    ("leant to before not leant to", {"leaning": 1, "calls": 9, "last_called_at": LATER, "chance": 0.9}, {}),
    ("leant to more before less", {"leaning": 3, "calls": 9, "last_called_at": LATER, "chance": 0.9}, {"leaning": 2}),
    ("least called before", {"calls": 1, "last_called_at": LATER, "chance": 0.9}, {"calls": 2}),
    ("never called before once called", {"chance": 0.9}, {"last_called_at": EARLIER, "chance": 0.1}),
    ("longest since before", {"last_called_at": EARLIER, "chance": 0.9}, {"last_called_at": LATER, "chance": 0.1}),
    ("then chance", {"chance": 0.1}, {"chance": 0.2}),
]


@pytest.mark.parametrize(("better", "worse"), [pair[1:] for pair in BETTER_FIRST], ids=[p[0] for p in BETTER_FIRST])
def test_each_line_of_the_rule_decides_before_the_lines_below(better: dict[str, Any], worse: dict[str, Any]) -> None:
    one, other = somebody(1, **better), somebody(2, **worse)
    assert choose([other, one], WANTED) == [one, other]
    assert choose([one, other], WANTED) == [one, other]


PAGE = (Path(__file__).parents[2] / "docs" / "matching.md").read_text("utf-8")
WEDNESDAY = NOW  # at 14:00
LAST_CALLED = {
    "never": None,
    "last month": WEDNESDAY - timedelta(days=30),
    "Monday": WEDNESDAY - timedelta(days=2),
    "Tuesday": WEDNESDAY - timedelta(days=1),
    "13:45 today": WEDNESDAY - timedelta(minutes=15),
}
AND: dict[str, dict[str, Any]] = {
    "": {},
    "helped 120 minutes this week": {"minutes": 120},
    "works at Amira's school": {"apart": True},
}


def in_the_guide() -> dict[str, Candidate]:
    """Read the people of the page's example."""
    rows = re.findall(r"^\| (\w+) \|" + r" (.*?) ?\|" * 6 + "$", PAGE, re.MULTILINE)
    return {
        name: somebody(
            number,
            fit=0 if offers == "Excel" else 1,
            met=met != "\u2013",
            leaning=int(band.removeprefix("band ")) if "band" in band else 0,
            calls=int(calls),
            last_called_at=LAST_CALLED[last],
            **AND[more],
        )
        for number, (name, offers, met, band, calls, last, more) in enumerate(rows, 1)
    }


def called_in_the_guide(*, leaning: bool = True, later: bool = False) -> list[str]:
    people = {name: one if leaning else replace(one, leaning=0) for name, one in in_the_guide().items()}
    first = choose(people.values(), WANTED)
    wanted = replace(WANTED, called=frozenset(one.member for one in first)) if later else WANTED
    chosen = choose(people.values(), wanted)
    return [name for one in chosen for name, other in people.items() if other == one]


def test_the_example_in_the_guide_is_what_the_rule_does() -> None:
    assert len(in_the_guide()) == 8
    told = PAGE.split("## An example")[1].split("##")[0]
    assert re.findall(r"\*\*(\w+)\*\*", told) == called_in_the_guide() == ["Elin", "Gwen", "Dev"]
    assert called_in_the_guide(later=True) == ["Ben", "Chloe"], "ten minutes later"
    assert ", ".join(called_in_the_guide(leaning=False)) in told.split("With `spread` at 100")[1]


def test_the_example_in_the_guide_says_what_five_calls_cost() -> None:
    memory, elin = Memory(), 4
    memory.answer(memory.ask(ASKER, ["macro"]), elin)
    assert memory.leaning(["macro"], load=0.3).bands == {elin: 10}
    memory.call([elin] * 5)
    assert memory.leaning(["macro"], load=0.3).bands == {elin: 7}


def test_somebody_who_fits_by_two_topics_is_called_once_by_the_better() -> None:
    near, own = somebody(1, topic=8, neighbour=True), somebody(1, topic=7)
    assert choose([near, own, somebody(2, neighbour=True)], WANTED) == [own, somebody(2, neighbour=True)]


def test_nobody_is_chosen_where_nobody_fits() -> None:
    assert choose([], WANTED) == []
    assert choose([somebody(until=NOW)], WANTED) == []


@given(worlds, st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_read_changes_nothing(
    given_world: tuple[list[Candidate], Wanted], rng: Random
) -> None:
    people, wanted = given_world
    one_each = list({rank(one): one for one in people}.values())
    shuffled = rng.sample(one_each, len(one_each))
    assert [rank(one) for one in choose(shuffled, wanted)] == [rank(one) for one in choose(one_each, wanted)]


@given(worlds)
def test_fewer_places_give_the_beginning_of_the_same_list(given_world: tuple[list[Candidate], Wanted]) -> None:
    people, wanted = given_world
    assert choose(people, wanted, 1) == choose(people, wanted, 3)[:1]
    assert choose(people, wanted, 0) == []


@given(worlds)
def test_somebody_who_may_not_be_called_changes_nothing_for_the_others(
    given_world: tuple[list[Candidate], Wanted],
) -> None:
    people, wanted = given_world
    assert choose([*people, somebody(ASKER)], wanted) == choose(people, wanted)


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-11-02T00:00+00:00", "2026-11-02T00:00+00:00"),
        ("2026-11-01T23:59+00:00", "2026-10-26T00:00+00:00"),
        ("2026-10-25T12:00+00:00", "2026-10-18T23:00+00:00"),  # clocks went back that morning
        ("2026-03-29T12:00+00:00", "2026-03-23T00:00+00:00"),  # and forward that one
        ("2026-04-01T12:00+00:00", "2026-03-29T23:00+00:00"),
    ],
)
def test_a_week_begins_on_monday_by_the_clocks_on_the_wall(now: str, began: str) -> None:
    assert week_start(datetime.fromisoformat(now), ZoneInfo("Europe/London")) == datetime.fromisoformat(began)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis wants naive bounds
    st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"]),
)
def test_every_moment_is_in_the_week_that_began_last(now: datetime, zone: str) -> None:
    began = week_start(now, ZoneInfo(zone))
    assert timedelta() <= now - began < timedelta(days=7, hours=2)
    assert began.astimezone(ZoneInfo(zone)).weekday() == 0
    assert week_start(began, ZoneInfo(zone)) == began
