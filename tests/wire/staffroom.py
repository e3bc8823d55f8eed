"""The practice server's people and rooms, in the words of the tests."""

import asyncio
import sqlite3
from contextlib import closing

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Room, Shown

MACROS = "How do I enable macros in Excel?"
HAND = "✋"
SOON = 60.0
POSTED = "Your question is posted"
WILL_BE_POSTED = "Your question is safe and will appear in a moment."  # what the bot says while its card takes long


class Staffroom:
    """Amira asks, Ben and Chloe help, Dev moderates, Elin is the admin; all of it in #questions."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.amira, self.ben, self.chloe = (practice.person(name) for name in ("Amira", "Ben", "Chloe"))
        self.dev, self.elin = practice.person("Dev"), practice.person("Elin")

    @property
    def said(self) -> list[Shown]:
        """What stands in #questions for everybody."""
        return self.practice.channel("questions").messages

    @property
    def cards(self) -> list[Shown]:
        return [message for message in self.said if "\nQuestion " in message.text]

    @property
    def card(self) -> Shown:
        return self.cards[-1]

    @property
    def thread(self) -> Room:
        """The newest thread."""
        return self.practice.threads()[-1]

    async def offer(self, topics: str = "Excel", until: str = "45m") -> Answer:
        return await self.ben.slash("questions", "offer", until_or_for=until, topics=topics)

    async def ask(self, question: str = MACROS, **options: object) -> Answer:
        """Amira asks; where she is told that her question is or will be posted, its card stands afterwards."""
        before = len(self.cards)
        answer = await self.amira.slash("questions", "ask", question=question, **options)
        if taken(answer.text):
            await self.posted(before + 1)
        return answer

    async def posted(self, cards: int = 1) -> None:
        """Wait until so many cards stand, and the bot knows that the newest does."""
        await self.until(lambda: len(self.cards) >= cards)
        noted = "SELECT 1 FROM announcement WHERE state = 'sent' AND message_id = ?"
        with closing(sqlite3.connect(self.practice.database, timeout=SOON)) as database:
            async with asyncio.timeout(SOON):
                while not database.execute(noted, (self.card.id,)).fetchone():  # noqa: ASYNC110 - it tells nobody of it
                    await asyncio.sleep(0.05)

    async def claimed(self, question: str = MACROS, **options: object) -> Room:
        """Amira asks, Ben presses the button; give their thread with its opening message."""
        await self.ask(question, **options)
        await self.ben.press(self.card, "I can help")
        await self.opened()
        return self.thread

    async def opened(self, threads: int = 1) -> None:
        """Wait until that many threads have their opening message."""
        await self.until(
            lambda: len(self.practice.threads()) == threads and all(room.messages for room in self.practice.threads())
        )

    async def opened_again(self) -> None:
        """Amira says that her question is sorted, and then that it isn't."""
        await self.amira.press(self.thread.messages[0], "Sorted")
        await self.until(lambda: self.card.buttons == ["Open again", "More…"])
        await self.amira.press(self.card, "Open again")

    async def until(self, condition: object, seconds: float = SOON) -> None:
        assert callable(condition)
        await self.practice.until(condition, seconds)

    async def kill_and_start(self) -> None:
        self.practice.kill_bot()
        await self.practice.start_bot()


def taken(receipt: str, posted: str = POSTED) -> bool:
    """Whether a question was taken in, however long its card takes."""
    return posted in receipt or WILL_BE_POSTED in receipt
