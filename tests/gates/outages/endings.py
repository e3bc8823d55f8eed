"""Ends a bot's process at its n-th step: before or after a commit, before or after a request to Discord."""

import os
import signal
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Any

import aiohttp

WATCH = "GATE_END_AT"
"""The environment variable that names a file; once a number stands in it, the bot dies that many steps later."""


class Fuse:
    """The file, from the side of whoever wants a bot to die."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def light(self, steps: int) -> None:
        self.file.write_text(str(steps))

    def put_out(self) -> None:
        self.file.unlink(missing_ok=True)


class Countdown:
    """Counts steps while the file holds a number, and kills the process, as `kill -9` would, at the last of them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._left: int | None = None
        self._lock = threading.Lock()

    def step(self, what: str) -> None:
        with self._lock:
            if self._left is None:
                self._left = self._begin()
            if self._left is None:
                return
            self._left -= 1
            if self._left <= 0:
                sys.stdout.write(f"ended {what}\n")
                sys.stdout.flush()
                os.kill(os.getpid(), signal.SIGKILL)

    def _begin(self) -> int | None:
        """Take the number out of the file, so that the process that comes after this one lives."""
        try:
            number = int(self._file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        self._file.unlink()
        return number


def install(file: Path) -> None:
    """Count every commit and every request of this process."""
    countdown = Countdown(file)
    _count_commits(countdown)
    _count_requests(countdown)


def _count_commits(countdown: Countdown) -> None:
    connect = sqlite3.connect

    class Counted(sqlite3.Connection):
        said = ""

        def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
            if sql != "COMMIT":
                if sql.startswith(("INSERT INTO ", "UPDATE ", "DELETE FROM ")):
                    self.said = " ".join(sql.split()[:3])
                return super().execute(sql, parameters)
            countdown.step(f"before the commit of {self.said}")
            done = super().execute(sql, parameters)
            countdown.step(f"after the commit of {self.said}")
            return done

    def counted(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        return connect(*args, **{**kwargs, "factory": Counted})

    sqlite3.connect = counted


def _count_requests(countdown: Countdown) -> None:
    request = aiohttp.ClientSession._request  # pyright: ignore[reportPrivateUsage] - the one way of every request

    async def counted(self: aiohttp.ClientSession, method: str, url: Any, **kwargs: Any) -> aiohttp.ClientResponse:
        name = f"{method} {_shape(str(url))}"
        countdown.step(f"before {name}")
        response = await request(self, method, url, **kwargs)
        countdown.step(f"after {name}")
        return response

    aiohttp.ClientSession._request = counted  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue] - every request


def _shape(url: str) -> str:
    """The path with numbers and tokens left out, so that the same step has the same name in each run."""
    parts = url.split("?", maxsplit=1)[0].split("/")[3:]
    return "/" + "/".join("…" if part.isdecimal() or len(part) > 40 else part for part in parts)
