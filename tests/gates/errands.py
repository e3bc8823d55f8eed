"""One short life through every workflow, by people who go on with whatever is still possible."""

import asyncio
import time
from collections.abc import Callable

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Room, Shown
from tests.gates.crowd import HAND, REFUSED
from tests.gates.records import ask, waiting

ROOM = "questions"
HOUR = 3600.0
PATIENCE = 5.0
BACK = 30.0
SAID = (  # what could go out now: nothing before it in its lane was put off
    "SELECT id FROM announcement AS one WHERE state = 'pending' AND due_at <= ?1 AND NOT EXISTS (SELECT 1 FROM "
    "announcement AS other WHERE other.state = 'pending' AND other.question_id = one.question_id "
    "AND other.id < one.id AND other.due_at > ?1)"
)
DUE = "SELECT id FROM job WHERE done_at IS NULL AND due_at <= ?"
LOOK_AGAIN = 0.005
A_DAY_AND_MORE = 30 * HOUR


class Errands:
    """Asks, claims, closes, reopens; nothing here minds when something cannot be done."""

    def __init__(self, practice: Practice, mark: str) -> None:
        self.practice, self._mark = practice, mark
        self.amira, self.ben, self.chloe, self.dev, self.elin = (
            practice.person(name) for name in ("Amira", "Ben", "Chloe", "Dev", "Elin")
        )

    async def run(self) -> None:
        await self._slash(self.ben, "offer", until_or_for="45m", topics="Excel")
        await self._in_public()
        await self._in_private()
        await self._by_form()
        await self._slash(self.dev, "mod export", period="today")
        await self._slash(self.elin, "mentorbot check")
        await self._slash(self.elin, "mentorbot panel")
        self.practice.cut_gateway(resumable=False)
        await self.practice.until(lambda: self.practice.gateway.connected or self.practice.bot_status == "down", BACK)
        await self._go_on(25 * HOUR)
        await self._go_on(25 * HOUR)

    async def recovered(self) -> list[str]:
        """Go on until nothing is left to be said or done; what is still there after a day is stuck."""
        ends = self.practice.world.now().timestamp() + A_DAY_AND_MORE
        while self.practice.world.now().timestamp() < ends:
            await self._idle()
            if not self._left(everything=True):
                return []
            await self.practice.advance(HOUR)
        return [f"stuck: {row}" for row in self._left(everything=True)]

    async def _in_public(self) -> None:
        card = await self._asked("first")
        await self._press(self.ben, card, "I can help")
        await self._hand(self.chloe, card)
        thread = card.thread if card else None
        if thread and thread.messages:
            await self._press(self.amira, thread.messages[0], "Sorted")
        await self._press(self.amira, card, "Open again")
        await self._hand(self.dev, card)

    async def _in_private(self) -> None:
        card = await self._asked("second", private=True)
        await self._go_on(11 * 60)
        await self._hand(self.chloe, card)
        private = [room for room in self.practice.threads() if room.private and not room.archived]
        if private:
            await self._slash(self.amira, "close", private[-1], note="thanks")

    async def _by_form(self) -> None:
        form = await self._slash(self.amira, "ask")
        if form and form.form:
            values = {"Your question": f"Form {self._mark}?", "Topic": "Excel"}
            await self._done(lambda: self.amira.begin_submit(form, values))

    async def _asked(self, which: str, **options: object) -> Shown | None:
        text = f"Errand {self._mark} {which}?"
        await self._slash(self.amira, "ask", question=text, topic="Excel", **options)
        cards = [m for m in self.practice.channel(ROOM).messages[-20:] if text in m.text.replace("\\", "")]
        return cards[-1] if cards else None

    async def _slash(self, person: Actor, command: str, at: str | Room = ROOM, /, **options: object) -> Answer | None:
        return await self._done(lambda: person.begin_slash(at, command, **options))

    async def _press(self, person: Actor, shown: Shown | None, button: str) -> None:
        if shown is not None and not shown.gone:
            await self._done(lambda: person.begin_press(shown, button))

    async def _hand(self, person: Actor, shown: Shown | None) -> None:
        if shown is not None and not shown.gone:
            await person.react(shown, HAND)
            await self._idle()

    async def _done(self, begin: Callable[[], Answer]) -> Answer | None:
        try:
            answer = begin()
        except REFUSED:
            return None
        await self.practice.until(answer.interaction.outcome.done, PATIENCE)
        await self._idle()
        return answer

    async def _go_on(self, seconds: float) -> None:
        await self.practice.advance(seconds)
        await self._idle()

    async def _idle(self) -> None:
        """Wait until nothing is due."""
        ends = time.monotonic() + PATIENCE
        while self._left() and time.monotonic() < ends:  # noqa: ASYNC110 - the bot's database tells nobody
            await asyncio.sleep(LOOK_AGAIN)

    def _left(self, *, everything: bool = False) -> list[str]:
        now = self.practice.world.now().timestamp()
        if everything:
            return waiting(self.practice.database, now)
        return [str(row) for sql in (SAID, DUE) for row in ask(self.practice.database, sql, int(now * 1000))]
