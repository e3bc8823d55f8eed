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
SCHOOLS = (b"marklake", b"markhill", b"elsehill")
MOST_LIKELY = 25
MINUTES_AGO = (1, 15, 19, 20, 21, 29, 30, 31, 60, 700, 2000, 5000, 9000)


@dataclass(frozen=True)
class Happened:
    """At `at`, somebody was called for `question`, finished helping `asker`, or began the offer."""

    at: datetime
    what: str
    question: int = OTHER_QUESTION
    asker: int = STRANGER
    asks: bool = False


@dataclass(frozen=True)
class Wishes:
    """What somebody chose, None for the usual; `quiet` is how many minutes before and after now their hours are quiet.

    They are called for another `callable_for` minutes.
    """

    most_links: int | None = None
    week_minutes: int | None = None
    cool_down: int | None = None
    quiet: tuple[int, int] | None = None
    callable_for: int | None = None


@dataclass
class Someone:
    """One person: the topics of their offer with the fit of each, and all that ever happened to them.

    `band` is how likely they answer, `school` the tag of theirs, `blocked` that one of the two blocked the other.
    """

    member: int
    topics: dict[int, int]
    until: datetime
    chance: float
    outside: bool
    wishes: Wishes = field(default_factory=Wishes)
    band: int = 0
    blocked: bool = False
    school: bytes | None = None
    history: list[Happened] = field(default_factory=list[Happened])

    def times(self, what: str) -> list[datetime]:
        return [one.at for one in self.history if one.what == what]

    def apart(self, left_out: bytes | None) -> bool:
        """Whether they and the asker must not be brought together, whose school is to be left out if it is given."""
        unknown = self.school is None or left_out is None or self.school[:4] != left_out[:4]
        return self.blocked or (left_out is not None and (unknown or self.school == left_out))

    def candidate(
        self, topic: int, now: datetime, *, neighbour: bool, offering: bool = True, left_out: bytes | None = None
    ) -> Candidate:
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
            cool_down=COOL_DOWN if self.wishes.cool_down is None else self.wishes.cool_down,
            links=len(self.times("helping")),
            most_links=2 if self.wishes.most_links is None else self.wishes.most_links,
            minutes=self._minutes(now, week),
            week_minutes=120 if self.wishes.week_minutes is None else self.wishes.week_minutes,
            quiet=self._is_quiet() if offering else is_quiet(USUAL, ZONE, now),
            apart=self.apart(left_out),
            leaning=self.band,
        )

    def _minutes(self, now: datetime, week: datetime) -> int:
        """Count this week's help: five minutes for each that is over, an hour at the most for one that goes on."""
        over = [HELPING for one in self.history if one.what == "helped" and not one.asks and one.at - HELPING >= week]
        going_on = [min(now - at, timedelta(hours=1)) for at in self.times("helping") if at >= week]
        return sum([*over, *going_on], timedelta()) // timedelta(minutes=1)

    def _is_quiet(self) -> bool:
        before_and_after, left = self.wishes.quiet, self.wishes.callable_for
        return (before_and_after is not None and before_and_after[0] >= 0 < before_and_after[1]) or left == 0


HELPING = timedelta(minutes=5)


@dataclass
class World:
    now: datetime
    opened_at: datetime
    people: list[Someone]
    left_out: bytes | None = None

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
    easy = rng.random() < 0.6  # nobody has wishes, or keeps anybody away
    everybody = [someone(rng, 200 + number, topics, now, busy, easy) for number in range(people)]
    if rng.random() < 0.3:  # nobody named their topics, so that whoever names none is chosen, too
        for one in everybody:
            one.topics = dict.fromkeys(one.topics, 1)
    for one in rng.sample(everybody, min(len(everybody), rng.choice([0, 2, MOST_LIKELY]))):
        one.band = rng.randrange(1, 4)
    return World(now, opened_at, everybody, None if easy else rng.choice([None, *SCHOOLS]))


def someone(rng: Random, member: int, topics: list[int], now: datetime, busy: bool, easy: bool) -> Someone:
    offered = {topic: rng.randrange(2) for topic in topics if rng.random() < 0.7}
    until = now + timedelta(minutes=rng.choice([-5, 0, 1, 60]))
    person = Someone(member, offered, until, rng.random(), rng.random() < 0.7)
    if not easy:
        person.wishes = _wishes(rng)
        person.blocked, person.school = rng.random() < 0.1, rng.choice([None, *SCHOOLS])
    person.history = sorted(_history(rng, now, busy), key=lambda one: one.at)
    return person


