"""Delivers announcements: each once, in order where they belong together, and again after a failure."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

import discord

from mentorbot.attempts import Attempts, Entry, Result
from mentorbot.clock import Clock
from mentorbot.deliveries import Deliveries
from mentorbot.domain.announcements import Announcement
from mentorbot.services.announcing import Announcing
from mentorbot.verdicts import PASSING

log = logging.getLogger(__name__)

ANSWER_PATIENCE = 10.0  # seconds
AT_ONCE = 32


@dataclass(slots=True)
class Answer:
    """Whether the answer to a press shows the announcement, or leaves it to the announcer."""

    left: bool = False

    def leave(self) -> None:
        self.left = True


class Announcer:
    """Lanes of announcements; those of one question wait for each other, others do not."""

    def __init__(
        self,
        announcing: Announcing,
        deliveries: Deliveries,
        clock: Clock,
        rng: Random,
        wake_at: Callable[[datetime], None],
    ) -> None:
        self._announcing = announcing
        self._attempts = Attempts(announcing, deliveries, clock, rng)
        self._clock = clock
        self._wake_at = wake_at
        self._lanes: dict[tuple[str, int], deque[Entry]] = {}
        self._workers: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._waiting: dict[int, asyncio.Future[Result]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._open = False

    def on_recovered(self, recovered: Callable[[int], Awaitable[None]]) -> None:
        """Call `recovered` with a question whose card stood there for a while without our knowing it."""
        self._attempts.on_recovered(recovered)

    async def start(self) -> None:
        """Begin with what an earlier process left behind, which may or may not have been shown."""
        if self._open:
            return
        left_behind = await self._announcing.pending()
        waiting = {entry.announcement.id for lane in self._lanes.values() for entry in lane}
        self._open = True
        for announcement in left_behind:
            if announcement.id not in waiting:
                self._put(Entry(announcement, announcement.due_at, doubtful=True, attempt=announcement.attempt))
        self.kick()

    async def stop(self) -> None:
        """Take nothing new; finish what is being sent."""
        self._open = False
        if self._workers:
            await asyncio.wait(list(self._workers.values()))

    @property
    def workers(self) -> tuple[asyncio.Task[None], ...]:
        """What is being delivered just now."""
        return tuple(self._workers.values())

    @property
    def lanes(self) -> int:
        """How many lanes hold something that is still to be said."""
        return len(self._lanes)

    async def abandon(self) -> None:
        """End what is being sent at once: after the next start it is looked for before it is sent again."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        if workers:
            await asyncio.wait(workers)

    def deliver(self, announcement: Announcement, held: bool) -> None:
        """Take in what was just put into the outbox."""
        self._put(Entry(announcement, announcement.due_at, held=held))
        self._kick(announcement.lane)

    def kick(self) -> None:
        """Go on with every lane whose next announcement is due."""
        for lane in list(self._lanes):
            self._kick(lane)

    async def result(self, announcement: Announcement, patience: float) -> Result | None:
        """Wait up to `patience` seconds for what becomes of an announcement; None when that takes longer."""
        future = self._waiting.setdefault(announcement.id, asyncio.get_running_loop().create_future())
        try:
            async with asyncio.timeout(patience):
                return await asyncio.shield(future)
        except TimeoutError:
            return future.result() if future.done() else None  # which may have come in the same moment
        finally:
            self._waiting.pop(announcement.id, None)

    @asynccontextmanager
    async def shown_by_answer(self, announcement: Announcement) -> AsyncGenerator["Answer"]:
        """Let the answer to a press show a held announcement; where that fails it is delivered like any other.

        It is delivered as well where an earlier one of its lane is being sent just now.
        """
        answer, shown = Answer(), False
        crossing = announcement.lane in self._workers  # what is on its way may arrive after the answer, and is older
        try:
            async with asyncio.timeout(ANSWER_PATIENCE):  # the rest of its lane waits behind it
                yield answer
            shown = not answer.left and not crossing and await self._noted(announcement)
        except (discord.HTTPException, *PASSING) as error:
            log.info(
                "an answer came too late", extra={"announcement": announcement.id, "problem": type(error).__name__}
            )
        finally:
            if not shown:
                self._release(announcement)

    async def _noted(self, announcement: Announcement) -> bool:
        """Write down what an answer has shown; where that fails it is shown once more, which changes nothing."""
        try:
            await self._announcing.sent(announcement, None, None)
        except Exception:
            log.exception("what an answer showed was not noted", extra={"announcement": announcement.id})
            return False
        self._lanes[announcement.lane].remove(self._entry(announcement))
        self._kick(announcement.lane)
        self._sweep(announcement.lane)
        return True

    def _release(self, announcement: Announcement) -> None:
        self._entry(announcement).held = False
        self._kick(announcement.lane)

    def _entry(self, announcement: Announcement) -> Entry:
        return next(entry for entry in self._lanes[announcement.lane] if entry.announcement.id == announcement.id)

    def _put(self, entry: Entry) -> None:
        self._lanes.setdefault(entry.announcement.lane, deque()).append(entry)

    def _kick(self, lane: tuple[str, int]) -> None:
        if self._open and lane not in self._workers and self._next(lane):
            worker = asyncio.create_task(self._work(lane), name=f"announce {lane[0]} {lane[1]}")
            self._workers[lane] = worker
            worker.add_done_callback(lambda task: self._rest(lane, task))

    def _rest(self, lane: tuple[str, int], worker: asyncio.Task[None]) -> None:
        self._workers.pop(lane, None)
        self._sweep(lane)
        if not worker.cancelled() and (error := worker.exception()):
            log.error("a lane stopped", exc_info=error)
            self._wake_at(self._clock.now() + timedelta(seconds=30))
        elif self._open and self._next(lane):
            self._kick(lane)

    def _sweep(self, lane: tuple[str, int]) -> None:
        """Forget a lane that is empty and at rest."""
        if lane not in self._workers and not self._lanes.get(lane):
            self._lanes.pop(lane, None)

    def _next(self, lane: tuple[str, int]) -> Entry | None:
        """Give the announcement at the head of a lane, if it can go out now."""
        queue = self._lanes.get(lane)
        if not queue or queue[0].held:
            return None
        # What was never tried waits for nothing, though by a clock that was set back its time has not come.
        if queue[0].attempt and queue[0].due_at > self._clock.now():
            self._wake_at(queue[0].due_at)
            return None
        return queue[0]

    async def _work(self, lane: tuple[str, int]) -> None:
        while self._open and (entry := self._next(lane)):
            async with self._places:
                result = await self._attempts.make(entry, partial(self._is_awaited, entry.announcement.id))
            if result is None:
                continue  # put off: `_next` says until when
            self._lanes[lane].popleft()
            if future := self._waiting.pop(entry.announcement.id, None):
                future.set_result(result)
            elif result.awaited:  # until just now: they have read that it takes longer
                await self._announcing.unheard(entry.announcement)

    def _is_awaited(self, announcement_id: int) -> bool:
        return announcement_id in self._waiting
