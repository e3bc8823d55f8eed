"""What time it is: passed in everywhere, so that tests and the practice server decide."""

from collections.abc import Callable
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
