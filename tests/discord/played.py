"""A clock that tells simcord's time."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo


class PlayedClock:
    """Follows `source`, and tells its listeners when the test has moved it."""

    def __init__(self) -> None:
        self.source: Callable[[], datetime] = lambda: datetime(2026, 1, 1, tzinfo=UTC)
        self._callbacks: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self.source().astimezone(UTC)

    def on_shift(self, callback: Callable[[], None]) -> None:
        self._callbacks = [callback]  # of the bot that runs now; one that was killed hears nothing

    def tell(self) -> None:
        for callback in self._callbacks:
            callback()


def played_datetime(source: Callable[[], datetime]) -> type[datetime]:
    """Give a `datetime` whose `now()` is the played time."""

    class Kind(type(datetime)):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, datetime)

    class PlayedDatetime(datetime, metaclass=Kind):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return source().astimezone(tz)

    return PlayedDatetime
