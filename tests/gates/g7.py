"""G7: everybody claims the same question at once, by button and by hand: one wins, everybody else is told.

Among them are some to whom it can't be given, who hear neutral words, and its asker, named or not. Then it changes
hands while others press everything else there is, and still one person helps, in one thread.
"""

import random
from dataclasses import dataclass

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from tests.gates.options import Options
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.stage import stage
from tests.gates.races.contests import Contests
from tests.gates.races.lenient import BREAK, ENDLESS, MIXING
from tests.gates.races.relay_race import change_hands
from tests.gates.races.rivals import OWN, Rivals
from tests.gates.report import Report

BROKEN = (MIXING, ENDLESS)
HAND = "✋"
ROOM = "questions"
LONG = 60.0
CONTESTS = 5  # after every fifth race
SETTINGS = {
    "MENTORBOT_SECRET_KEY": "only-gates-would-ever-think-of-this-key-of-theirs",
    "MENTORBOT_COOLDOWN_MINUTES": "30",
}


async def run(asked: Options) -> list[Report]:
    return [await races(asked.seed, count=5000 if asked.long else 50, rivals=200, broken=asked.broken)]


async def races(seed: int, *, count: int, rivals: int, broken: str = "") -> Report:
    """Run this many races; in each, chance decides who presses, who reacts, and in which order."""
    report, rng = Report("G7", seed), random.Random(seed)
    async with stage(f"G7 {seed}", SETTINGS | {BREAK: broken}) as practice:
        practice.realm.interactions.answer_seconds = LONG  # what is slow here is 200 people in one process
        crowd = Rivals(practice, [practice.newcomer(f"Rival {number}") for number in range(rivals)])
        await crowd.prepare()
        for number in range(count):
            faults = await _race(practice, crowd, rng, f"{seed}-{number}", report)
            if number % CONTESTS == 0:
                faults += await _contests(Contests(practice, rng, f"{seed}-{number}"), report)
            report.faults += [f"race {number}: {fault}" for fault in faults]
        report.faults += await Contests(practice, rng, f"{seed}-calls").calls()
        await Persevering(practice).quiet()
        # The log does not hold who is kept apart.
        report.faults += await once_settled(lambda: complaints(practice, limits=None))
    return report


async def _contests(contests: Contests, report: Report) -> list[str]:
    faults: list[str] = []
    for contest in (contests.three_at_once, contests.apart_while_claiming, contests.joining_while_closing):
        faults += [f"{contest.__name__}: {fault}" for fault in await contest()]
        report.counts["contests"] += 1
    return faults


@dataclass(frozen=True, slots=True)
class _Race:
    """One race: its card, how it was asked, what everybody pressed, and how full their inbox was before."""

    card: Shown
    chosen: dict[str, bool]
    pressed: dict[int, Answer]
    before: dict[int, int]


async def _race(practice: Practice, rivals: Rivals, rng: random.Random, mark: str, report: Report) -> list[str]:
    people, amira = Persevering(practice), practice.person("Amira")
    chosen = {"anonymous": rng.random() < 0.5, "not_my_school": rng.random() < 0.5}
    card = await rivals.card_of(amira, f"Race {mark}?", **chosen)
    everybody = [*rivals.crowd, amira]
    race = _Race(card, chosen, {}, {person.id: len(person.inbox) for person in everybody})
    order = rng.sample(everybody, len(everybody))
    if rng.random() < 0.5:
        order.sort(key=lambda person: person.id not in rivals.kinds)  # whoever may not have it comes first
    by_hand = {person.id for person in order if rng.random() < 0.5}
    for person in order:
        if person.id in by_hand:
            await person.react(card, HAND)
        else:
            race.pressed[person.id] = person.begin_press(card, "I can help")
    for answer in race.pressed.values():
        await people.until(lambda a=answer: a.interaction.outcome.done())
    await people.until(lambda: card.thread and card.thread.messages)
    await people.quiet()
    report.counts.update({"races": 1, "presses": len(race.pressed), "hands": len(by_hand)})
    faults = _judged(rivals, amira, race)
    winner = _winners(rivals, race)[0]
    if not faults and not chosen["anonymous"]:
        faults += await change_hands(practice, rivals, rng, card, winner)
        report.counts["changed hands"] += 1
    thread = card.thread
    assert thread is not None
    await practice.person("Dev").slash(ROOM, "mod close", question=card.text.rpartition("Question ")[2])
    await people.quiet()
    return faults


def _winners(rivals: Rivals, race: _Race) -> list[Actor]:
    thread = race.card.thread
    assert thread is not None
    return [person for person in rivals.crowd if person.name in thread.members]


def _judged(rivals: Rivals, amira: Actor, race: _Race) -> list[str]:
    """What went wrong, in words: winners other than one, losers who were not told, or told twice."""
    faults: list[str] = []
    thread, winners = race.card.thread, _winners(rivals, race)
    assert thread is not None
    if len(winners) != 1 or f"{winners[0].name} is helping" not in race.card.text:
        faults.append(f"{[winner.name for winner in winners]} won, and the card says {race.card.text[:60]!r}")
    faults += [f"{w.name} won" for w in winners if not rivals.may_win(w, **race.chosen)]
    if len(thread.messages) != 1:
        faults.append(f"the thread has {len(thread.messages)} messages")
    for person in rivals.crowd:
        allowed = rivals.may_hear(person, **race.chosen)
        faults += _told(person, race, allowed, wanted=0 if person in winners else 1)
    return faults + _told(amira, race, (OWN,), wanted=1)


def _told(person: Actor, race: _Race, allowed: tuple[str, ...], *, wanted: int) -> list[str]:
    told = [shown.text for shown in person.inbox[race.before[person.id] :]]
    told = [text for text in told if "is helping with your question" not in text]  # a letter to whoever asked
    if person.id in race.pressed:
        told += [] if race.pressed[person.id].updated else [race.pressed[person.id].text]
    right = len(told) == wanted and all(any(words in text for words in allowed) for text in told)
    return [] if right else [f"{person.name} was told {told}"]
