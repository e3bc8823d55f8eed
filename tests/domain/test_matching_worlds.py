"""In ten thousand random worlds nobody is called, and nobody claims, who may not; and a broken rule is noticed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from mentorbot.domain.matching import Candidate, Claimer, Hurdle, choose, hurdle
from tests.domain.matching_judge import forbidden, wrong
from tests.domain.matching_worlds import World, world

WORLDS = 10_000
SEED = 20261122
Choice = Callable[[World], list[Candidate]]


def ours(laid: World) -> list[Candidate]:
    return choose(laid.candidates, laid.wanted)


def test_in_ten_thousand_worlds_nobody_is_called_who_may_not_be_and_the_order_is_the_rules() -> None:
    rng, chosen_at_all, kept_out = Random(SEED), 0, Counter[str]()
    for number in range(WORLDS):
        laid = world(rng)
        chosen = ours(laid)
        assert wrong(laid, chosen) is None, f"world {number}: {laid}"
        chosen_at_all += bool(chosen)
        kept_out.update(reason for offer in laid.offers for reason in forbidden(laid, offer))
    assert chosen_at_all > WORLDS / 2, "worlds in which nobody can be called prove little"
    assert len(kept_out) == 13, kept_out
    assert min(kept_out.values()) > 1_000, kept_out


def test_the_same_world_always_has_the_same_people_called_in_whatever_order_they_are_read() -> None:
    rng = Random(SEED)
    for number in range(WORLDS):
        laid = world(rng)
        candidates = laid.candidates
        chosen = choose(candidates, laid.wanted)
        assert chosen == choose(candidates, laid.wanted), f"world {number}"
        shuffled = choose(rng.sample(candidates, len(candidates)), laid.wanted)
        assert len(shuffled) == len(chosen), f"world {number}"
        assert wrong(laid, shuffled) is None, f"world {number}: {laid}"


def _blind(**unseen: object) -> Choice:
    """Choose as if these things were so for everybody, and give those as they are."""

    def choice(laid: World) -> list[Candidate]:
        people = laid.candidates
        seen = [replace(one, **unseen) for one in people]
        places = {id(one): number for number, one in enumerate(seen)}
        return [people[places[id(one)]] for one in choose(seen, laid.wanted)]

    return choice


def _sorted_by(key: Callable[[Candidate], tuple[float, ...]]) -> Choice:
    def choice(laid: World) -> list[Candidate]:
        allowed = [one for one in laid.candidates if choose([one], laid.wanted)]
        each: dict[int, Candidate] = {}
        for one in sorted(allowed, key=key):
            each.setdefault(one.member, one)
        return list(each.values())[:3]

    return choice


def _school_forgotten(laid: World) -> list[Candidate]:
    return ours(replace(laid, not_my_school=False))


def _own_blocks_forgotten(laid: World) -> list[Candidate]:
    return ours(replace(laid, asker=replace(laid.asker, blocks=frozenset())))


def _their_blocks_forgotten(laid: World) -> list[Candidate]:
    offers = [replace(offer, by=replace(offer.by, blocks=frozenset())) for offer in laid.offers]
    return ours(replace(laid, offers=tuple(offers)))


def _one_link_more(laid: World) -> list[Candidate]:
    return choose([replace(one, most_links=one.most_links + 1) for one in laid.candidates], laid.wanted)


def _last(one: Candidate) -> float:
    return one.last_called_at.timestamp() if one.last_called_at else 0


BROKEN: dict[str, Choice] = {
    "the asker is called": lambda laid: choose(laid.candidates, replace(laid.wanted, asker=-1)),
    "who was called before is called": lambda laid: choose(laid.candidates, replace(laid.wanted, called=frozenset())),
    "whom the asker blocked is called": _own_blocks_forgotten,
    "who blocked the asker is called": _their_blocks_forgotten,
    "the same school is called": _school_forgotten,
    "who is to be kept apart is called": _blind(apart=False),
    "who offers no more is called": _blind(until=None),
    "quiet hours don't count": _blind(quiet=False),
    "full hands don't count": _blind(links=0),
    "one link more than they want": _one_link_more,
    "a full week doesn't count": _blind(minutes=-1),
    "the cool-down doesn't count": _blind(helped_at=None),
    "everybody has the usual cool-down": _blind(cool_down=30),
    "who was just called is called": lambda laid: choose(
        laid.candidates, replace(laid.wanted, rest=replace(laid.rest, after_call=timedelta()))
    ),
    "people are called while the asker tries first": lambda laid: choose(
        laid.candidates, replace(laid.wanted, held_until=None)
    ),
    "nothing that passes with time counts": lambda laid: choose(laid.candidates, replace(laid.wanted, patient=True)),
    "four are called": lambda laid: choose(laid.candidates, laid.wanted, 4),
    "two are called": lambda laid: choose(laid.candidates, laid.wanted, 2),
    "one is called twice": lambda laid: [one for one in ours(laid)[:1] for _ in range(2)],
    "having met counts for nothing": _blind(met=False),
    "leaning counts for nothing": _blind(leaning=0),
    "calls of this week count for nothing": _blind(calls=0),
    "chance counts for nothing": _blind(chance=0.0),
    "the last call counts for nothing": _sorted_by(
        lambda one: (one.neighbour, one.fit, one.met, -one.leaning, one.calls, one.chance)
    ),
    "leaning comes before having met": _sorted_by(
        lambda one: (one.neighbour, one.fit, -one.leaning, one.met, one.calls, _last(one), one.chance)
    ),
    "calls come before leaning": _sorted_by(
        lambda one: (one.neighbour, one.fit, one.met, one.calls, -one.leaning, _last(one), one.chance)
    ),
    "an offer that names the topic is nothing special": _sorted_by(
        lambda one: (one.neighbour, one.met, -one.leaning, one.calls, _last(one), one.chance)
    ),
    "neighbours are as good": _sorted_by(
        lambda one: (one.fit, one.met, -one.leaning, one.calls, _last(one), one.chance)
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_noticed(broken: Choice) -> None:
    rng = Random(SEED)
    assert any(wrong(laid, broken(laid)) for laid in (world(rng) for _ in range(WORLDS)))


def allowed_to_claim(laid: World, claimer: int) -> Hurdle | None:
    """Say by the rule, written out another way, what keeps somebody from claiming."""
    who = laid.people[claimer]
    if claimer == laid.asker.member:
        return Hurdle.OWN
    if list(laid.reasons_apart(who)):
        return Hurdle.APART
    return None if who.links < who.most_links else Hurdle.FULL


def claim(laid: World, claimer: int, **unseen: object) -> Hurdle | None:
    who = laid.people[claimer]
    judged = Claimer(claimer == laid.asker.member, laid.apart(who), who.links, who.most_links)
    return hurdle(replace(judged, **unseen))


def test_in_ten_thousand_worlds_nobody_claims_who_may_not_and_everybody_else_may() -> None:
    rng, found = Random(SEED), Counter[Hurdle | None]()
    for number in range(WORLDS):
        laid = world(rng)
        for claimer in laid.people:
            expected = allowed_to_claim(laid, claimer)
            assert claim(laid, claimer) is expected, f"{claimer} in world {number}: {laid}"
            found[expected] += 1
    assert min(found[one] for one in (None, *Hurdle)) > 1_000, found


@pytest.mark.parametrize("unseen", [{"is_asker": False}, {"apart": False}, {"links": 0}, {"most_links": 99}], ids=str)
def test_a_broken_rule_for_claims_is_noticed(unseen: dict[str, object]) -> None:
    rng = Random(SEED)
    worlds = (world(rng) for _ in range(WORLDS))
    assert any(claim(laid, one, **unseen) is not allowed_to_claim(laid, one) for laid in worlds for one in laid.people)


def test_a_full_week_and_quiet_hours_keep_nobody_from_claiming_what_they_want_to_claim() -> None:
    rng, claimed = Random(SEED), 0
    for _ in range(500):
        laid = world(rng)
        for one, who in laid.people.items():
            busy = replace(who, quiet=True, minutes=10_000, helped_at=laid.now, called_at=laid.now)
            offers = tuple(replace(offer, by=busy) if offer.by is who else offer for offer in laid.offers)
            assert claim(replace(laid, offers=offers), one) is claim(laid, one)
            claimed += claim(laid, one) is None
    assert claimed
