"""Members who ask, claim, close, reopen and withdraw as chance decides, and remember what they were told."""

import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable

from mentorbot.playground.actor import Actor
from mentorbot.playground.people import NotAllowed
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from tests.gates.practice import told
from tests.gates.practice.told import Fact

HAND = "✋"
ROOM = "questions"
TOPICS = ("Excel", "Scratch", "Phonics")
RECENT = 25
PATIENCE = 20.0
_NUMBER = re.compile(r"(?:claim|more|reopen|sorted|withdraw):(\d+)")


class Crowd:
    """One place from which everybody acts; `facts` holds what was said to anybody."""

    def __init__(self, practice: Practice, rng: random.Random, size: int) -> None:
        self.practice = practice
        self.facts: list[Fact] = []
        self.counts: Counter[str] = Counter()
        self._rng = rng
        self._people = [practice.newcomer(f"Member {number}") for number in range(size)]
        self._asked = 0
        self._offers: Counter[int] = Counter()
        self._deeds: dict[Callable[[Actor], Awaitable[None]], int] = {
            self._ask: 5,
            self._claim: 6,
            self._raise_hand: 5,
            self._close: 5,
            self._reopen: 1,
            self._withdraw: 1,
            self._offer: 2,
        }

    @property
    def down(self) -> bool:
        return self.practice.bot_status == "down"

    async def act(self) -> None:
        """Let somebody do something; what cannot be done just now becomes a question."""
        deed = self._rng.choices(list(self._deeds), list(self._deeds.values()))[0]
        await deed(self._rng.choice(self._people))

    async def _ask(self, person: Actor) -> None:
        self._asked += 1
        text = f"How do I do number {self._asked}?"
        private = self._rng.random() < 0.3
        answer = await self._answered(
            person.begin_slash(ROOM, "ask", question=text, topic=self._rng.choice(TOPICS), private=private)
        )
        if "Your question is posted" in answer.text or "Your question is safe" in answer.text:
            self._told(told.asked(text, person.id))

    async def _offer(self, person: Actor) -> None:
        topic = self._rng.choice(TOPICS)
        answer = await self._answered(person.begin_slash(ROOM, "offer", until_or_for="2h", topics=topic))
        if "You're available" in answer.text:
            self._offers[person.id] += 1
            self._told(told.offered(person.id, self._offers[person.id]))

    async def _claim(self, person: Actor) -> None:
        card = self._card("claim:")
        if card is None:
            return await self._ask(person)
        question = number_on(card, "claim:")
        answer = await self._pressed(person, card, f"claim:{question}")
        if answer.updated or "It's yours" in answer.text:
            self._told(told.claimed(question, person.id))
        elif "got there a moment ago" in answer.text:
            self._told(told.lost(question, person.id))
        return None

    async def _raise_hand(self, person: Actor) -> None:
        card = self._card("claim:")
        if card is None:
            return await self._ask(person)
        self.counts["hands"] += 1
        return await person.react(card, HAND)

    async def _close(self, person: Actor) -> None:
        openings = [
            (room, room.messages[0])
            for room in self.practice.threads()[-RECENT:]
            if not room.archived and room.messages and room.messages[0].buttons
        ]
        if not openings:
            return await self._claim(person)
        room, opening = self._rng.choice(openings)
        link = number_on(opening, "sorted:")
        member = next((one for one in self._people if one.name in room.members), None)
        if member is None:
            return None
        answer = await self._pressed(member, opening, f"sorted:{link}")
        if answer.updated or answer.text.startswith("Closed"):
            self._told(told.closed(link))
        return None

    async def _reopen(self, person: Actor) -> None:
        card = self._card("reopen:")
        if card is None:
            return await self._ask(person)
        question = number_on(card, "reopen:")
        asker = self._asker(card)
        answer = await self._pressed(asker, card, f"reopen:{question}")
        if "is open again" in answer.text:
            self._told(told.logged("reopened", question, asker.id))
        return None

    async def _withdraw(self, person: Actor) -> None:
        card = self._card("claim:")
        if card is None:
            return await self._ask(person)
        question = number_on(card, "claim:")
        asker = self._asker(card)
        menu = await self._pressed(asker, card, f"more:{question}")
        if menu.message and "Withdraw" in menu.message.buttons:
            answer = await self._pressed(asker, menu.message, f"withdraw:{question}")
            if "is withdrawn" in answer.text:
                self._told(told.logged("question-closed", question, asker.id, "withdrawn"))
        return None

    async def _pressed(self, person: Actor, shown: Shown, custom_id: str) -> Answer:
        """Press, as far as the button is still there when the finger comes down."""
        return await self._answered(person.begin_press(shown, custom_id))

    async def _answered(self, answer: Answer) -> Answer:
        """Wait for the answer, or for the death of whoever should have given it."""
        self.counts["interactions"] += 1
        await self.practice.until(lambda: answer.interaction.outcome.done() or self.down, PATIENCE)
        if not answer.interaction.outcome.done() or answer.failed:
            self.counts["unanswered"] += 1
        return answer

    def _told(self, fact: Fact) -> None:
        self.counts["facts told"] += 1
        self.facts.append(fact)

    def _card(self, button: str) -> Shown | None:
        shown = self._cards(button)
        return self._rng.choice(shown) if shown else None

    def _cards(self, button: str) -> list[Shown]:
        return [m for m in self.practice.channel(ROOM).messages[-RECENT:] if m.message.embeds and _has(m, button)]

    def _asker(self, card: Shown) -> Actor:
        name = re.search(r"Asked by (Member \d+)", card.text)
        return next(one for one in self._people if name and one.name == name[1])


def _has(shown: Shown, button: str) -> bool:
    return any(shown.custom_id(words).startswith(button) for words in shown.buttons)


def number_on(shown: Shown, button: str) -> int:
    found = next(shown.custom_id(words) for words in shown.buttons if shown.custom_id(words).startswith(button))
    number = _NUMBER.match(found)
    assert number
    return int(number[1])


REFUSED = (NotAllowed, LookupError)
"""What a person runs into when the world changed under their finger."""
