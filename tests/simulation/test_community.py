"""What is drawn of a community before anybody is called."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from mentorbot.simulation.community import draw, neighbours
from mentorbot.simulation.habits import DAY, HOUR, WEEK, Habits
from mentorbot.simulation.luck import Luck, poisson

HABITS = Habits()


def test_the_same_seed_draws_the_same_community() -> None:
    assert draw(HABITS, 3, Random(5)) == draw(HABITS, 3, Random(5))
    assert draw(HABITS, 3, Random(5)) != draw(HABITS, 3, Random(6))


def test_nobody_asks_about_what_they_know_and_only_helpers_offer() -> None:
    drawn = draw(HABITS, 8, Random(1))

    assert len(drawn.questions) > 100
    assert all(question.topic not in drawn.skills[question.asker] for question in drawn.questions)
    assert {offer.member for offer in drawn.offers} <= drawn.helpers
    assert drawn.outside <= drawn.helpers


def test_everybody_who_knows_everything_still_asks() -> None:
    drawn = draw(replace(HABITS, topics=1, skills=1), 2, Random(1))

    assert drawn.questions


def test_questions_come_in_their_order_on_school_days_and_only_in_the_weeks_played() -> None:
    drawn = draw(HABITS, 4, Random(2))
    times = [question.at for question in drawn.questions]

    assert times == sorted(times)
    assert max(times) < 4 * WEEK
    assert {int(at % WEEK // DAY) for at in times} == {0, 1, 2, 3, 4}
    assert all(8 * HOUR <= at % DAY <= 21 * HOUR for at in times)


def test_there_are_about_as_many_questions_and_offers_as_the_habits_say() -> None:
    drawn = draw(replace(HABITS, members=200, questions=100, offers=4), 20, Random(3))

    assert len(drawn.questions) / 20 == pytest.approx(100, rel=0.1)
    assert len(drawn.offers) / 21 / len(drawn.helpers) == pytest.approx(4, rel=0.1)


def test_popular_topics_are_asked_about_most() -> None:
    asked = Counter(question.topic for question in draw(replace(HABITS, questions=200), 20, Random(4)).questions)

    assert asked[0] > 1.5 * asked[1] > 1.5 * asked[11]


def test_the_times_of_a_log_are_those_at_which_people_ask_and_offer() -> None:
    saturday_night = 5 * DAY + 22 * HOUR
    drawn = draw(replace(HABITS, question_moments=(saturday_night,), offer_moments=(saturday_night,)), 2, Random(1))

    times = [question.at for question in drawn.questions] + [offer.at for offer in drawn.offers]
    assert all(abs(at % WEEK - saturday_night) <= 15 for at in times)


def test_questions_on_a_topic_share_words_and_others_none() -> None:
    asked = draw(HABITS, 8, Random(1)).questions
    words = [{word for question in asked if question.topic == topic for word in question.words} for topic in (0, 1)]

    assert min(len(question.words) for question in asked) > 1
    assert not words[0] & words[1]
    of_first = Counter(word for question in asked if question.topic == 0 for word in question.words)
    assert of_first.most_common(1)[0][1] > 5


def test_people_are_as_unlike_as_supposed_and_alike_where_it_is_nothing() -> None:
    alike, unlike = (draw(replace(HABITS, members=2000, unlike=spread), 1, Random(1)) for spread in (0, 0.7))

    assert {alike.chance(member, 0.25) for member in range(2000)} == {0.25}
    chances = [unlike.chance(member, 0.25) for member in range(2000)]
    assert 0 <= min(chances) < 0.05
    assert 0.6 < max(chances) <= 1
    assert sum(chances) / 2000 == pytest.approx(0.25, abs=0.04)


def test_what_people_are_like_changes_nothing_of_what_they_do_uncalled() -> None:
    alike, unlike = (draw(replace(HABITS, unlike=spread), 2, Random(1)) for spread in (0, 0.7))

    assert (alike.questions, alike.offers, alike.looks) == (unlike.questions, unlike.offers, unlike.looks)


def test_topics_have_neighbours_but_never_themselves() -> None:
    assert neighbours(1, 12) == [0, 2]
    assert neighbours(3, 4) == []


def test_luck_belongs_to_what_it_is_about_and_not_to_when_it_is_asked_for() -> None:
    luck = Luck("1")

    assert luck.share("mood", 7, 2) == Luck("1").share("mood", 7, 2)
    assert len({luck.share("mood", question, 2) for question in range(1000)}) == 1000
    assert Luck("1").share("mood", 7, 2) != Luck("2").share("mood", 7, 2)


def test_luck_is_even_and_its_times_have_their_median() -> None:
    luck = Luck("even")
    shares = [luck.share(number) for number in range(4000)]
    times = sorted(luck.log_normal(20, 1, number) for number in range(4001))

    assert sum(shares) / len(shares) == pytest.approx(0.5, abs=0.02)
    assert times[2000] == pytest.approx(20, rel=0.08)


@pytest.mark.parametrize("mean", [0.0, 0.4, 3.0, 900.0])
def test_counts_have_the_mean_that_is_asked_for(mean: float) -> None:
    rng = Random(1)
    counts = [poisson(mean, rng) for _ in range(500)]

    assert sum(counts) / 500 == pytest.approx(mean, rel=0.1, abs=0.1)
