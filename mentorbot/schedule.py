"""Wakes whoever has something due: the only import of APScheduler, which keeps nothing itself."""

# APScheduler ships no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from mentorbot.clock import Clock

SAFETY_NET = 30
SOONEST = timedelta(milliseconds=1)
AT_ONCE = 1000


class Schedule:
    """Calls `tick` when the next thing is due, every 30 seconds besides, and whenever the clock is moved."""

    def __init__(self, clock: Clock, tick: Callable[[], Awaitable[object]]) -> None:
        self._clock = clock
        self._tick = tick
        self._next: datetime | None = None
        self._ticked_at: float | None = None
        # The defaults drop a wake-up that comes two seconds late, so nothing is ever too late here.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        clock.on_shift(self._shifted)

    @property
    def running(self) -> bool:
        return self._scheduler.running

    def start(self) -> None:
        self._scheduler.add_job(self.tick, "interval", seconds=SAFETY_NET, id="safety net")
        self._scheduler.start()

    @property
    def silent_for(self) -> float:
        """Give the seconds since a tick ended well; infinity where none did."""
        return float("inf") if self._ticked_at is None else time.monotonic() - self._ticked_at

    async def tick(self) -> None:
        """Look at what is due, now."""
        await self._tick()
        self._ticked_at = time.monotonic()

    def every(self, pause: timedelta, act: Callable[[], Awaitable[object]], name: str) -> None:
        """Call `act` again and again."""
        self._scheduler.add_job(act, "interval", seconds=pause.total_seconds(), id=name)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def wake_at(self, when: datetime | None) -> None:
        """Look again at `when` (by the clock that was passed in), unless an earlier look is planned."""
        if when is None or (self._next is not None and self._next <= when):
            return
        self._next = when
        self._arm(when)

    def _arm(self, when: datetime) -> None:
        wait = max(when - self._clock.now(), SOONEST)
        # A wake-up may come while the last one still works, and APScheduler would drop it: the ticks wait for each
        # other by themselves, so several may be under way.
        self._scheduler.add_job(
            self._wake,
            "date",
            run_date=datetime.now(UTC) + wait,
            id="next due",
            replace_existing=True,
            max_instances=AT_ONCE,
        )

    async def _wake(self) -> None:
        self._next = None
        await self.tick()

    def _shifted(self) -> None:
        if self._scheduler.running:
            self._next = None
            self._arm(self._clock.now())
