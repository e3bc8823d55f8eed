"""One scripted life of three questions that passes through every workflow, told by what people do and see."""

from collections.abc import Awaitable, Callable

from mentorbot.playground.shown import Answer, Room, Shown
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.records import Row, ask

HAND = "✋"
HOUR = 3600.0
ROOM = "questions"
RECENT = 12


class Workflow:
    """Offer, ask, claim by button and by hand, close, reopen, nudge, dissolve, private thread, waves, expiry."""

    def __init__(self, people: Persevering, mark: str) -> None:
        self._people, self._practice, self._mark = people, people.practice, mark
        self._amira, self._ben, self._chloe = (self._practice.person(n) for n in ("Amira", "Ben", "Chloe"))

    @property
    def scenes(self) -> list[Callable[[], Awaitable[None]]]:
        return [
            self.offered,
            self.asked_and_claimed_by_button,
            self.sorted_and_opened_again,
            self.claimed_by_hand,
            self.asked_about_and_dissolved,
            self.kept_private,
            self.nobody_came,
        ]

    async def play(self) -> None:
        """Play every scene; each ends when nothing is left to be done."""
        for scene in self.scenes:
            await scene()
            await self._people.quiet()

    async def offered(self) -> None:
        before = len(self._rows("SELECT id FROM offer"))
        await self._people.told(
            lambda: self._ben.begin_slash(ROOM, "offer", until_or_for="45m", topics="Excel"),
            lambda: len(self._rows("SELECT id FROM offer")) > before,
        )

    async def asked_and_claimed_by_button(self) -> None:
        await self._ask("first")
        card = await self._card("first")
        await self._people.told(
            lambda: self._ben.begin_press(card, "I can help"), lambda: "I can help" not in " ".join(card.buttons)
        )
        await self._people.until(lambda: card.thread and len(card.thread.messages) == 1)

    async def sorted_and_opened_again(self) -> None:
        card = await self._card("first")
        thread = self._thread(card)
        await self._people.told(lambda: self._press_sorted(thread), lambda: self._is("first", "closed"))
        await self._people.until(lambda: thread.locked and card.buttons == ["Open again", "More…"])
        await self._people.told(
            lambda: self._amira.begin_press(card, "Open again"), lambda: not self._is("first", "closed")
        )

    async def claimed_by_hand(self) -> None:
        card = await self._card("first")
        await self._chloe.react(card, HAND)
        await self._people.until(lambda: len(self._thread(card).messages) == 2)

    async def asked_about_and_dissolved(self) -> None:
        card = await self._card("first")
        thread = self._thread(card)
        await self._practice.advance(25 * HOUR)
        await self._people.until(lambda: len(thread.messages) == 3)
        await self._people.quiet()
        await self._practice.advance(25 * HOUR)
        await self._people.until(lambda: thread.locked and card.buttons == ["Open again", "More…"])

    async def kept_private(self) -> None:
        await self._ask("second", private=True)
        card = await self._card("second")
        known = len(self._private())
        await self._chloe.react(card, HAND)
        await self._people.until(lambda: len(self._private()) > known and self._newest().messages)
        await self._people.quiet()
        thread = self._newest()
        await self._people.told(
            lambda: self._amira.begin_slash(thread, "close", note="thanks"), lambda: self._is("second", "closed")
        )
        await self._people.until(lambda: thread.locked)

    async def nobody_came(self) -> None:
        await self._ask("third")
        card = await self._card("third")
        await self._people.quiet()
        await self._practice.advance(11 * 60)
        await self._people.until(self._all_are_asked)
        await self._people.quiet()
        inbox = len(self._amira.inbox)
        await self._practice.advance(73 * HOUR)
        await self._people.until(lambda: len(self._amira.inbox) > inbox and card.buttons == ["Open again", "More…"])

    async def _ask(self, which: str, **options: object) -> None:
        text = f"Macros {self._mark} {which}?"
        await self._people.told(
            lambda: self._amira.begin_slash(ROOM, "ask", question=text, topic="Excel", **options),
            lambda: self._rows("SELECT id FROM question WHERE text = ?", text),
        )

    async def _card(self, which: str) -> Shown:
        words = f"Macros {self._mark} {which}?"
        await self._people.until(lambda: self._found(words))
        return self._found(words)[-1]

    def _found(self, words: str) -> list[Shown]:
        recent = self._practice.channel(ROOM).messages[-RECENT:]
        return [shown for shown in recent if words in shown.text.replace("\\", "")]

    def _press_sorted(self, thread: Room) -> Answer:
        return self._amira.begin_press(thread.messages[0], "Sorted")

    def _thread(self, card: Shown) -> Room:
        assert card.thread is not None
        return card.thread

    def _newest(self) -> Room:
        return max(self._private(), key=lambda room: room.id)

    def _private(self) -> list[Room]:
        return [room for room in self._practice.threads() if room.private]

    def _all_are_asked(self) -> bool:
        """Whether the last step of the waves stands in the room: nobody is left to call."""
        number = self._rows("SELECT id FROM question WHERE text = ?", f"Macros {self._mark} third?")[0]["id"]
        return any(
            f"claim:{number}" in shown.custom_id("I can help")
            for shown in self._practice.channel(ROOM).messages[-RECENT:]
            if "Does anybody here know" in shown.text
        )

    def _is(self, which: str, status: str) -> bool:
        rows = self._rows("SELECT status FROM question WHERE text = ?", f"Macros {self._mark} {which}?")
        return [row["status"] for row in rows] == [status]

    def _rows(self, sql: str, *values: object) -> list[Row]:
        return ask(self._practice.database, sql, *values)
