"""Many short lives at once, one a slot, through every workflow; people go on with whatever is still possible."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from mentorbot.bot import HANDLERS
from mentorbot.playground.actor import Actor
from mentorbot.playground.people import NotAllowed
from mentorbot.playground.shown import Answer, Room, Shown
from mentorbot.rendering.anonymous import TO_ASKER
from mentorbot.rendering.letters import TO_HELPER
from tests.gates.answers.household import Household, neighbours
from tests.gates.practice.records import ask

HAND = "✋"
SORTED, MEANT = "It's sorted", "Post it as it is"
MINUTE, HOUR = 60.0, 3600.0
TRIES = 3
SOON = 5 * MINUTE
A_DAY_AND_MORE = 30 * HOUR
UNNAMED_ERASED = 75 * HOUR
DUE = (  # what stands at the head of its lane, and jobs
    "SELECT min(due_at) AS due FROM (SELECT due_at FROM announcement AS one WHERE state = 'pending' AND NOT EXISTS "
    "(SELECT 1 FROM announcement AS other WHERE other.state = 'pending' AND other.question_id = one.question_id "
    "AND other.id < one.id) UNION ALL SELECT due_at FROM job WHERE done_at IS NULL)"
)


@dataclass(slots=True)
class Slot:
    """One life: its room, its people, and what they were told."""

    number: int
    asker: Actor
    helper: Actor
    room: Room
    mark: str
    answers: list[Answer]


class Errands:
    """The steps of all slots' lives, each taken by all of them at once."""

    def __init__(self, home: Household, numbers: Sequence[int], mark: str) -> None:
        self.home, self.practice = home, home.practice
        self.slots = [self._slot(number, mark) for number in numbers]
        self.unanswered: list[str] = []

    def _slot(self, number: int, mark: str) -> Slot:
        asker, helper = neighbours(self.practice, f"{mark}x{number}")
        room = self.practice.channel(f"room-{number}")
        return Slot(number, asker, helper, room, f"{mark}x{number}", [])

    async def run(self) -> None:
        """Live until the evening of the last day."""
        await self._all(lambda slot: self._slash(slot, slot.helper, "offer", until_or_for="45m", topics="Excel"))
        await self._in_public()
        await self._in_private()
        await self._without_a_name()
        await self._nobody_comes()
        await self._of_the_house()

    async def erase(self) -> None:
        """Let every asker have themselves erased."""
        await self._all(self._erase_one)
        await self.settle(A_DAY_AND_MORE)

    async def settle(self, horizon: float = SOON) -> list[str]:
        """Let the bot do all that is due within `horizon`; give what is still to be said after that."""
        ends = self._now() + horizon
        while (due := self._due()) is not None and due <= ends:
            await self.home.advance(max(due - self._now(), 0.0) + 0.1)
            await self._sit_out()
        return [str(row) for row in ask(self.home.records, "SELECT * FROM announcement WHERE state = 'pending'")]

    async def _in_public(self) -> None:
        await self._all(lambda slot: self._ask(slot, "first"))
        await self.settle()
        await self._go_on(11 * MINUTE)
        await self._all(lambda slot: self._press(slot, slot.helper, self._card(slot, "first"), "I can help"))
        await self.settle()
        await self._all(self._sorted)
        await self.settle()
        await self._all(lambda slot: self._press(slot, slot.asker, self._card(slot, "first"), "Open again"))
        await self.settle()
        await self._all(lambda slot: self._hand(slot, "first"))
        await self._compare()
        await self._go_on(25 * HOUR)
        await self._go_on(25 * HOUR)

    async def _in_private(self) -> None:
        await self._all(self._by_form)
        await self.settle()
        await self._all(lambda slot: self._hand(slot, "second"))
        await self.settle()
        await self._all(self._close)
        await self.settle()

    async def _without_a_name(self) -> None:
        await self._all(lambda slot: self._ask(slot, "unnamed", anonymous=True))
        await self.settle()
        await self._all(lambda slot: self._press(slot, slot.helper, self._card(slot, "unnamed"), "I can help"))
        await self.settle()
        await self._all(lambda slot: self._write(slot, slot.helper, self._opening(slot, "unnamed"), TO_ASKER))
        await self.settle()
        await self._all(lambda slot: self._write(slot, slot.asker, self._letter(slot, TO_HELPER), TO_HELPER))
        await self.settle()
        await self._all(lambda slot: self._press(slot, slot.asker, self._letter(slot, SORTED), SORTED))
        await self.settle()

    async def _nobody_comes(self) -> None:
        await self._all(lambda slot: self._ask(slot, "third"))
        await self.settle()
        await self._compare()
        await self._go_on(HOUR)
        await self._go_on(75 * HOUR)

    async def _of_the_house(self) -> None:
        dev, elin = self.practice.person("Dev"), self.practice.person("Elin")
        await self._all(lambda slot: self._slash(slot, dev, "mod export", period="today"))
        await self._all(lambda slot: self._slash(slot, elin, "mentorbot check"))
        await self._all(lambda slot: self._slash(slot, elin, "mentorbot panel"))
        await self.settle(A_DAY_AND_MORE)

    async def _ask(self, slot: Slot, which: str, *, anonymous: bool = False) -> None:
        told: dict[str, Any] = {"question": self._text(slot, which), "topic": "Excel", "anonymous": anonymous}
        answer = await self._slash(slot, slot.asker, "ask", **told)
        if answer and answer.message and MEANT in answer.message.buttons:  # part of their name stands in it
            await self._press(slot, slot.asker, answer.message, MEANT)

    async def _write(self, slot: Slot, person: Actor, shown: Shown | None, button: str) -> None:
        """Write to the other one through the bot."""
        answer = await self._press(slot, person, shown, button)
        if answer and answer.form:
            form = answer.form
            await self._done(slot, lambda: person.begin_submit(form, {"text": "The ribbon was hidden all along."}))

    @staticmethod
    def _letter(slot: Slot, button: str) -> Shown | None:
        return next((shown for shown in reversed(slot.asker.inbox) if button in shown.buttons), None)

    async def _by_form(self, slot: Slot) -> None:
        answer = await self._slash(slot, slot.asker, "ask")
        if answer and answer.form:
            form = answer.form
            values = {"Your question": self._text(slot, "second"), "Topic": "Excel", "How?": ["A private thread"]}
            await self._done(slot, lambda: slot.asker.begin_submit(form, values))

    async def _sorted(self, slot: Slot) -> None:
        await self._press(slot, slot.asker, self._opening(slot, "first"), "Sorted")

    def _opening(self, slot: Slot, which: str) -> Shown | None:
        card = self._card(slot, which)
        place = card.thread if card and card.thread else slot.room
        return next((shown for shown in reversed(place.messages) if "Sorted" in shown.buttons), None)

    async def _close(self, slot: Slot) -> None:
        mine = [
            room
            for room in self.practice.threads()
            if room.channel.thread and room.channel.thread.parent_id == slot.room.id and not room.archived
        ]
        if mine:
            await self._slash(slot, slot.asker, "close", at=mine[-1], note="thanks")

    async def _erase_one(self, slot: Slot) -> None:
        answer = await self._slash(slot, slot.asker, "privacy")
        for button in ("Erase…", "Erase everything"):
            if answer is None or answer.message is None:
                return
            answer = await self._press(slot, slot.asker, answer.message, button)

    @staticmethod
    def _text(slot: Slot, which: str) -> str:
        return f"Errand {slot.mark} {which}?"

    def _card(self, slot: Slot, which: str) -> Shown | None:
        words = self._text(slot, which)
        return next((m for m in reversed(slot.room.messages) if words in m.text and "\nQuestion " in m.text), None)

    async def _slash(
        self, slot: Slot, person: Actor, command: str, at: Room | None = None, **options: object
    ) -> Answer | None:
        return await self._done(slot, lambda: person.begin_slash(at or slot.room, command, **options))

    async def _press(self, slot: Slot, person: Actor, shown: Shown | None, button: str) -> Answer | None:
        if shown is None or shown.gone or button not in shown.buttons:
            return None
        return await self._done(slot, lambda: person.begin_press(shown, button))

    async def _hand(self, slot: Slot, which: str) -> None:
        card = self._card(slot, which)
        if card is not None and not card.gone:
            with suppress(NotAllowed):
                await slot.helper.react(card, HAND)

    async def _done(self, slot: Slot, begin: Callable[[], Answer]) -> Answer | None:
        """Do something; whoever gets no answer tries again, as people do."""
        for _ in range(TRIES):
            try:
                answer = begin()
            except (NotAllowed, LookupError):
                return None
            self.home.begun += 1
            slot.answers.append(answer)
            await self.home.idle()
            if answer.interaction.answered is not None:
                return answer
            await self._sit_out()
        return None

    async def _all(self, act: Callable[[Slot], Awaitable[object]]) -> None:
        await asyncio.gather(*(act(slot) for slot in self.slots))
        await self.home.idle()

    async def _go_on(self, seconds: float) -> None:
        await self.home.advance(seconds)
        await self.settle()

    async def _compare(self) -> None:
        await self.home.idle()
        # Named as what the bot waits for before it ends: a wrong answer may end it in the midst.
        work = self.home.bot.watcher.compare(self.practice.world.state.guild_id)
        looking = asyncio.create_task(work, name=f"{HANDLERS[0]}compare")
        await asyncio.wait([looking])
        error = None if looking.cancelled() else looking.exception()
        if error is not None and not self.home.ending:
            raise error
        await self.settle()

    async def _sit_out(self) -> None:
        """Wait for the end of the silence that Discord's gatekeeper asked for."""
        if silence := self.home.bot.replies.silence:
            await self.home.advance(silence + 1)

    def _now(self) -> float:
        return self.practice.world.now().timestamp()

    def _due(self) -> float | None:
        due = ask(self.home.records, DUE)[0]["due"]
        return None if due is None else due / 1000