def _wishes(rng: Random) -> Wishes:
    return Wishes(
        most_links=rng.choice([None, None, 1, 3]),
        week_minutes=rng.choice([None, None, None, 5, 10, 600]),
        cool_down=rng.choice([None, None, 0, 45]),
        quiet=rng.choice([None, None, None, None, (-1, 5), (0, 5), (5, 0), (5, 5)]),
        callable_for=rng.choice([None, None, None, 0, 5]),
    )


def _history(rng: Random, now: datetime, busy: bool) -> Iterator[Happened]:
    yield Happened(now - timedelta(minutes=rng.choice([0.5, 25, 600])), "offered")
    calls = rng.sample(range(31, 3000), rng.randrange(1, 5)) if busy else rng.sample(MINUTES_AGO, rng.randrange(4))
    for minutes in calls:
        question = rng.choice([QUESTION, *[OTHER_QUESTION] * (9 if busy else 2)])
        yield Happened(now - timedelta(minutes=minutes), "called", question)
    for minutes in rng.sample([*MINUTES_AGO, 60 * 24 * 30 - 5, 60 * 24 * 31], rng.choice([0, 0, 1, 2])):
        at, asker = now - timedelta(minutes=minutes), rng.choice([ASKER, STRANGER])
        yield Happened(at, "helped", asker=asker, asks=rng.random() < 0.3)
    for minutes in rng.sample([3, 61, 700], rng.choice([0, 0, 0, 1, 2])):
        yield Happened(now - timedelta(minutes=minutes), "helping")


async def lay_out(tx: Transaction, laid: World) -> None:
    """Bring a world into the database as the services would: everything in the order in which it happened."""
    for person in laid.people:
        await _wish(tx, person)
    moments = [(one.at, person, one) for person in laid.people for one in person.history]
    for _, person, one in sorted(moments, key=lambda moment: moment[0]):
        if one.what == "offered":
            await _offer(tx, person, one.at)
        elif one.what == "called":
            called = person.candidate(next(iter(person.topics), 1), one.at, neighbour=False, offering=False)
            await callouts.add(tx, one.question, 1, "offering", [called], one.at, week_start(one.at, ZONE))
        elif one.what == "helping":
            await _begin_to_help(tx, person, one.at)
        else:
            await _help(tx, person, one)
    for person in laid.people:
        await _be_quiet(tx, person, laid.now)


async def _wish(tx: Transaction, person: Someone) -> None:
    await tx.run(
        "UPDATE member SET most_links = $2, week_minutes = $3, cool_down = $4, school = $5 WHERE id = $1",
        person.member,
        person.wishes.most_links,
        person.wishes.week_minutes,
        person.wishes.cool_down,
        person.school,
    )


async def _be_quiet(tx: Transaction, person: Someone, now: datetime) -> None:
    """Let quiet hours fall into the offer, or come soon after now."""
    if person.wishes.quiet is not None:
        before, after = (timedelta(minutes=minutes) for minutes in person.wishes.quiet)
        sql = "UPDATE availability SET quiet_from = $2, quiet_to = $3 WHERE member_id = $1"
        await tx.run(sql, person.member, now - before, now + after)
    if person.wishes.callable_for is not None:
        until = now + timedelta(minutes=person.wishes.callable_for)
        await tx.run("UPDATE availability SET callable_until = $2 WHERE member_id = $1", person.member, until)


async def _begin_to_help(tx: Transaction, person: Someone, at: datetime) -> None:
    """Open a link that goes on, for a question of its own."""
    question = await tx.one(
        int,
        "INSERT INTO question (server_id, asker_id, text, urgent, private, channel_id, status, helper_id, asked_at,"
        " opened_at, expires_at) VALUES ($1, $2, 'How?', 0, 0, 9, 'claimed', $3, $4, $4, $4) RETURNING id",
        SERVER,
        STRANGER,
        person.member,
        at,
    )
    await tx.run(
        "INSERT INTO link (server_id, question_id, asker_id, helper_id, private, opened_at, active_at)"
        " VALUES ($1, $2, $3, $4, 0, $5, $5)",
        SERVER,
        question,
        STRANGER,
        person.member,
        at,
    )


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
