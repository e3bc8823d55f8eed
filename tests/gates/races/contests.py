"""Smaller races than that for one card: against a limit, a wish to be kept apart, an asker who closes, and calls."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.records import ask, records
from tests.gates.races.rivals import HANDS_FULL, NEUTRAL, behind_its_back

HAND, ROOM = "✋", "questions"
AT_ONCE, PLACES = 2, 3
LONDON = ZoneInfo("Europe/London")  # the practice server's
CALLED = "SELECT c.question_id, m.user_id FROM callout c JOIN member m ON m.id = c.member_id"


class Contests:
    """Each takes people who have nothing to do with the great race, and says in words what went wrong."""

    def __init__(self, practice: Practice, rng: random.Random, mark: str) -> None:
        self._practice, self._rng, self._mark = practice, rng, mark
        self._people = Persevering(practice)
        self._asked = self._came = 0

    def newcomers(self, count: int) -> list[Actor]:
        self._came += count
        return [self._practice.newcomer(f"Guest {self._mark}-{self._came - number}") for number in range(count)]

    async def three_at_once(self) -> list[str]:
        """Whoever wants two at once and takes three gets exactly two; the third waits on, and they are told."""
        helper, *askers = self.newcomers(4)
        await self._choose(helper, "limit-links", str(AT_ONCE))
        cards = [await self._card(asker) for asker in askers]
        before, answers = len(helper.inbox), list[Answer]()
        for card in self._rng.sample(cards, len(cards)):
            if self._rng.random() < 0.5:
                await helper.react(card, HAND)
            else:
                answers.append(helper.begin_press(card, "I can help"))
        await self._settled(answers)

        def mine() -> list[Shown]:
            return [card for card in cards if f"{helper.name} is helping" in card.text]

        def told() -> list[str]:
            return [a.text for a in answers if not a.updated] + [shown.text for shown in helper.inbox[before:]]

        await self._people.until(lambda: len(mine()) + len(told()) >= len(cards))  # hands are answered by nobody
        faults = [] if len(mine()) == AT_ONCE else [f"{helper.name} wanted {AT_ONCE} at once and has {len(mine())}"]
        if len(told()) != 1 or HANDS_FULL not in told()[0]:
            faults.append(f"{helper.name} was told {told()}")
        await self._close(cards)
        return faults

    async def apart_while_claiming(self) -> list[str]:
        """Who claims and wishes to be kept apart at once gets both or the wish alone; from then on they can't."""
        helper, asker = self.newcomers(2)
        card = await self._card(asker)
        menu = await helper.press(card, "More…")
        sure = await helper.press(_shown(menu), "Don't bring us together again")
        claim, part = self._at_once(
            lambda: helper.begin_press(card, "I can help"), lambda: helper.begin_press(_shown(sure), "Keep us apart")
        )
        await self._settled([claim, part])
        faults = [] if "Done" in part.text else [f"to be kept apart was answered {part.text!r}"]
        if not claim.updated and NEUTRAL not in claim.text:
            faults.append(f"the claim was answered {claim.text!r}")
        if claim.updated != (f"{helper.name} is helping" in card.text):
            faults.append(f"the claim won: {claim.updated}, and the card says {card.text[:60]!r}")
        later = await self._card(asker)
        refused = await helper.press(later, "I can help")
        if NEUTRAL not in refused.text or later.thread:
            faults.append(f"{helper.name} wished to be kept apart, and was answered {refused.text!r}")
        await self._close([card, later])
        return faults

    async def joining_while_closing(self) -> list[str]:
        """Two would help too and are let in while the asker closes: who joined is welcomed once, and none after it."""
        asker, helper, *others = self.newcomers(4)
        card = await self._card(asker)
        await helper.press(card, "I can help")
        await self._people.until(lambda: card.thread and card.thread.messages)
        thread = card.thread
        assert thread is not None
        for other in others:
            await other.press(_shown(await other.press(card, "More…")), "Offer to help too")
        await self._people.until(lambda: len(thread.messages) == 1 + len(others))
        opening, *offers = thread.messages
        answers = self._at_once(
            *(lambda shown=shown: asker.begin_press(shown, "Let them join") for shown in offers),
            lambda: asker.begin_press(opening, "Sorted"),
        )
        await self._settled(answers)
        lines = [e["kind"] for e in records(self._practice.database).events if e["question"] == _number(card)]
        joined, welcomed = lines.count("joined"), sum("Welcome, " in shown.text for shown in thread.messages)
        faults = [f"an answer failed: {answer.text}" for answer in answers if answer.failed]
        if lines.count("link-closed") != 1 or "joined" in lines[lines.index("link-closed") :]:
            faults.append(f"the log tells {lines}")
        if joined > len(others) or welcomed > joined:
            faults.append(f"{joined} joined, {welcomed} were welcomed")
        return faults

    async def calls(self) -> list[str]:
        """Many ask at once: whoever is quiet, full or has enough for a week is not called, and nobody called twice."""
        *askers, quiet, full, weary = self.newcomers(8)
        free = self.newcomers(8)
        page = _shown(await quiet.slash(ROOM, "settings"))
        await quiet.press(page, "Quiet hours")
        await quiet.press(page, "None at all")  # an offer that is begun within quiet hours would lift them
        for person in (quiet, full, weary, *free):
            await person.slash(ROOM, "offer", until_or_for="2h", topics="Scratch")
        now = self._practice.world.now().astimezone(LONDON)
        hours = f"{now - timedelta(hours=1):%H}:00 to {now + timedelta(hours=3):%H}:00"
        await quiet.submit(await quiet.press(page, "Change the hours"), {"hours": hours})
        await self._choose(full, "limit-links", "1")
        await full.press(await self._card(weary), "I can help")
        await self._people.quiet()
        self._bar_for_the_week(weary)
        started = [asker.begin_slash(ROOM, "ask", question=f"Who {self._mark}?", topic="Scratch") for asker in askers]
        await self._settled(started)
        called = ask(self._practice.database, CALLED)
        barred = {person.id: why for person, why in ((quiet, "is quiet"), (full, "is full"), (weary, "has enough"))}
        faults = [f"somebody was called who {barred[row['user_id']]}" for row in called if row["user_id"] in barred]
        times = Counter(row["user_id"] for row in called)
        faults += [f"{user} was called {n} times within half an hour" for user, n in times.items() if n > 1]
        waves = Counter(row["question_id"] for row in called)
        faults += [f"{n} were called for question {number}" for number, n in waves.items() if n > PLACES]
        if set(times) != {person.id for person in free}:
            faults.append(f"{len(times)} were called of {len(free)} who could be, so nothing is proved")
        return faults

    def _bar_for_the_week(self, person: Actor) -> None:
        """Let somebody have helped enough this week, without the hour that it takes."""
        with behind_its_back(self._practice) as database:
            database.execute("UPDATE member SET week_minutes = 0 WHERE user_id = ?", (person.id,))

    async def _choose(self, person: Actor, menu: str, value: str) -> None:
        page = _shown(await person.slash(ROOM, "settings"))
        await person.press(page, "How much")
        await person.select(page, [value], menu)

    async def _card(self, asker: Actor) -> Shown:
        self._asked += 1
        text = f"Contest {self._mark} number {self._asked}?"
        await asker.slash(ROOM, "ask", question=text, topic="Excel")
        await self._people.until(lambda: any(text in shown.text for shown in self._practice.channel(ROOM).messages))
        return next(shown for shown in self._practice.channel(ROOM).messages if text in shown.text)

    def _at_once(self, *begin: Callable[[], Answer]) -> list[Answer]:
        """Begin all in an order that chance decides; give the answers in the order in which they stand here."""
        begun = {number: begin[number]() for number in self._rng.sample(range(len(begin)), len(begin))}
        return [begun[number] for number in range(len(begin))]

    async def _settled(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            await self._people.until(lambda a=answer: a.interaction.outcome.done())
        await self._people.quiet()

    async def _close(self, cards: Sequence[Shown]) -> None:
        for card in cards:
            await self._practice.person("Dev").slash(ROOM, "mod close", question=str(_number(card)))
        await self._people.quiet()


def _number(card: Shown) -> int:
    return int(card.text.rpartition("Question ")[2])


def _shown(answer: Answer) -> Shown:
    assert answer.message is not None, answer.text
    return answer.message
