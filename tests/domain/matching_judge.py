"""Judges whom matching called, by the rule written out another way, from what life tells of people."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mentorbot.domain.matching import Candidate
from tests.domain.matching_worlds import Offered, World


def forbidden(world: World, offer: Offered) -> list[str]:
    """Say everything that forbids to call somebody for this offer."""
    who, now = offer.by, world.now
    return [
        *world.reasons_apart(who),
        *(["the asker"] if who.member == world.asker.member else []),
        *(["called before"] if who.member in world.called else []),
        *(["while the asker tries first"] if world.held_until is not None and now < world.held_until else []),
        *(["offers no more"] if offer.until is not None and now >= offer.until else []),
        *(["in quiet hours"] if who.quiet else []),
        *(["with full hands"] if who.links >= who.most_links else []),
        *(["with a full week"] if who.minutes >= who.week_minutes else []),
        *(["just called"] if _within(who.called_at, now, world.rest.after_call) else []),
        *(["just helped"] if _within(who.helped_at, now, timedelta(minutes=who.cool_down)) else []),
    ]


def _within(since: datetime | None, now: datetime, pause: timedelta) -> bool:
    return since is not None and now - since < pause


def wrong(world: World, chosen: list[Candidate], places: int = 3) -> str | None:
    """Say what is wrong with a choice; None where it is right."""
    return next(_faults(world, chosen, places), None)


def _faults(world: World, chosen: list[Candidate], places: int) -> Iterator[str]:
    allowed = [offer for offer in world.offers if not forbidden(world, offer)]
    for one in chosen:
        reasons = [forbidden(world, offer) for offer in world.offers if _is_of(offer, one)]
        if all(reasons):
            yield f"{one.member} was called, though {reasons[0][0]}"
    names = [one.member for one in chosen]
    if len(set(names)) < len(names):
        yield "somebody was called twice"
    if len(chosen) > places:
        yield "too many were called"
    if len(chosen) < min(places, len({offer.by.member for offer in allowed})):
        yield "too few were called"
    passed = [offer for offer in allowed if offer.by.member not in names]
    yield from (f"{offer.by.member} comes before {names[-1]}" for offer in passed if _before(offer, chosen[-1], world))
    best = [min((offer for offer in allowed if offer.by.member == name), key=_order, default=None) for name in names]
    keys = [_order(offer) for offer in best if offer is not None]
    if keys != sorted(keys):
        yield "they stand in another order"
    yield from _met_too_early(chosen, passed)


def _met_too_early(chosen: list[Candidate], passed: list[Offered]) -> Iterator[str]:
    """Whoever met the asker is called only where nobody fits as well who has not."""
    for one in chosen:
        if one.met and any(_fits(offer) == (one.neighbour, one.fit) and not offer.by.met for offer in passed):
            yield f"{one.member} met the asker, and somebody else fits as well"


def _before(offer: Offered, last: Candidate, world: World) -> bool:
    theirs = [_order(other) for other in world.offers if _is_of(other, last) and not forbidden(world, other)]
    return bool(theirs) and _order(offer) < min(theirs)


def _is_of(offer: Offered, one: Candidate) -> bool:
    theirs = (one.member, one.topic, one.neighbour, one.fit, one.until, one.chance)
    return (offer.by.member, offer.topic, offer.neighbour, offer.fit, offer.until, offer.chance) == theirs


def _fits(offer: Offered) -> tuple[bool, int]:
    return offer.neighbour, offer.fit


def _order(offer: Offered) -> tuple[object, ...]:
    """Write the order down line by line, as docs/matching.md has it."""
    who = offer.by
    return (
        offer.neighbour,
        offer.fit,
        who.met,
        10 - who.leaning,
        who.calls,
        who.called_at.timestamp() if who.called_at else 0,
        offer.chance,
    )
