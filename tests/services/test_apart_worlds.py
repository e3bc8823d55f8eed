"""Whom a question keeps away, in ten thousand random worlds: blocked either way, the same school, or one not known."""

from random import Random

from mentorbot.domain.members import Member
from mentorbot.services.apart import NOT_KNOWN, Distance
from tests.domain.matching_worlds import Somebody, World, world

WORLDS = 10_000


def tag(school: str | None) -> bytes | None:
    return None if school is None else b"mark" + school.encode()


def member(who: Somebody) -> Member:
    return Member(who.member, 1, who.member, "Somebody", False, False, school=tag(who.school))


def distance(laid: World) -> Distance:
    """Give what the bot knows of a question's asker, as the database has it."""
    blocks = {one for one in range(10) if one in laid.asker.blocks}
    blocks |= {other for other, who in laid.people.items() if laid.asker.member in who.blocks}
    school = tag(laid.asker.school) or NOT_KNOWN
    return Distance(laid.asker.member, frozenset(blocks), school if laid.not_my_school else None)


def test_in_ten_thousand_worlds_exactly_those_are_kept_away_who_are_to_be() -> None:
    rng, kept, near = Random(20261122), 0, 0
    for number in range(WORLDS):
        laid = world(rng)
        away = distance(laid)
        for who in laid.people.values():
            assert away.keeps_away(member(who)) is laid.apart(who), f"{who.member} in world {number}: {laid}"
            kept, near = kept + laid.apart(who), near + (not laid.apart(who))
    assert min(kept, near) > WORLDS
