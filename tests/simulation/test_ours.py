"""Our way in the simulator calls whom the bot would call, by the bot's own rule."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from mentorbot.domain.matching import Rest
from mentorbot.domain.policy import Policy
from mentorbot.domain.quiet import USUAL
from mentorbot.simulation.community import draw
from mentorbot.simulation.habits import HOUR, Habits
from tests.simulation.hamlet import RELUCTANT, TUESDAY_NOON, asking, hamlet, offering, ours, played

KNOWS = [set[int]()] + [{0}] * 9  # member 0 asks, all others know topic 0


@pytest.mark.parametrize("seed", range(5))
def test_never_more_than_three_are_called_in_a_wave(seed: int) -> None:
    community = draw(Habits(members=80, questions=40, offers=8), 2, Random(seed))
    waves = played(community, ours(community)).waves

    assert len(waves) > 50
    assert max(waves) == 3


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_called_twice_within_the_half_hour(seed: int) -> None:
    community = draw(Habits(members=30, questions=150, offers=10), 1, Random(seed))
    way = ours(community)
    played(community, way)
    last: dict[int, float] = {}
    moments = sorted((at, member) for question in community.questions for member, at in way.called_for(question))

    assert len(moments) > 100
    for at, member in moments:
        assert at - last.get(member, -1e9) >= 30 - 1e-6
        last[member] = at


def test_only_those_offering_are_called_at_first_and_whoever_is_not_called_stays_unasked() -> None:
    community = hamlet(KNOWS, [asking()], [offering(3), offering(7)])

    assert set(played(community).calls) == {3, 7}


def test_the_next_three_are_called_ten_minutes_later() -> None:
    community = hamlet(KNOWS, [asking()], [offering(member) for member in range(1, 8)], habits=RELUCTANT)
    way = ours(community)
    told = played(community, way)

    assert told.waves[:3] == [3, 3, 1]
    assert [at - TUESDAY_NOON for _, at in way.called_for(community.questions[0])] == [0] * 3 + [10] * 3 + [20]


def test_an_urgent_question_has_its_next_wave_after_two_minutes() -> None:
    offers = [offering(member) for member in range(1, 6)]
    community = hamlet(KNOWS, [asking(urgent=True)], offers, habits=RELUCTANT)
    way = ours(community)
    played(community, way)

    assert [at - TUESDAY_NOON for _, at in way.called_for(community.questions[0])] == [0] * 3 + [2] * 2


def test_after_them_a_neighbouring_topic_and_then_those_who_opted_in() -> None:
    community = hamlet(
        [set(), {0}, {1}, {0}, {3}],
        [asking()],
        [offering(1), offering(2), offering(4)],
        habits=RELUCTANT,
        outside=frozenset({3}),
    )
    way = ours(community)
    played(community, way)

    assert [member for member, _ in way.called_for(community.questions[0])] == [1, 2, 3]


def test_whoever_begins_to_offer_is_called_at_once() -> None:
    community = hamlet(KNOWS, [asking()], [offering(5, TUESDAY_NOON + 333)], habits=RELUCTANT)
    way = ours(community)
    played(community, way)

    assert way.called_for(community.questions[0]) == [(5, TUESDAY_NOON + 333)]


def test_a_newcomer_is_not_called_where_three_are_looking_already() -> None:
    early = [offering(member) for member in (1, 2, 3)]
    community = hamlet(KNOWS, [asking()], [*early, offering(5, TUESDAY_NOON + 4)], habits=RELUCTANT)
    way = ours(community)
    played(community, way)

    assert (5, TUESDAY_NOON + 4) not in way.called_for(community.questions[0])
    assert (5, TUESDAY_NOON + 10) in way.called_for(community.questions[0])


def test_nobody_is_called_in_their_quiet_hours_unless_they_offer_within_them() -> None:
    night = TUESDAY_NOON + 9 * HOUR
    asked = [asking(at=night)]
    before = hamlet(KNOWS, asked, [offering(1, night - 4 * HOUR, 480)], habits=RELUCTANT)
    within = hamlet(KNOWS, asked, [offering(1, night - HOUR, 480)], habits=RELUCTANT)

    assert not played(before, ours(before, quiet=USUAL)).calls
    assert played(within, ours(within, quiet=USUAL)).calls == {1: 1}


def test_a_full_week_keeps_a_helper_from_being_called() -> None:
    questions = [asking(number, TUESDAY_NOON + 60 * number) for number in range(8)]
    community = hamlet([set(), {0}], questions, [offering(1)])
    policy = Policy(rest=Rest(week_minutes=15))

    assert played(community, ours(community, policy)).calls[1] < played(community).calls[1] == 8


def test_a_shorter_wave_is_felt() -> None:
    offers = [offering(member) for member in range(1, 6)]
    community = hamlet(KNOWS, [asking()], offers, habits=RELUCTANT)
    way = ours(community, replace(Policy(), wave=timedelta(minutes=5)))
    played(community, way)

    assert [at - TUESDAY_NOON for _, at in way.called_for(community.questions[0])] == [0] * 3 + [5] * 2


def test_a_question_ends_when_the_policy_says_so() -> None:
    community = hamlet(KNOWS, [asking()], [offering(1, TUESDAY_NOON + 3 * HOUR)])
    way = ours(community, replace(Policy(), question=timedelta(hours=2)))

    assert not played(community, way).claims
    assert played(community).claims
