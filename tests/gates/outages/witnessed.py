"""A crowd of whose unanswered deeds a list is kept: hands, deleted cards and departures have to be noticed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from tests.gates.outages.cuts import Cut
from tests.gates.practice.crowd import HAND, REFUSED, Crowd, number_on
from tests.gates.practice.records import ask

HEARD_LATER, NEVER_HEARD = 20.0, 0.1
"""Seconds until a press fails. Who is heard later is answered for sure; nobody waits for what is never heard."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that nobody was answered, and how to see that the bot has noticed it."""

    words: str
    noticed: Callable[[], object]


@dataclass(slots=True)
class Unheard:
    """What members did while the bot was cut off."""

    presses: list[Answer] = field(default_factory=list[Answer])
    deeds: list[Deed] = field(default_factory=list[Deed])


class Witnessed(Crowd):
    """Members who act while the bot is cut off, too."""

    def __init__(self, practice: Practice, rng: random.Random, size: int) -> None:
        super().__init__(practice, rng, size)
        self.removed: set[int] = set()
        self._moderator = practice.person("Dev")

    async def act(self) -> None:
        try:
            await super().act()
        except REFUSED:
            self.counts["too late to press"] += 1

    async def unheard(self, cut: Cut) -> Unheard:
        """Do things at once, before the bot can come back."""
        done = Unheard()
        usual = self.practice.realm.interactions.answer_seconds
        self.practice.realm.interactions.answer_seconds = HEARD_LATER if cut.resumable else NEVER_HEARD
        for _ in range(self._rng.randint(1, 3)):
            await self._hand(done)
        if card := self._card("claim:"):
            pressed = f"claim:{number_on(card, 'claim:')}"
            done.presses.append(self._rng.choice(self._here()).begin_press(card, pressed))
        self.practice.realm.interactions.answer_seconds = usual
        return done

    async def disappear(self, done: Unheard) -> None:
        """Let a card be deleted, or somebody leave: what only a comparison finds."""
        untouched = [card for card in self._cards("claim:") if not card.reactions]  # nobody is just claiming them
        if untouched and self._rng.random() < 0.6:
            card = self._rng.choice(untouched)
            question = number_on(card, "claim:")
            self.counts["cards deleted"] += 1
            self.removed.add(card.id)
            await self._moderator.delete(card)
            done.deeds.append(Deed(f"the card of question {question} was deleted", self._replaced(question, card.id)))
        elif len(self._here()) > len(self._people) // 2:
            person = self._rng.choice(self._here())
            self.counts["members left"] += 1
            await person.leave()
            done.deeds.append(Deed(f"{person.name} left", self._let_go(person)))

    async def _hand(self, done: Unheard) -> None:
        card = self._card("claim:")
        if card is None:
            return
        person = self._rng.choice(self._here())
        question = number_on(card, "claim:")
        self.counts["hands while cut off"] += 1
        await person.react(card, HAND)
        done.deeds.append(
            Deed(f"{person.name} raised a hand for question {question}", self._seen(card, question, person))
        )

    def _here(self) -> list[Actor]:
        return [person for person in self._people if person.id in self.practice.world.state.members]

    def _seen(self, card: Shown, question: int, person: Actor) -> Callable[[], object]:
        """A hand is remembered; what becomes of it is the judge's affair. A card that is gone took its hands along."""
        sql = (
            "SELECT 1 FROM hand JOIN member ON member.id = hand.member_id "
            "WHERE hand.question_id = ? AND member.user_id = ?"
        )
        gone = f"SELECT 1 FROM question WHERE id = {question} AND status = 'closed'"
        return lambda: card.gone or self._finds(sql, question, person.id) or self._finds(gone)

    def _replaced(self, question: int, card_id: int) -> Callable[[], object]:
        sql = "SELECT 1 FROM question WHERE id = ? AND (status = 'closed' OR (card_id IS NOT NULL AND card_id <> ?))"
        return lambda: self._finds(sql, question, card_id)

    def _let_go(self, person: Actor) -> Callable[[], object]:
        sql = (
            "SELECT 1 FROM question JOIN member ON member.id IN (asker_id, helper_id) "
            "WHERE member.user_id = ? AND status <> 'closed' AND (member.id = asker_id OR status = 'claimed')"
        )
        return lambda: not self._finds(sql, person.id)

    def _finds(self, sql: str, *values: object) -> bool:
        return bool(ask(self.practice.database, sql, *values))
