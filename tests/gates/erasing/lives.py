"""People who ask, help, note, offer and leave things open, each with a word of their own in all that they write."""

import random

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Room, Shown
from tests.gates.erasing.dealings import Dealings
from tests.gates.erasing.soul import Soul
from tests.gates.practice.persevering import Persevering

HAND = "✋"
ROOM = "questions"
TOPICS = ("Excel", "Scratch")
MINUTE, HOUR = 60.0, 3600.0


class Lives:
    """A few days on a server; afterwards something of everybody is open, running, ended and long ended."""

    def __init__(self, practice: Practice, rng: random.Random, size: int) -> None:
        self._practice, self._rng = practice, rng
        self._people = Persevering(practice)
        marks = [f"canary{rng.randrange(10**6):06}x{number:02}" for number in range(size)]
        self.souls = [Soul(practice.newcomer(f"Żo_{mark}*ë", "Moderator"), mark) for mark in marks]
        self._asked = 0
        self._noted = set[str]()

    async def live(self) -> None:
        for soul in self.souls:
            await soul.actor.slash(ROOM, "skills", add=self._topic(), note=f"only {soul.mark} things")
            await self._choose(soul)
        shy = self._rng.choice(self.souls)
        shy.open_to_messages = False
        await shy.actor.close_dms()
        await self._days_gone_by()
        await self._today()
        await self._deal()

    async def _choose(self, soul: Soul) -> None:
        """Name a school, take up to ten at once, be available each week, and be called in private messages too."""
        menu = (await soul.actor.slash(ROOM, "settings")).message
        assert menu is not None
        await soul.actor.press(menu, "School")
        form = await soul.actor.press(menu, "Name it")
        await soul.actor.submit(form, {"school": f"{soul.mark} school"})
        assert menu.text.startswith("**Your school is set.**"), menu.text
        await soul.actor.press(menu, "Back")
        await soul.actor.press(menu, "Weekly times")
        await soul.actor.submit(await soul.actor.press(menu, "Write them"), {"windows": "every day 10-10.30"})
        await soul.actor.press(menu, "Back")
        await soul.actor.press(menu, "How much")
        await soul.actor.select(menu, "10", "limit-links")
        await soul.actor.press(menu, "Back")
        await soul.actor.press(menu, "Calls")
        await soul.actor.press(menu, "Write to me privately too")

    async def _deal(self) -> None:
        """Have to do with each other in every other way; being kept apart comes last, since nobody can help then."""
        dealings = Dealings(self._practice, self._rng)
        await dealings.allow()
        dealt = [(asker, *self._two_others(asker)) for asker in self.souls]
        cards = [await dealings.deal(*three) for three in dealt]
        for (_, helper, _), card in zip(dealt, cards, strict=True):
            await dealings.part(helper, card)
        await self._people.quiet()

    async def _days_gone_by(self) -> None:
        """Links that are sorted with a note, and some that are asked about and tidied away; a question nobody takes."""
        for asker in self.souls:
            helper, late = self._two_others(asker)
            text, card = await self._ask(asker)
            await self._claimed_by_hand(helper, text, card)
            await late.actor.react(card, HAND)
            await self._people.quiet()
            if self._rng.random() < 0.5:
                await self._close(self._rng.choice([asker, helper]), text)
        for _ in range(2):
            await self._practice.advance(25 * HOUR)
            await self._people.quiet()
        await self._ask(self._rng.choice(self.souls))
        await self._practice.advance(80 * HOUR)
        await self._people.quiet()

    async def _today(self) -> None:
        """Offers that run, late call-outs, open questions, running links, and a claim that came too late."""
        for asker in self.souls:
            helper, late = self._two_others(asker)
            text, card = await self._ask(asker)
            await late.actor.slash(ROOM, "offer", until_or_for="8h", topics=self._topic())
            if self._rng.random() < 0.6:
                await helper.actor.press(card, "I can help")
                await self._people.until(lambda t=text: self._opened(t))
                await late.actor.react(card, HAND)
            await self._people.quiet()
        await self._practice.advance(11 * MINUTE)
        await self._people.quiet()
        for soul in [soul for soul in self.souls if soul.mark not in self._noted]:
            text, card = await self._ask(soul)
            await self._claimed_by_hand(self._two_others(soul)[0], text, card)
            await self._close(soul, text)
        await self._people.quiet()

    async def _claimed_by_hand(self, helper: Soul, text: str, card: Shown) -> None:
        await helper.actor.react(card, HAND)
        await self._people.until(lambda: self._opened(text))

    async def _close(self, soul: Soul, text: str) -> None:
        """Close a thread with a note; everybody does it at least once."""
        await soul.actor.slash(self._opened(text)[0], "close", note=f"it was {soul.mark} after all")
        self._noted.add(soul.mark)

    async def _ask(self, soul: Soul) -> tuple[str, Shown]:
        self._asked += 1
        text = f"How do I {soul.mark} number {self._asked}?"
        await soul.actor.slash(ROOM, "ask", question=text, topic=self._topic(), private=self._rng.random() < 0.2)
        await self._people.until(lambda: self._cards(text))
        return text, self._cards(text)[-1]

    def _cards(self, text: str) -> list[Shown]:
        return [shown for shown in self._practice.channel(ROOM).messages if text in shown.text and shown.message.embeds]

    def _opened(self, text: str) -> list[Room]:
        """The question's thread, once its first message stands there."""
        return [room for room in self._practice.threads() if room.name == text and room.messages]

    def _two_others(self, soul: Soul) -> list[Soul]:
        return self._rng.sample([other for other in self.souls if other is not soul], 2)

    def _topic(self) -> str:
        return self._rng.choice(TOPICS)


async def erase(soul: Soul) -> str:
    """Go through both steps of `/privacy`; give what they are told at the end."""
    menu = (await soul.actor.slash(ROOM, "privacy")).message
    assert menu is not None
    await soul.actor.press(menu, "Erase…")
    await soul.actor.press(menu, "Erase everything")
    return menu.text
