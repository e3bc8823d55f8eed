"""What a play shows must follow from what the ways do, and from nothing else."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from mentorbot.domain.policy import Policy
from mentorbot.domain.quiet import USUAL
from mentorbot.simulation.community import Community, Look
from mentorbot.simulation.figures import NEVER, Figures, figures
from mentorbot.simulation.habits import Habits
from mentorbot.simulation.running import Plan, Variant, play
from mentorbot.simulation.ways import PermanentPairs, PingEveryone, RolePing, Way
from tests.simulation.hamlet import EAGER, RELUCTANT, TUESDAY_NOON, asking, hamlet, offering, ours, played

OURS = "ours, today's settings"
PLAN = Plan(Habits(), [Variant(OURS, Policy(), USUAL)], weeks=4, runs=3)
WAYS: list[Callable[[Community], Way]] = [
    ours,
    PingEveryone,
    RolePing,
    lambda community: PermanentPairs(community, Random(1)),
]


@pytest.fixture(scope="module")
def results() -> dict[str, list[Figures]]:
    return play(PLAN)


def test_the_same_seed_plays_exactly_the_same_again(results: dict[str, list[Figures]]) -> None:
    assert play(PLAN) == results
    assert play(replace(PLAN, seed=2)) != results


def test_another_variant_beside_changes_nothing_for_the_others(results: dict[str, list[Figures]]) -> None:
    more = play(replace(PLAN, variants=[*PLAN.variants, Variant("other", Policy(), USUAL)]))

    assert more["other"] == more[OURS] == results[OURS]
    assert {name: more[name] for name in results} == results


def test_pinging_everyone_calls_far_more_people_for_a_question_than_we_do(results: dict[str, list[Figures]]) -> None:
    for ours_run, role, everyone in zip(results[OURS], results["role ping"], results["ping everyone"], strict=True):
        assert everyone.calls_a_question == PLAN.habits.members - 1
        assert ours_run.calls_a_question < role.calls_a_question < everyone.calls_a_question


def test_permanent_pairs_meet_again_and_again(results: dict[str, list[Figures]]) -> None:
    few = Habits(members=6, questions=60, mentor_off_topic=1, tolerance=10_000, patience_hours=700, willing=1)
    pairs = play(Plan(few, PLAN.variants, weeks=8, runs=2))["permanent pairs"]

    assert min(run.met_before for run in pairs) > 0.95
    for mine, paired in zip(results[OURS], results["permanent pairs"], strict=True):
        assert mine.met_before < paired.met_before


def test_what_else_is_asked_does_not_change_who_feels_like_answering() -> None:
    skills = [set[int]()] + [{0}] * 9
    moody = replace(EAGER, willing=0.2, willing_away=0.2)
    questions = [asking(number, TUESDAY_NOON + 300 * number) for number in range(1, 9)]
    alone = hamlet(skills, questions, habits=moody)
    beside = hamlet(skills, [asking(0, topic=5), *questions], habits=replace(moody, off_topic=0.5))
    claims = [[(claim.helper, claim.wait) for claim in played(c, PingEveryone(c)).claims] for c in (alone, beside)]

    assert len(claims[0]) > 4
    assert claims[0] == claims[1][-len(claims[0]) :]


@pytest.mark.parametrize("way", WAYS)
def test_a_question_that_nobody_can_answer_stays_unanswered(way: Callable[[Community], Way]) -> None:
    nobody_knows = replace(EAGER, mentor_off_topic=0.0)
    community = hamlet([{1}] * 5, [asking(topic=4)], [offering(2)], habits=nobody_knows)
    told = figures(played(community, way(community)))

    assert told.unanswered == 1
    assert told.median_wait == NEVER


@pytest.mark.parametrize("way", WAYS)
def test_nobody_answers_their_own_question_or_takes_a_third_at_once(way: Callable[[Community], Way]) -> None:
    questions = [asking(number, TUESDAY_NOON + number / 10) for number in range(5)]
    slow = replace(EAGER, link_minutes=1000, away_minutes=2)
    community = hamlet([{0}, {0}], questions, [offering(0), offering(1)], habits=slow)
    claims = played(community, way(community)).claims

    assert all(claim.asker != claim.helper for claim in claims)
    assert len(claims) <= 2


def test_people_who_are_not_called_may_claim_when_they_look() -> None:
    community = hamlet([set(), {0}], [asking()], looks=[Look(1, TUESDAY_NOON + 45)])
    told = played(community)

    assert not told.calls
    assert [(claim.helper, claim.wait) for claim in told.claims] == [(1, 45)]


def test_nobody_sees_by_chance_what_was_asked_of_a_mentor_in_private() -> None:
    community = hamlet([set(), {0}, {0}], [asking()], looks=[Look(1, TUESDAY_NOON + 1), Look(2, TUESDAY_NOON + 1)])
    told = played(community, PermanentPairs(community, Random(1)))

    assert set(told.calls) == {claim.helper for claim in told.claims}
    assert all(claim.wait > 1 for claim in told.claims)


def test_an_asker_who_gave_up_gets_no_answer() -> None:
    impatient = replace(asking(), gives_up_at=TUESDAY_NOON + 1)
    community = hamlet([set(), {0}], [impatient], looks=[Look(1, TUESDAY_NOON + 2)])

    assert not played(community).claims


def test_too_many_calls_in_a_week_wear_people_out() -> None:
    questions = [asking(number, TUESDAY_NOON + 60 * number) for number in range(9)]
    worn = hamlet([set(), {0}], questions, habits=replace(EAGER, tolerance=0.5))
    fresh = hamlet([set(), {0}], questions)

    assert len(played(worn, RolePing(worn)).claims) < len(played(fresh, RolePing(fresh)).claims)


def test_called_in_a_crowd_fewer_feel_meant() -> None:
    skills = [set[int]()] + [{0}] * 30
    crowd = hamlet(skills, [asking()], habits=replace(RELUCTANT, willing_away=0.3, crowd=1))
    each = hamlet(skills, [asking()], habits=replace(RELUCTANT, willing_away=0.3, crowd=0))
    answered = [sum(len(played(c, RolePing(c), str(seed)).claims) for seed in range(20)) for c in (crowd, each)]

    assert answered[0] < answered[1] == 20


def test_mentors_are_shared_out_evenly_and_nobody_is_their_own() -> None:
    for seed in range(50):
        way = PermanentPairs(hamlet([{0}] * 7, []), Random(seed))
        mentors = [way.mentor_of(member) for member in range(7)]

        assert all(mentor is not None and mentor != member for member, mentor in enumerate(mentors))
        assert max(Counter(mentors).values()) <= 2


def test_a_community_without_helpers_has_no_mentors() -> None:
    community = replace(hamlet([{0}] * 3, [asking(topic=1)]), helpers=frozenset[int]())

    assert not played(community, PermanentPairs(community, Random(1))).calls


def test_progress_is_told_play_by_play() -> None:
    told: list[int] = []
    play(replace(PLAN, weeks=1, runs=2), told.append)

    assert told == list(range(1, PLAN.plays * 2 // 3 + 1))
