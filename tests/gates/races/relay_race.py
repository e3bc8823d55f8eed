"""A question changes hands while everybody presses: whoever asked and may close it, the helper, a second, rivals."""

import random

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from tests.gates.practice.persevering import Persevering
from tests.gates.races.rivals import Rivals


async def change_hands(practice: Practice, rivals: Rivals, rng: random.Random, card: Shown, helper: Actor) -> list[str]:
    """Let all press at once, in an order that chance decides; say in words what went wrong."""
    people, amira = Persevering(practice), practice.person("Amira")
    free = [person for person in rivals.crowd if person.id not in rivals.kinds and person.id != helper.id]
    taker, second, *others = rng.sample(free, 5)
    thread = card.thread
    assert thread is not None
    link = thread.messages[0].custom_id("Sorted").partition(":")[2]
    ways = _shown(await helper.press(thread.messages[0], "More…"))
    menu = _shown(await helper.press(ways, "Hand over…"))
    await helper.select(menu, [str(taker.id)], f"hand-over-to:{link}")
    await people.until(lambda: any("Could you take over" in shown.text for shown in taker.inbox[-1:]))
    sure = _shown(await helper.press(ways, "Hand back"))
    await second.press(_shown(await second.press(card, "More…")), "Offer to help too")
    await people.until(lambda: "offers to help" in thread.messages[-1].text)
    join = thread.messages[-1]
    presses = [
        lambda: helper.begin_press(sure, "Yes, hand it back"),
        lambda: taker.begin_press(taker.inbox[-1], "I'll take it"),
        lambda: amira.begin_press(join, "Let them join"),
    ]
    closes = rng.random() < 0.5
    if closes:
        presses.append(lambda: amira.begin_press(thread.messages[0], "Sorted"))
    answers: list[Answer] = []
    for press in rng.sample(presses, len(presses)):
        answers.append(press())
        if others:
            await others.pop().react(card, "✋")
    for answer in answers:
        await people.until(lambda a=answer: a.interaction.outcome.done())
    await people.quiet()
    faults = [f"an answer failed: {answer.text}" for answer in answers if answer.failed]
    helping = [person.name for person in rivals.crowd if f"{person.name} is helping" in card.text.splitlines()[0]]
    is_over = closes and thread.archived
    if len(helping) > 1 or (not helping and not is_over and "waiting for a mentor" not in card.text):
        faults.append(f"{helping} help, and the card says {card.text[:80]!r}")
    return faults


def _shown(answer: Answer) -> Shown:
    assert answer.message is not None, answer.text
    return answer.message
