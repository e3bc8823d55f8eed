"""Wakes whoever has something due: the only import of APScheduler, which keeps nothing itself."""

# APScheduler ships no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from mentorbot.clock import Clock

SAFETY_NET = timedelta(seconds=30)
LOOK_AT_CLOCK = 2.0
STEP = timedelta(seconds=1)
SOONEST = timedelta(milliseconds=1)
AT_ONCE = 1000


class Schedule:
    """Calls `tick` when the next thing is due, every 30 seconds besides, and whenever the clock is moved.

    Timers run by a clock of their own, which stands still while a laptop sleeps and never hears of a time being set. So
    the two are compared every two seconds: what is due by the new time is not left waiting by the old one.
    """

    def __init__(self, clock: Clock, tick: Callable[[], Awaitable[object]]) -> None:
        self._clock = clock
        self._tick = tick
        self._next: datetime | None = None
        self._ticked_at: float | None = None
        self._pauses: dict[str, timedelta] = {}
        self._began: datetime | None = None
        self._comparing: asyncio.TimerHandle | None = None
        # The defaults drop a wake-up that comes two seconds late, so nothing is ever too late here.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        clock.on_shift(self._shifted)

    @property
    def running(self) -> bool:
        return self._scheduler.running

    def start(self) -> None:
        self.every(SAFETY_NET, self.tick, "safety net")
        self._scheduler.start()
        self._compare_clocks()

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
        self._pauses[name] = pause
        self._scheduler.add_job(act, "interval", seconds=pause.total_seconds(), id=name)

    def stop(self) -> None:
        if self._comparing:
            self._comparing.cancel()
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
            self.wake_at(self._clock.now())

    def _compare_clocks(self) -> None:
        """Begin anew by the computer's clock where it was set, or the computer slept."""
        loop = asyncio.get_running_loop()
        began = datetime.now(UTC) - timedelta(seconds=loop.time())
        if self._began is not None and abs(began - self._began) > STEP:
            for name, pause in self._pauses.items():
                self._scheduler.modify_job(name, next_run_time=datetime.now(UTC) + pause)
            self._shifted()
        self._began = began
        self._comparing = loop.call_later(LOOK_AT_CLOCK, self._compare_clocks)
