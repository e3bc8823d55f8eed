"""Random worlds for matching: people who offer, rest, met the asker, or were called before."""

from datetime import UTC, datetime, timedelta
from random import Random

from mentorbot.domain.matching import Candidate, Rest, Wanted

NOW = datetime(2026, 11, 4, 14, tzinfo=UTC)
ASKER = 0


def candidate(member: int, rng: Random, cool_down: int = 30) -> Candidate:
    """Give somebody with few different values, so that ties and edges are common."""
    return Candidate(
        member=member,
        topic=rng.randrange(3),
        neighbour=rng.random() < 0.3,
        fit=rng.randrange(2),
        until=rng.choice([None, *(NOW + timedelta(minutes=m) for m in (-1, 0, 1, 60))]),
        calls=rng.randrange(3),
        last_called_at=_some_time_ago(rng),
        helped_at=_some_time_ago(rng),
        met=rng.random() < 0.3,
        chance=rng.randrange(3) / 3,
        cool_down=cool_down,
    )


def world(rng: Random) -> tuple[list[Candidate], Wanted]:
    """Give up to a dozen people, some of them with two topics, and a question."""
    cool_down = rng.choice([0, 30, 45])
    people = [candidate(rng.randrange(10), rng, cool_down) for _ in range(rng.randrange(13))]
    called = frozenset(rng.sample(range(10), rng.randrange(4)))
    rest = Rest(timedelta(minutes=rng.choice([0, 30])), timedelta(minutes=cool_down))
    return people, Wanted(ASKER, called, NOW, rest)


def _some_time_ago(rng: Random) -> datetime | None:
    return rng.choice([None, *(NOW - timedelta(minutes=m) for m in (0, 29, 30, 31, 45, 5000))])
