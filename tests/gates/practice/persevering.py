"""People who try again when no answer came, and somebody who starts the bot again whenever it has died."""

import asyncio
import time
from collections.abc import Callable

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer
from tests.gates.practice.records import waiting

PATIENCE = 20.0
LONGEST = 180.0
TRIES = 5
LOOK_AGAIN = 0.01


class Persevering:
    """Goes on with a story whatever happens to the bot. `away` is how long it stays down, in the bot's own time."""

    def __init__(self, practice: Practice, away: float = 0.0) -> None:
        self.practice = practice
        self.away = away
        self.deaths: list[str] = []
        self.starts: list[float] = []

    @property
    def down(self) -> bool:
        return self.practice.bot_status == "down"

    async def told(self, begin: Callable[[], Answer], stands: Callable[[], object]) -> None:
        """Do something until it is answered; after a death, only if it does not stand already."""
        for _ in range(TRIES):
            await self.revived()
            answer = begin()
            await self.practice.until(lambda a=answer: a.interaction.outcome.done() or self.down, PATIENCE)
            if answer.interaction.answered is not None and not answer.failed:
                return
            await self.revived()
            if stands():
                return
        raise AssertionError("It was tried five times and never answered")

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for what everybody can see."""
        while True:
            await self.practice.until(lambda: condition() or self.down, PATIENCE)
            if not self.down:
                return
            await self.revived()

    async def quiet(self) -> None:
        """Wait until nothing is left to be said or done; patience is renewed while the bot gets on with it."""
        began = moved = time.monotonic()
        before: object = None
        while left := waiting(self.practice.database, self.practice.world.now().timestamp()):
            if self.down:
                await self.revived()
            stands = (left, len(self.practice.requests))
            if stands != before:
                before, moved = stands, time.monotonic()
            if time.monotonic() > min(moved + PATIENCE, began + LONGEST):
                words = self.practice.bot_lines[-3:]
                raise AssertionError(f"still waiting: {len(left)}, such as {left[:3]}; the bot said {words}")
            await asyncio.sleep(LOOK_AGAIN)
        await self.revived()

    async def revived(self) -> None:
        """Start the bot again if it has died."""
        while self.down:
            self.deaths.append(self._last_step())
            await self.practice.advance(self.away)
            began = time.monotonic()
            try:
                await self.practice.start_bot()
            except RuntimeError:
                continue
            self.starts.append(time.monotonic() - began)

    def _last_step(self) -> str:
        return next(
            (line for line in reversed(self.practice.bot_lines) if line.startswith("ended ")), "ended otherwise"
        )
