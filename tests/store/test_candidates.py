"""The dozen rows that the database hands to the rule give the same answer as ranking everybody."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from mentorbot.domain.matching import PLACES, Candidate, Rest, Wanted, choose, week_start
from mentorbot.domain.routing import Leaning
from mentorbot.services.calling import outside
from mentorbot.store import candidates, servers, topics
from mentorbot.store.candidates import Search
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.store.offering_worlds import ASKER, MET, MOST_LIKELY, QUESTION, SERVER, STRANGER, ZONE, World, lay_out, world

REST = Rest(timedelta(minutes=30), timedelta(minutes=20))
WORLDS = 80


class Undone(Exception):
    """Takes a world out of the database again, and says how many were chosen in it."""

    def __init__(self, chosen: int) -> None:
        super().__init__(chosen)
        self.chosen = chosen


Compare = Callable[[Transaction, World], Awaitable[int]]


async def begin(tx: Transaction, laid: World) -> list[int]:
    """Make the server, three topics, its people and two questions; give the topics' ids."""
    await servers.add(tx, SERVER, open_limit=3, topics_per_member=0, zone=ZONE.key, now=laid.now)
    ids = await topics.add_all(tx, SERVER, [(key, key, "school") for key in ("one", "two", "three")])
    for person in (ASKER, STRANGER, *(one.member for one in laid.people)):
        await tx.run(
            "INSERT INTO member (id, server_id, user_id, name, call_outside) VALUES ($1, $2, $1, $3, $4)",
            person,
            SERVER,
            f"Person {person}",
            any(one.member == person and one.outside for one in laid.people),
        )
    for question, asker in ((QUESTION, ASKER), (QUESTION + 1, STRANGER)):
        await tx.run(
            "INSERT INTO question (id, server_id, asker_id, text, urgent, private, channel_id, status, asked_at,"
            " opened_at, expires_at) VALUES ($1, $2, $3, 'How?', 0, 0, 9, 'open', $4, $4, $4)",
            question,
            SERVER,
            asker,
            laid.opened_at,
        )
    return list(ids.values())


def search_in(laid: World, topic: int) -> Search:
    return Search(
        question_id=QUESTION,
        asked_at=laid.opened_at,
        opened_at=laid.opened_at,
        asker_id=ASKER,
        met_by=ASKER,
        topic_id=topic,
        neighbour=False,
        now=laid.now,
        week_start=week_start(laid.now, ZONE),
        called_before=laid.now - REST.after_call,
        met_after=laid.now - MET,
        places=PLACES,
        rest=REST,
        apart=frozenset(person.member for person in laid.people if person.blocked),
        school=laid.left_out,
        leaning=Leaning({person.member: person.band for person in laid.people if person.band}),
    )


def rule(laid: World, everybody: list[Candidate]) -> list[Candidate]:
    """Apply the rule to everybody there is."""
    return choose(everybody, Wanted(ASKER, laid.called, laid.now, REST))


def shortlisted(laid: World, rows: list[Candidate]) -> list[Candidate]:
    """Apply the rule to what the database handed over, as the service does."""
    return choose(rows, Wanted(ASKER, frozenset(), laid.now, REST))


def same(ours: list[Candidate], theirs: list[Candidate]) -> bool:
    return [replace(one, chance=0) for one in ours] == [replace(one, chance=0) for one in theirs]


async def compare_offering(tx: Transaction, laid: World) -> int:
    """Compare the own topic, then two neighbours together; give how many were chosen."""
    one, two, three = await begin(tx, laid)
    await lay_out(tx, laid)
    offering = [person for person in laid.people if one in person.topics]
    expected = rule(
        laid, [person.candidate(one, laid.now, neighbour=False, left_out=laid.left_out) for person in offering]
    )
    found = await candidates.offering(tx, search_in(laid, one))
    assert len(found) <= 4 * PLACES + MOST_LIKELY + sum(person.met for person in found)
    assert same(shortlisted(laid, found), expected)

    near: list[Candidate] = []
    for topic in (two, three):
        near += await candidates.offering(tx, replace(search_in(laid, topic), neighbour=True))
    pairs = [(person, topic) for topic in (two, three) for person in laid.people if topic in person.topics]
    everybody = [person.candidate(topic, laid.now, neighbour=True, left_out=laid.left_out) for person, topic in pairs]
    assert [c.member for c in shortlisted(laid, near)] == [c.member for c in rule(laid, everybody)]
    return len(expected)


async def compare_only(tx: Transaction, laid: World) -> int:
    """Compare the look at one person alone with the rule for them alone."""
    one, *_ = await begin(tx, laid)
    await lay_out(tx, laid)
    chosen = 0
    for person in laid.people:
        own = [person.candidate(one, laid.now, neighbour=False, left_out=laid.left_out)] if one in person.topics else []
        found = shortlisted(laid, await candidates.offering(tx, replace(search_in(laid, one), only=person.member)))
        assert same(found, rule(laid, own))
        chosen += len(found)
    return chosen


async def compare_opted_in(tx: Transaction, laid: World) -> int:
    """Nobody offers; those with the skill who opted in are called by the same rule."""
    one, *_ = await begin(tx, laid)
    skilled = [person for person in laid.people if one in person.topics]
    for person in laid.people:
        person.topics = {}
    await lay_out(tx, laid)
    for person in skilled:
        await tx.run("INSERT INTO skill VALUES ($1, $2, NULL, $3)", person.member, one, laid.now)
    willing = [person for person in skilled if person.outside]
    expected = rule(
        laid, [p.candidate(one, laid.now, neighbour=False, offering=False, left_out=laid.left_out) for p in willing]
    )
    search = search_in(laid, one)
    rows = await candidates.opted_in(tx, search)
    found = shortlisted(laid, [outside(row, ZONE, search) for row in rows])
    assert same(found, expected)
    return len(expected)


@pytest.mark.parametrize("compare", [compare_offering, compare_only, compare_opted_in])
async def test_the_shortlist_gives_what_ranking_everybody_gives(database: SqliteDatabase, compare: Compare) -> None:
    rng = Random(20261121)
    chosen = 0
    for number in range(WORLDS):
        with pytest.raises(Undone) as undone:
            await database.write(_tried, compare, world(rng, [1, 2, 3], rng.choice([2, 6, 25, 50])), number)
        chosen += undone.value.chosen
    assert chosen > WORLDS, "worlds in which nobody can be called prove little"


async def _tried(tx: Transaction, compare: Compare, laid: World, number: int) -> None:
    try:
        chosen = await compare(tx, laid)
    except AssertionError as wrong:
        wrong.add_note(f"in world {number}: {laid}")
        raise
    raise Undone(chosen)
