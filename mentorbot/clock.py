"""What time it is: passed in everywhere, so that tests and the practice server decide."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time (always aware, in UTC) and says when it was moved by hand."""

    def now(self) -> datetime: ...

    def on_shift(self, callback: Callable[[], None]) -> None:
        """Call `callback` whenever the time jumps, so that whoever waits can look again."""
        ...


class SystemClock:
    """The computer's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def on_shift(self, callback: Callable[[], None]) -> None:
        """Never calls: nobody moves this clock."""


class ShiftedClock:
    """The computer's time plus an offset that can be moved, as in the practice server."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        self._callbacks: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def on_shift(self, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    def shift(self, offset: timedelta) -> None:
        """Set the whole offset (not a step), so that saying it twice changes nothing."""
        self.offset = offset
        for callback in self._callbacks:
            callback()


_MOMENTS: ContextVar[dict["Clock", datetime] | None] = ContextVar("_MOMENTS", default=None)


@contextmanager
def one_moment() -> Generator[None]:
    """Let time stand still for each `SteadyClock` from its first reading on, in this thread or task."""
    token = _MOMENTS.set({})
    try:
        yield
    finally:
        _MOMENTS.reset(token)


class SteadyClock:
    """Another clock that gives each transaction one moment, as SQL's `now()` does: what it writes bears one time.

    Else a busy computer, or a clock that is set meanwhile, puts seconds between a row and the log's line about it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        moments = _MOMENTS.get()
        if moments is None:
            return self._clock.now()
        if self not in moments:
            moments[self] = self._clock.now()
        return moments[self]

    def on_shift(self, callback: Callable[[], None]) -> None:
        self._clock.on_shift(callback)
