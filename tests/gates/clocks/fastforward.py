"""Hours in a moment: an event loop whose time jumps to the next timer, and a computer's clock that can be set."""

import asyncio
import selectors
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from mentorbot import schedule
from tests.discord.played import played_datetime

READ_THE_TIME = ("mentorbot.schedule", "apscheduler.schedulers.base", "apscheduler.triggers.interval")
FAR = timedelta(days=1)
ROUNDING = timedelta(milliseconds=1)  # the store keeps whole milliseconds


class FastForward(asyncio.SelectorEventLoop):
    """Waits for nothing but the database: while `is_busy`, real time passes, else the next timer comes at once."""

    def __init__(self) -> None:
        self.is_busy: Callable[[], bool] = lambda: True
        self.ahead = 0.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self.ahead


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: FastForward) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        if self._loop.is_busy():
            return super().select(None)
        found = super().select(0)
        if not found:
            self._loop.ahead += timeout
        return found


class SteppedClock:
    """The computer's clock: it goes on with the loop's time, and is set now and then; nobody is told of that."""

    def __init__(self, loop: FastForward, start: datetime) -> None:
        self._loop = loop
        self._spans: list[tuple[float, datetime]] = [(loop.time(), start)]
        self._until_set: tuple[int, timedelta] | None = None
        self.is_tick = False  # only then it is set between two readings: what people count on they read beforehand

    def now(self) -> datetime:
        """Read it; where it is to be set between two readings, that happens after this one."""
        shown = self.unread()
        if self._until_set and self.is_tick:
            count, by = self._until_set
            self._until_set = (count - 1, by) if count > 1 else None
            if count <= 1:
                self.set(by)
        return shown

    def unread(self) -> datetime:
        began, shown = self._spans[-1]
        return shown + timedelta(seconds=self._loop.time() - began)

    def on_shift(self, callback: Callable[[], None]) -> None:
        """Never calls, as the computer's own clock."""

    def set(self, by: timedelta) -> None:
        self._spans.append((self._loop.time(), self.unread() + by))

    def set_after_readings(self, count: int, by: timedelta) -> None:
        self._until_set = (count, by)

    def overdue(self, due: datetime, since: float, until: float) -> timedelta | None:
        """Say how long the clock showed `due` or later between two moments of the loop's time; None for never."""
        ends = [began for began, _ in self._spans[1:]] + [until]
        spans = [(began, min(end, until), shown) for (began, shown), end in zip(self._spans, ends, strict=True)]
        late, ever = timedelta(), False
        for began, end, shown in spans:
            if end < since or began > until:
                continue
            last = shown + timedelta(seconds=end - began)
            ever |= last >= due - ROUNDING
            first = max(shown, shown + timedelta(seconds=since - began), due)
            late += max(last - first, timedelta())
        return late if ever else None


@contextmanager
def hurrying(clock: SteppedClock, safety_net: timedelta = FAR) -> Generator[None]:
    """Let the schedule read this clock as the computer's, and put its safety net out of reach.

    Only what is planned, and a clock that was seen to be set, may wake anybody then.
    """
    kind = played_datetime(lambda: clock.unread().astimezone(UTC))
    with patch.object(schedule, "SAFETY_NET", safety_net):
        patches = [patch(f"{module}.datetime", kind) for module in READ_THE_TIME]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()
