"""Discord's ids: a time in the upper bits, a count in the lower ones."""

from collections.abc import Callable
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000


def snowflake_at(moment: datetime, count: int = 0) -> int:
    return (int(moment.timestamp() * 1000) - EPOCH_MS << 22) + count


def time_of(snowflake: int) -> datetime:
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH_MS) / 1000, UTC)


class Snowflakes:
    """Gives ids that carry the server's own time and always grow, even when the clock is moved back."""

    def __init__(self, now: Callable[[], datetime], after: int = 0) -> None:
        self._now = now
        self._last = after

    def next(self) -> int:
        self._last = max(snowflake_at(self._now()), self._last + 1)
        return self._last
