"""Random worlds in a database and beside it: who offers what, who was called, who helped whom, and when."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from mentorbot.domain.matching import Candidate, week_start
from mentorbot.domain.offers import Offer
from mentorbot.domain.quiet import USUAL, is_quiet
from mentorbot.store import callouts, offers
from mentorbot.store.database import Transaction

ZONE = ZoneInfo("Europe/London")
MET = timedelta(days=30)
COOL_DOWN = 20  # minutes
SERVER, ASKER, STRANGER, QUESTION, OTHER_QUESTION = 1, 100, 101, 1, 2
MOMENTS = (datetime(2026, 11, 2, 0, 20, tzinfo=UTC), datetime(2026, 11, 4, 14, tzinfo=UTC))
MINUTES_AGO = (1, 15, 19, 20, 21, 29, 30, 31, 60, 700, 2000, 5000, 9000)


@dataclass(frozen=True)
class Happened:
    """At `at`, somebody was called for `question`, finished helping `asker`, or began the offer."""

    at: datetime
    what: str
    question: int = OTHER_QUESTION
    asker: int = STRANGER
    asks: bool = False


@dataclass
class Someone:
    """One person: the topics of their offer with the fit of each, and all that ever happened to them."""

    member: int
    topics: dict[int, int]
    until: datetime
    chance: float
    outside: bool
    history: list[Happened] = field(default_factory=list[Happened])

    def times(self, what: str) -> list[datetime]:
        return [one.at for one in self.history if one.what == what]

    def candidate(self, topic: int, now: datetime, *, neighbour: bool, offering: bool = True) -> Candidate:
        """Write down what the rule needs, straight from the history."""
        calls, week = self.times("called"), week_start(now, ZONE)
        met = any(one.asker == ASKER and one.at - HELPING > now - MET for one in self.history if one.what == "helped")
        return Candidate(
            member=self.member,
            topic=topic,
            neighbour=neighbour,
            fit=self.topics[topic] if offering else 1,
            until=self.until if offering else None,
            calls=sum(at >= week for at in calls),
            last_called_at=max(calls, default=None),
            helped_at=max((one.at for one in self.history if one.what == "helped" and not one.asks), default=None),
            met=met,
            chance=self.chance if offering else 0.0,
            cool_down=COOL_DOWN,
            minutes=sum(
                HELPING // timedelta(minutes=1)
                for one in self.history
                if one.what == "helped" and not one.asks and one.at - HELPING >= week
            ),
            quiet=not offering and is_quiet(USUAL, ZONE, now),
        )


HELPING = timedelta(minutes=5)


@dataclass
class World:
    now: datetime
    opened_at: datetime
    people: list[Someone]

    @property
    def called(self) -> frozenset[int]:
        return frozenset(
            one.member
            for one in self.people
            for happened in one.history
            if happened.what == "called" and happened.question == QUESTION and happened.at >= self.opened_at
        )


def world(rng: Random, topics: list[int], people: int) -> World:
    """Make a world; in every third one everybody was called some times this week, so that counting decides."""
    busy = rng.random() < 0.35
    now = MOMENTS[1] if busy else rng.choice(MOMENTS)
    opened_at = now - timedelta(minutes=rng.choice([0, 25, 45]))
    return World(now, opened_at, [someone(rng, 200 + number, topics, now, busy) for number in range(people)])


def someone(rng: Random, member: int, topics: list[int], now: datetime, busy: bool) -> Someone:
    offered = {topic: rng.randrange(2) for topic in topics if rng.random() < 0.7}
    until = now + timedelta(minutes=rng.choice([-5, 0, 1, 60]))
    person = Someone(member, offered, until, rng.random(), rng.random() < 0.7)
    person.history = sorted(_history(rng, now, busy), key=lambda one: one.at)
    return person


def _history(rng: Random, now: datetime, busy: bool) -> Iterator[Happened]:
    yield Happened(now - timedelta(minutes=rng.choice([0.5, 25, 600])), "offered")
    calls = rng.sample(range(31, 3000), rng.randrange(1, 5)) if busy else rng.sample(MINUTES_AGO, rng.randrange(4))
    for minutes in calls:
        question = rng.choice([QUESTION, *[OTHER_QUESTION] * (9 if busy else 2)])
        yield Happened(now - timedelta(minutes=minutes), "called", question)
    for minutes in rng.sample([*MINUTES_AGO, 60 * 24 * 30 - 5, 60 * 24 * 31], rng.choice([0, 0, 1, 2])):
        at, asker = now - timedelta(minutes=minutes), rng.choice([ASKER, STRANGER])
        yield Happened(at, "helped", asker=asker, asks=rng.random() < 0.3)


async def lay_out(tx: Transaction, laid: World) -> None:
    """Bring a world into the database as the services would: everything in the order in which it happened."""
    moments = [(one.at, person, one) for person in laid.people for one in person.history]
    for _, person, one in sorted(moments, key=lambda moment: moment[0]):
        if one.what == "offered":
            await _offer(tx, person, one.at)
        elif one.what == "called":
            called = person.candidate(next(iter(person.topics), 1), one.at, neighbour=False, offering=False)
            await callouts.add(tx, one.question, 1, "offering", [called], one.at, week_start(one.at, ZONE))
        else:
            await _help(tx, person, one)


async def _offer(tx: Transaction, person: Someone, at: datetime) -> None:
    if not person.topics or person.until <= at:
        return
    new = Offer(0, SERVER, person.member, at, person.until, None)
    offer = replace(new, id=await offers.add(tx, new))
    standing = await offers.standing(tx, person.member, week_start(at, ZONE))
    await offers.make_available(tx, offer, person.topics, standing, person.chance)


async def _help(tx: Transaction, person: Someone, one: Happened) -> None:
    asker, helper = (person.member, one.asker) if one.asks else (one.asker, person.member)
    await tx.run(
        "INSERT INTO link (server_id, question_id, asker_id, helper_id, private, opened_at, active_at, closed_at,"
        " outcome) VALUES ($1, $2, $3, $4, 0, $5, $5, $6, 'sorted')",
        SERVER,
        OTHER_QUESTION,
        asker,
        helper,
        one.at - HELPING,
        one.at,
    )
    if not one.asks:
        await callouts.rest_after_helping(tx, person.member, one.at)
