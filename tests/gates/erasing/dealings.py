"""All that people can do with each other beside asking and helping, each time with a word of their own in it."""

import random

from mentorbot.playground.actor import DIRECT
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Room, Shown
from tests.gates.erasing.soul import Soul
from tests.gates.practice.persevering import Persevering

ROOM, MODERATORS = "questions", "moderators"
POST, THANK = "Post it as it is", "Say thank you"
APART = "Don't bring us together again"


class Dealings:
    """Lets three people have to do with an anonymous question; each of them is a moderator, too."""

    def __init__(self, practice: Practice, rng: random.Random) -> None:
        self._practice, self._rng = practice, rng
        self._people = Persevering(practice)
        self._asked = 0

    async def allow(self) -> None:
        """Let people ask without their name, and moderators have a channel."""
        elin = self._practice.person("Elin")
        places = {"moderators": str(self._practice.channel(MODERATORS).id)}
        sure = await elin.slash(ROOM, "mentorbot config", anonymous="on", **places)
        await elin.press(_shown(sure), "anonymous-on:1")

    async def deal(self, asker: Soul, helper: Soul, third: Soul) -> list[Shown]:
        """Ask unnamed, wait along, help, pass on, join, hand over, look up, report, say thanks; then ask by name."""
        card = await self._ask(asker)
        await third.actor.press(card, "Me too")
        await helper.actor.press(card, "I can help")
        await self._people.until(lambda: card.thread and card.thread.messages)
        thread = card.thread
        assert thread is not None
        await self._passed_on(asker, helper, thread)
        await self._joined(asker, third, card)
        await self._hand_over_asked(helper, third, card)
        for soul, about in ((helper, "asker"), (third, "helper"), (asker, "helper")):
            await self._report(soul, card, about)
        await self._look_up(third, card)
        await self._thank(asker)
        named = await self._ask(asker, anonymous=False)
        await third.actor.press(named, "Me too")
        return [card, named]

    async def part(self, soul: Soul, cards: list[Shown]) -> None:
        """Let somebody be kept apart from whoever asked these, named or not."""
        for card in cards:
            sure = await soul.actor.press(await self._menu(soul, card), APART)
            await soul.actor.press(_shown(sure), "Keep us apart")

    async def _ask(self, soul: Soul, *, anonymous: bool = True) -> Shown:
        self._asked += 1
        text = f"What is {soul.mark} for, as number {self._asked} of these?"
        await self._meant(soul, await soul.actor.slash(ROOM, "ask", question=text, topic="Excel", anonymous=anonymous))
        await self._people.until(lambda: self._cards(text))
        return self._cards(text)[-1]

    async def _meant(self, soul: Soul, answer: Answer) -> None:
        """Post all the same what the bot would rather have looked at again: it sees their own name in it."""
        if answer.message and POST in answer.message.buttons:
            await soul.actor.press(answer.message, POST)

    def _cards(self, text: str) -> list[Shown]:
        return [shown for shown in self._practice.channel(ROOM).messages if text in shown.text and shown.message.embeds]

    async def _passed_on(self, asker: Soul, helper: Soul, thread: Room) -> None:
        """Write both ways: the asker to the bot, or by form; the helper by form."""
        if asker.open_to_messages:
            before = len(asker.actor.inbox)
            await asker.actor.say(DIRECT, f"{asker.mark} is what I tried")
            await self._people.until(lambda: any(POST in shown.buttons for shown in asker.actor.inbox[before:]))
            look = next(shown for shown in asker.actor.inbox[before:] if POST in shown.buttons)
            await asker.actor.press(look, POST)
        form = await helper.actor.press(thread.messages[0], "Write to whoever asked")
        await helper.actor.submit(form, {"text": f"{helper.mark} would help"})
        await self._people.quiet()

    async def _joined(self, asker: Soul, third: Soul, card: Shown) -> None:
        await third.actor.press(await self._menu(third, card), "Offer to help too")
        await self._people.quiet()
        menu = await self._menu(asker, card)
        if asker.open_to_messages:
            menu = next(shown for shown in reversed(asker.actor.inbox) if "Let them join" in shown.buttons)
            await asker.actor.press(menu, "Let them join")

    async def _hand_over_asked(self, helper: Soul, third: Soul, card: Shown) -> None:
        menu = _shown(await helper.actor.press(await self._menu(helper, card), "Hand over…"))
        await helper.actor.select(menu, [str(third.actor.id)], menu.menus[0]["custom_id"])

    async def _report(self, soul: Soul, card: Shown, about: str) -> None:
        form = await soul.actor.press(await self._menu(soul, card), "Tell the moderators")
        assert form.form is not None
        fields = {"report": f"{soul.mark} was not pleased"}
        chosen = {"about": about} if len(form.form.labels) > 1 else {}
        await soul.actor.submit(form, {**fields, **chosen})

    async def _look_up(self, soul: Soul, card: Shown) -> None:
        number, reason = card.text.rpartition("Question ")[2], f"{soul.mark} has to know this"
        hidden = self._rng.random() < 0.5
        await soul.actor.slash(MODERATORS, "mod lookup", question=number, reason=reason, safeguarding=hidden)
        await self._people.quiet()

    async def _thank(self, asker: Soul) -> None:
        """Close it as its asker, and say thank you with some words."""
        if not asker.open_to_messages:
            return
        letter = next(shown for shown in reversed(asker.actor.inbox) if "It's sorted" in shown.buttons)
        before = len(asker.actor.inbox)
        await asker.actor.press(letter, "It's sorted")
        await self._people.until(lambda: any(THANK in shown.buttons for shown in asker.actor.inbox[before:]))
        farewell = next(shown for shown in asker.actor.inbox[before:] if THANK in shown.buttons)
        form = await asker.actor.press(farewell, THANK)
        await self._meant(asker, await asker.actor.submit(form, {"words": f"{asker.mark} thanks you"}))
        await self._people.quiet()

    async def _menu(self, soul: Soul, card: Shown) -> Shown:
        return _shown(await soul.actor.press(card, "More…"))


def _shown(answer: Answer) -> Shown:
    assert answer.message is not None, answer.text
    return answer.message
