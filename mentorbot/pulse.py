"""Notices when the event loop stalls: everybody waits then, and nobody is answered within Discord's three seconds."""

import asyncio
import logging
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Self

from mentorbot import systemd
from mentorbot.tally import Tally

log = logging.getLogger(__name__)

BEAT = 0.5
STALLED = 1.0
DEEPEST = 12


class Pulse:
    """A task beats in the loop, a thread listens. Use it as `async with Pulse(tally):` around whatever is watched."""

    def __init__(self, tally: Tally, *, beat: float = BEAT, stalled: float = STALLED) -> None:
        self._tally = tally
        self._beat = beat
        self._stalled = stalled
        self._last = time.monotonic()
        self._reported = False
        self._ended = threading.Event()

    async def __aenter__(self) -> Self:
        self._last = time.monotonic()
        self._beating = asyncio.create_task(self._go_on(), name="pulse")
        # A daemon: a process that ends must not wait for whoever watches it.
        threading.Thread(target=self._listen, args=(threading.get_ident(),), name="pulse", daemon=True).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._ended.set()
        self._beating.cancel()
        await asyncio.wait([self._beating])

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(self._beat)
            now = time.monotonic()
            late = max(0.0, now - self._last - self._beat)
            self._last = now
            self._tally.lateness = late
            if late >= self._stalled:
                self._tally.stalls += 1
                log.warning("the event loop stood still", extra={"seconds": round(late, 1)})
            self._reported = False
            systemd.notify("WATCHDOG=1")

    def _listen(self, thread: int) -> None:
        """Say where it stands while it stands: afterwards nobody knows, and a loop that never returns says nothing."""
        while not self._ended.wait(self._beat):
            late = time.monotonic() - self._last - self._beat
            if late >= self._stalled and not self._reported:
                self._reported = True
                frames = sys._current_frames()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - Python has no other name for it
                log.warning("the event loop stands still", extra={"at": where(frames.get(thread))})


def where(frame: FrameType | None) -> str:
    """Name the innermost calls, by file, line and function alone: values may be people's words."""
    calls: list[str] = []
    while frame and len(calls) < DEEPEST:
        calls.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(calls)
