"""A bar for work that takes a while, where somebody watches a terminal."""

import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 30
BETWEEN_DRAWINGS = 0.1
ERASE = "\r" + " " * 79 + "\r"  # and no escape codes, which some terminals on Windows print as they are


class Progress:
    """Draws `[######........]  43 %  430,000 of 1,000,000 lines` on a terminal, and nothing anywhere else."""

    def __init__(
        self, stream: TextIO, total: int, *, of: str = "lines", timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._total = total
        self._of = of
        self._timer = timer
        self._shown = stream.isatty()
        self._next = timer()

    def at(self, done: int) -> None:
        """Say how much is done; drawn ten times a second at most, so that drawing costs nothing."""
        if self._shown and self._timer() >= self._next:
            self._next = self._timer() + BETWEEN_DRAWINGS
            self._stream.write(ERASE + self._bar(done))
            self._stream.flush()

    def finish(self) -> None:
        """Take the bar away, so that what is written next stands alone."""
        if self._shown:
            self._stream.write(ERASE)
            self._stream.flush()

    def _bar(self, done: int) -> str:
        share = min(done / self._total, 1) if self._total else 1
        filled = "#" * round(share * WIDTH)
        return f"[{filled:.<{WIDTH}}] {share:4.0%}  {done:,} of {self._total:,} {self._of}"
