"""G7: everybody claims the same question at once, by button and by hand: one wins, everybody else is told."""

import random
from collections.abc import Sequence

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from tests.gates.judge import complaints
from tests.gates.options import Options
from tests.gates.persevering import Persevering
from tests.gates.report import Report
from tests.gates.stage import stage

BROKEN = ()
HAND = "✋"
ROOM = "questions"
TOO_LATE = "got there a moment ago"
LONG = 60.0


async def run(asked: Options) -> list[Report]:
    return [await races(asked.seed, count=5000 if asked.long else 50, rivals=200)]


async def races(seed: int, *, count: int, rivals: int) -> Report:
    """Run this many races; in each, chance decides who presses, who reacts, and in which order."""
    report, rng = Report("G7", seed), random.Random(seed)
    async with stage() as practice:
        practice.realm.interactions.answer_seconds = LONG  # what is slow here is 200 people in one process
        crowd = [practice.newcomer(f"Rival {number}") for number in range(rivals)]
        for number in range(count):
            faults = await _race(practice, crowd, rng, f"{seed}-{number}", report)
            report.faults += [f"race {number}: {fault}" for fault in faults]
        await Persevering(practice).quiet()
        report.faults += complaints(practice)
    return report


async def _race(practice: Practice, crowd: Sequence[Actor], rng: random.Random, mark: str, report: Report) -> list[str]:
    people, amira = Persevering(practice), practice.person("Amira")
    await amira.slash(ROOM, "ask", question=f"Race {mark}?", topic="Excel")
    card = practice.channel(ROOM).messages[-1]
    before = {person.id: len(person.inbox) for person in crowd}
    order = rng.sample(crowd, len(crowd))
    by_hand = {person.id for person in order if rng.random() < 0.5}
    pressed: dict[int, Answer] = {}
    for person in order:
        if person.id in by_hand:
            await person.react(card, HAND)
        else:
            pressed[person.id] = person.begin_press(card, "I can help")
    for answer in pressed.values():
        await people.until(lambda a=answer: a.interaction.outcome.done())
    await people.until(lambda: card.thread and card.thread.messages)
    await people.quiet()
    report.counts.update({"races": 1, "presses": len(pressed), "hands": len(by_hand)})
    faults = _judged(crowd, card, pressed, before)
    thread = card.thread
    assert thread is not None
    await amira.press(thread.messages[0], "Sorted")
    await people.quiet()
    return faults


def _judged(crowd: Sequence[Actor], card: Shown, pressed: dict[int, Answer], before: dict[int, int]) -> list[str]:
    """What went wrong, in words: winners other than one, losers who were not told, or told twice."""
    faults: list[str] = []
    thread = card.thread
    assert thread is not None
    winners = [person for person in crowd if person.name in thread.members]
    if len(winners) != 1 or f"{winners[0].name} is helping" not in card.text:
        faults.append(f"{[winner.name for winner in winners]} won, and the card says {card.text.splitlines()[0]!r}")
    if len(thread.messages) != 1:
        faults.append(f"the thread has {len(thread.messages)} messages")
    for person in crowd:
        told = [shown.text for shown in person.inbox[before[person.id] :]]
        if person.id in pressed:
            told += [] if pressed[person.id].updated else [pressed[person.id].text]
        wanted = 0 if person in winners else 1
        if len(told) != wanted or not all(TOO_LATE in text for text in told):
            faults.append(f"{person.name} was told {told}")
    return faults
