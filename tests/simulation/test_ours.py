"""Our way in the simulator calls whom the bot would call, by the bot's own rule."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from mentorbot.domain.matching import Rest
from mentorbot.domain.policy import Policy
from mentorbot.domain.quiet import USUAL
from mentorbot.simulation.community import Asking, Community, draw
from mentorbot.simulation.habits import HOUR, Habits
from mentorbot.simulation.ours import Ephemeral
from mentorbot.simulation.recalling import Recalled
from tests.domain.test_matching import somebody
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


def once_answered_by_nine() -> Community:
    """Have member 9 answer while nobody else is there; hours later all nine offer, and somebody else asks."""
    questions = [asking(words="macro sheet"), asking(1, TUESDAY_NOON + 200, asker=10, words="macro button")]
    offers = [offering(9), *(offering(member, TUESDAY_NOON + 60) for member in range(1, 9))]
    return hamlet([*KNOWS, set()], questions, offers)


def first_three(way: Ephemeral, question: Asking) -> list[int]:
    return [member for member, at in way.called_for(question) if at == question.at]


def test_whoever_answered_before_is_called_first_though_they_were_called_most() -> None:
    community = once_answered_by_nine()
    way = ours(community, spread=30)
    told = played(community, way)

    assert told.claims[0].helper == 9
    assert first_three(way, community.questions[1])[0] == 9


def test_where_calls_are_spread_evenly_it_makes_no_difference_who_answered_before() -> None:
    community = once_answered_by_nine()
    way = ours(community, spread=100)
    played(community, way)

    assert 9 not in first_three(way, community.questions[1])


def test_whoever_answered_the_like_comes_before_whoever_answered_another_question_later() -> None:
    likely = ["macro button", "phonics rhyme", *["seating plan"] * 3, "macro button"]
    helpers = [8, 9, 7, 7, 7]
    questions = [asking(n, TUESDAY_NOON + 100 * n, asker=10 + n, words=words) for n, words in enumerate(likely)]
    alone = [offering(who, TUESDAY_NOON + 100 * n - 1, 20) for n, who in enumerate(helpers)]
    everybody = [offering(member, TUESDAY_NOON + 450) for member in range(1, 10)]
    community = hamlet([*KNOWS, *(set[int]() for _ in questions)], questions, [*alone, *everybody])
    way = ours(community, spread=0)
    told = played(community, way)

    assert [claim.helper for claim in told.claims[:5]] == helpers
    called = first_three(way, questions[5])
    assert called.index(8) < called.index(9)


def test_what_happened_is_known_when_the_bot_would_know_it() -> None:
    recalled = Recalled(spread=0)
    first, second = asking(words="macro"), asking(1, words="macro")
    recalled.asked(first)
    recalled.answered(first, 3)
    people = [somebody(member) for member in (2, 3)]
    assert recalled.lean(second, people) == people, "not before it is read"
    recalled.read_up()
    assert [one.leaning for one in recalled.lean(second, people)] == [0, 10]


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
