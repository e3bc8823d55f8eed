"""Who is there, who asks what, and who offers and looks in when: all that happens whichever way help is called."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from mentorbot.simulation.habits import DAY, HOUR, WEEK, Habits
from mentorbot.simulation.luck import poisson

SCHOOL_DAYS = 5
WAKING = (8 * HOUR, 21 * HOUR)
AFTER_SCHOOL = (15.5 * HOUR, 18 * HOUR)
RUSH = 0.5  # the share of everything that falls between the end of school and six
SHORTEST_OFFER = 5.0
BLUR = 15.0  # minutes by which a moment from the log is moved either way: it stands for that time of the week
SAID, VOCABULARY = 5, 30  # telling words in a question, and those that a topic has
NEIGHBOURHOOD = 3  # topics 0 to 2 are neighbours of each other, 3 to 5, and so on


@dataclass(frozen=True, slots=True)
class Asking:
    """A question before anybody is called for it; questions on a topic share some of their `words`."""

    number: int
    at: float
    asker: int
    topic: int
    urgent: bool
    gives_up_at: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offering:
    """A window in which a member is available; `chance` is the one drawn when it begins."""

    member: int
    at: float
    until: float
    chance: float


@dataclass(frozen=True, slots=True)
class Look:
    """A member reads the open questions without having been called."""

    member: int
    at: float


@dataclass(frozen=True, slots=True)
class Community:
    """Members are numbered from 0; each `skills` entry holds the topics that one knows.

    `keenness` is by member, and 1 is as willing as the habits say; where there is none, all are alike.
    """

    habits: Habits
    weeks: int
    skills: list[frozenset[int]]
    helpers: frozenset[int]
    outside: frozenset[int]
    questions: list[Asking] = field(default_factory=list[Asking])
    offers: list[Offering] = field(default_factory=list[Offering])
    looks: list[Look] = field(default_factory=list[Look])
    keenness: list[float] = field(default_factory=list[float])

    def chance(self, member: int, usual: float) -> float:
        """Give how likely this member says yes where most people do so with the usual chance."""
        return usual ** (1 / self.keenness[member]) if self.keenness else usual

    def knowing(self, topic: int) -> list[int]:
        return [member for member, skills in enumerate(self.skills) if topic in skills]


def neighbours(topic: int, topics: int) -> list[int]:
    first = topic - topic % NEIGHBOURHOOD
    return [near for near in range(first, min(first + NEIGHBOURHOOD, topics)) if near != topic]


def draw(habits: Habits, weeks: int, rng: Random) -> Community:
    """Draw a community and all that it does by itself. Offers go on for a week after the last question."""
    skills = [_skills(habits, rng) for _ in range(habits.members)]
    helpers = [member for member in range(habits.members) if rng.random() < habits.helping]
    outside = frozenset(member for member in helpers if rng.random() < habits.outside)
    community = Community(habits, weeks, skills, frozenset(helpers), outside)
    community.questions.extend(_questions(community, rng))
    for week in range(weeks + 1):
        for member in helpers:
            community.offers.extend(_offers(habits, member, week, rng))
        for member in range(habits.members):
            looks = poisson(habits.looks, rng)
            community.looks.extend(Look(member, week * WEEK + _moment((), rng)) for _ in range(looks))
    community.questions[:] = [replace(asking, words=_words(asking.topic, rng)) for asking in community.questions]
    community.keenness.extend(math.exp(habits.unlike * rng.gauss()) for _ in range(habits.members))
    return community


def _words(topic: int, rng: Random) -> tuple[str, ...]:
    """Draw what a question says, as far as it is telling: words of its topic, some of them said more often."""
    ranks = range(1, VOCABULARY + 1)
    said = rng.choices(ranks, [1 / rank for rank in ranks], k=SAID)
    return tuple(f"word {rank} on topic {topic}" for rank in said)


def _skills(habits: Habits, rng: Random) -> frozenset[int]:
    many = min(habits.topics, 1 + poisson(habits.skills - 1, rng))
    known: set[int] = set()
    while len(known) < many:
        known.add(_topic(habits, rng))
    return frozenset(known)


def _topic(habits: Habits, rng: Random) -> int:
    return rng.choices(range(habits.topics), [1 / rank for rank in range(1, habits.topics + 1)])[0]


def _questions(community: Community, rng: Random) -> list[Asking]:
    habits = community.habits
    moments = [
        week * WEEK + _moment(habits.question_moments, rng)
        for week in range(community.weeks)
        for _ in range(poisson(habits.questions, rng))
    ]
    return [_question(community, number, at, rng) for number, at in enumerate(sorted(moments))]


def _question(community: Community, number: int, at: float, rng: Random) -> Asking:
    habits = community.habits
    topic = _topic(habits, rng)
    strangers = [member for member in range(habits.members) if topic not in community.skills[member]]
    asker = rng.choice(strangers or range(habits.members))
    gives_up_at = at + rng.expovariate(1 / (habits.patience_hours * HOUR))
    return Asking(number, at, asker, topic, rng.random() < habits.urgent, gives_up_at)


def _offers(habits: Habits, member: int, week: int, rng: Random) -> list[Offering]:
    drawn: list[Offering] = []
    for _ in range(poisson(habits.offers, rng)):
        at = week * WEEK + _moment(habits.offer_moments, rng)
        until = at + max(SHORTEST_OFFER, rng.expovariate(1 / habits.offer_minutes))
        drawn.append(Offering(member, at, until, rng.random()))
    return drawn


def _moment(seen: Sequence[float], rng: Random) -> float:
    """Draw a moment of a week: near one of those seen, else on a school day, often just after school."""
    if seen:
        return (rng.choice(seen) + rng.uniform(-BLUR, BLUR)) % WEEK
    span = AFTER_SCHOOL if rng.random() < RUSH else WAKING
    return rng.randrange(SCHOOL_DAYS) * DAY + rng.uniform(*span)
