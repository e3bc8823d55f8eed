"""The practice server's people and rooms, in the words of the tests."""

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Room, Shown

MACROS = "How do I enable macros in Excel?"
HAND = "✋"
SOON = 10.0


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
        return await self.amira.slash("questions", "ask", question=question, **options)

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
