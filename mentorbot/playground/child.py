"""A child process that is told things line by line, and whose last words are kept."""

import asyncio
import contextlib
import json
import signal
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

LINES_KEPT = 200


class Child:
    """One run of a program, from start to end."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.lines: deque[str] = deque(maxlen=LINES_KEPT)
        self.heard: Callable[[], object] = lambda: None
        """Called after each line that it prints."""
        self._process = process
        self.ended = asyncio.create_task(self._follow())
        """Done when the process has ended and everything it printed was read; its result is the exit code."""

    @classmethod
    async def start(cls, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Self:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=environment,
            cwd=folder,
            start_new_session=True,  # so that Ctrl-C reaches the server alone, which then stops the bot in order
        )
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return not self.ended.done()

    def tell(self, what: Mapping[str, object]) -> None:
        if self._process.stdin and not self._process.stdin.is_closing():
            with contextlib.suppress(ConnectionError):
                self._process.stdin.write(json.dumps(what).encode() + b"\n")

    def kill(self) -> None:
        """End it at once, as kill -9 and power cuts do."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)

    async def stop(self, patience: float) -> None:
        """Ask it to end by closing its input; insist when it takes longer than `patience`."""
        if self._process.stdin:
            self._process.stdin.close()
        done, _ = await asyncio.wait([self.ended], timeout=patience)
        if not done:
            self.kill()
            await self.wait()

    async def wait(self) -> int:
        return await asyncio.shield(self.ended)

    async def _follow(self) -> int:
        """Read what it prints, so that its pipe never fills."""
        if self._process.stdout:
            async for line in self._process.stdout:
                self.lines.append(line.decode(errors="replace").rstrip())
                self.heard()
        return await self._process.wait()
