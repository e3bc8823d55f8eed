"""Random worlds for matching: people who offer, rest, are busy, met the asker, or must not be brought together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from mentorbot.domain.matching import Candidate, Rest, Wanted

NOW = datetime(2026, 11, 4, 14, tzinfo=UTC)
ASKER = 0
SCHOOLS = (None, "Hill", "Lake", "Mill")


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person, as life would tell it: `blocks` are whom they blocked, moments are when it happened last."""

    member: int
    school: str | None
    blocks: frozenset[int]
    quiet: bool
    links: int
    most_links: int
    minutes: int
    week_minutes: int
    called_at: datetime | None
    helped_at: datetime | None
    cool_down: int
    calls: int
    met: bool
    leaning: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A topic that somebody offers until then, or is willing to be called for where that is None."""

    by: Somebody
    topic: int
    neighbour: bool
    fit: int
    until: datetime | None
    chance: float

    def candidate(self, *, apart: bool) -> Candidate:
        return Candidate(
            member=self.by.member,
            topic=self.topic,
            neighbour=self.neighbour,
            fit=self.fit,
            until=self.until,
            calls=self.by.calls,
            last_called_at=self.by.called_at,
            helped_at=self.by.helped_at,
            met=self.by.met,
            chance=self.chance,
            links=self.by.links,
            most_links=self.by.most_links,
            minutes=self.by.minutes,
            week_minutes=self.by.week_minutes,
            cool_down=self.by.cool_down,
            quiet=self.by.quiet,
            apart=apart,
            leaning=self.by.leaning,
        )


@dataclass(frozen=True, slots=True)
class World:
    """Somebody asks, perhaps not their own school, and may try first; some people were called already."""

    asker: Somebody
    not_my_school: bool
    called: frozenset[int]
    offers: tuple[Offered, ...]
    rest: Rest = field(default_factory=Rest)
    now: datetime = NOW
    held_until: datetime | None = None

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.asker.member, self.called, self.now, self.rest, held_until=self.held_until)

    @property
    def candidates(self) -> list[Candidate]:
        return [offer.candidate(apart=self.apart(offer.by)) for offer in self.offers]

    @property
    def people(self) -> dict[int, Somebody]:
        return {offer.by.member: offer.by for offer in self.offers}

    def apart(self, other: Somebody) -> bool:
        return bool(list(self.reasons_apart(other)))

    def reasons_apart(self, other: Somebody) -> Iterator[str]:
        """Say why these two are not to be brought together."""
        if other.member in self.asker.blocks:
            yield "blocked by the asker"
        if self.asker.member in other.blocks:
            yield "has blocked the asker"
        if self.not_my_school and self.asker.school is not None and other.school == self.asker.school:
            yield "of the same school"
        if self.not_my_school and (self.asker.school is None or other.school is None):
            yield "of a school that nobody knows"


def world(rng: Random) -> World:
    """Give ten people with up to sixteen offers, and a question; in some worlds hardly anything keeps anybody out."""
    often = rng.choice([0.02, 0.1, 0.3])
    people = [somebody(member, rng, often) for member in range(10)]
    offers = tuple(_offered(rng.choice(people), rng, often) for _ in range(rng.randrange(17)))
    called = frozenset(member for member in range(10) if rng.random() < often)
    not_my_school, rest = rng.random() < 2 * often, Rest(timedelta(minutes=rng.choice([0, 30])))
    return World(people[ASKER], not_my_school, called, offers, rest, held_until=_held_until(rng, often))


def _held_until(rng: Random, often: float) -> datetime | None:
    minutes = rng.choice([-1, 0, 1, 5]) if rng.random() < often else None
    return None if minutes is None else NOW + timedelta(minutes=minutes)


def somebody(member: int, rng: Random, often: float) -> Somebody:
    """Give somebody with few different values, so that ties and edges are common."""
    blocks = frozenset(other for other in range(10) if other != member and rng.random() < often / 2)
    most_links, week_minutes = rng.choice([1, 2, 3]), rng.choice([60, 120, 600])
    return Somebody(
        member=member,
        school=rng.choice(SCHOOLS),
        blocks=blocks,
        quiet=rng.random() < often,
        links=most_links + rng.randrange(2) if rng.random() < often else rng.randrange(most_links),
        most_links=most_links,
        minutes=week_minutes + rng.randrange(2) if rng.random() < often else week_minutes - rng.choice([1, 60]),
        week_minutes=week_minutes,
        called_at=_some_time_ago(rng, often),
        helped_at=_some_time_ago(rng, often),
        cool_down=rng.choice([0, 30, 45]),
        calls=rng.randrange(3),
        met=rng.random() < 0.3,
        leaning=rng.choice([0, 0, 0, 1, 2]),
    )


def _offered(by: Somebody, rng: Random, often: float) -> Offered:
    minutes = rng.choice([-1, 0]) if rng.random() < often else rng.choice([1, 60, None])
    until = None if minutes is None else NOW + timedelta(minutes=minutes)
    return Offered(by, rng.randrange(3), rng.random() < 0.3, rng.randrange(2), until, rng.randrange(3) / 3)


def _some_time_ago(rng: Random, often: float) -> datetime | None:
    minutes = rng.choice([0, 29, 30, 31] if rng.random() < often else [None, 45, 5000])
    return None if minutes is None else NOW - timedelta(minutes=minutes)
