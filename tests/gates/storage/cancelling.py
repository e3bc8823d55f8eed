"""Cancels a piece of work at every moment there is: before each turn of the event loop, and at each SQL statement."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

PATIENCE = 20.0
Work = Coroutine[Any, Any, object]


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of the work; `accepted` says whether it was still there to be cancelled."""

    task: asyncio.Task[object]
    accepted: bool

    @property
    def complaint(self) -> str:
        """Say what is wrong with how it ended; whoever is cancelled has to hear it."""
        if not self.task.done():
            return "it never ends"
        if self.accepted and not self.task.cancelled():
            return f"the cancelling was swallowed: {self.task!r}"
        return ""


class Statements:
    """Knows when connections say something; `on_next` may stop one of them in its thread."""

    def __init__(self) -> None:
        self._count = 0
        self._nth = 0
        self._act: Callable[[], None] = lambda: None

    def watch(self, nth: int, act: Callable[[], None]) -> None:
        """Call `act` before the nth statement from now on."""
        self._count, self._nth, self._act = 0, nth, act

    def said(self) -> None:
        self._count += 1
        if self._count == self._nth:
            self._act()


@contextmanager
def statements() -> Generator[Statements]:
    """Listen to every connection that is opened meanwhile."""
    heard = Statements()

    class Heard(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            heard.said()
            return super().execute(sql, *given)

    with patch.object(sqlite3, "connect", partial(sqlite3.connect, factory=Heard)):
        yield heard


async def at_turn(work: Work, nth: int, _heard: Statements) -> Ended:
    """Cancel before the nth thing that the event loop does: so at each await, and before each waking from it."""
    loop = asyncio.get_running_loop()
    turns, accepted = 0, False

    def counted(schedule: Callable[..., asyncio.Handle]) -> Callable[..., asyncio.Handle]:
        def count(callback: Callable[..., object], *args: Any, context: Any = None) -> asyncio.Handle:
            return schedule(turn, callback, *args, context=context)

        return count

    def turn(callback: Callable[..., object], *args: Any) -> None:
        nonlocal turns, accepted
        turns += 1
        if turns == nth:
            accepted = victim.cancel()
        callback(*args)

    with (
        patch.object(loop, "call_soon", counted(loop.call_soon)),
        patch.object(loop, "call_soon_threadsafe", counted(loop.call_soon_threadsafe)),
    ):
        victim = loop.create_task(work)
        await asyncio.wait([victim], timeout=PATIENCE)
    return Ended(victim, accepted)


async def at_statement(work: Work, nth: int, heard: Statements) -> Ended:
    """Cancel while the nth statement is about to run; it goes on once whoever waited for it has heard."""
    loop = asyncio.get_running_loop()
    accepted = False
    go_on = threading.Event()

    def cancel() -> None:
        nonlocal accepted
        accepted = victim.cancel()
        loop.call_soon(go_on.set)

    def hold() -> None:
        loop.call_soon_threadsafe(cancel)
        go_on.wait(PATIENCE)

    heard.watch(nth, hold)
    victim = loop.create_task(work)
    await asyncio.wait([victim], timeout=PATIENCE)
    heard.watch(0, hold)
    return Ended(victim, accepted)


WAYS = {"turn": at_turn, "statement": at_statement}


def threads_left(before: set[threading.Thread]) -> list[str]:
    """Name the threads that were not there before, and that do not end by themselves."""
    after = [thread for thread in threading.enumerate() if thread not in before]
    for thread in after:
        thread.join(PATIENCE)
    return [f"the thread {thread.name} is left" for thread in after if thread.is_alive()]
