"""The bot's own process: started, watched, told the time, stopped or killed."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from mentorbot.playground.changes import BotChanged
from mentorbot.playground.realm import Realm

BOT = (sys.executable, "-m", "mentorbot.playground.botprocess")
PATIENCE = 10.0
LINES_KEPT = 200


class BotRunner:
    """Runs `command` as the bot, or nothing at all when it is None and a bot comes from elsewhere."""

    def __init__(self, realm: Realm, folder: Path, command: Sequence[str] | None = BOT) -> None:
        self.database = folder / "mentorbot.db"
        self.lines: deque[str] = deque(maxlen=LINES_KEPT)
        self.note = ""
        self.extra_environment: dict[str, str] = {}
        self._realm, self._folder, self._command = realm, folder, command
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._wanted_end = ""

    @property
    def pid(self) -> int | None:
        return self._process.pid if self.running and self._process else None

    @property
    def has_command(self) -> bool:
        return self._command is not None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def status(self) -> str:
        """Up once it is connected and its commands are known."""
        if self._command is not None and not self.running:
            return "down"
        return "up" if self._realm.gateway.connected and self._realm.knows_commands else "starting"

    async def start(self) -> None:
        """Start the process; `ready` waits until it can be talked to."""
        if self._wanted_end:
            await self._ended()
        if self.running or self._command is None:
            return
        self._realm.gateway.forget()
        self._wanted_end = self.note = ""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=self._environment(),
            cwd=self._folder,
            start_new_session=True,  # so that Ctrl-C reaches the server alone, which then stops the bot in order
        )
        self.tell_offset()
        self._watch = asyncio.create_task(self._follow(self._process))
        self._realm.log.note("server", "The bot's program was started")
        self._realm.hub.publish(BotChanged())

    async def ready(self, seconds: float = PATIENCE) -> None:
        """Wait until the bot is up; `RuntimeError` with its last words when it ends instead."""
        try:
            await self._realm.hub.until(lambda: self.status != "starting", seconds)
        except TimeoutError:
            raise RuntimeError(f"The bot did not get ready in {seconds:g} seconds.\n{self.last_words()}") from None
        if self.status == "down":
            raise RuntimeError(f"The bot stopped while starting.\n{self.last_words()}")

    def tell_offset(self) -> None:
        """Give the bot's clock the same offset as the server's."""
        if self._process and self._process.stdin and self.running:
            offset = self._realm.world.clock.offset.total_seconds()
            with contextlib.suppress(ConnectionError):
                self._process.stdin.write(json.dumps({"offset": offset}).encode() + b"\n")

    def kill(self) -> None:
        """End it at once, as kill -9 and power cuts do."""
        self._end(signal.SIGKILL, "The bot was killed.")

    async def killed(self) -> None:
        self.kill()
        await self._ended()

    async def stop(self) -> None:
        """Ask it to end by closing its input; insist when it does not."""
        if not self.running or self._process is None:
            return
        self._wanted_end = "The bot was stopped."
        if self._process.stdin:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(1.5):
                await self._ended()
        except TimeoutError:
            self.kill()
            await self._ended()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def last_words(self) -> str:
        return "\n".join(list(self.lines)[-15:])

    def _end(self, number: signal.Signals, note: str) -> None:
        if self.running and self._process:
            self._wanted_end = note
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _ended(self) -> None:
        if self._watch:
            await asyncio.shield(self._watch)

    async def _follow(self, process: asyncio.subprocess.Process) -> None:
        """Keep what it prints, so that its pipe never fills, and note its end."""
        if process.stdout:
            async for line in process.stdout:
                self.lines.append(line.decode(errors="replace").rstrip())
        code = await process.wait()
        self.note = self._wanted_end or f"The bot stopped by itself (code {code}). {self._last_line()}".strip()
        self._realm.log.note("server", self.note)
        self._realm.hub.publish(BotChanged())

    def _last_line(self) -> str:
        return next((line for line in reversed(self.lines) if line.strip()), "")

    def _environment(self) -> dict[str, str]:
        """The computer's own environment without any setting of a real bot."""
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("MENTORBOT_")}
        found = [entry or str(Path.cwd()) for entry in sys.path]
        return kept | {
            "PYTHONPATH": os.pathsep.join(found),
            "PYTHONUNBUFFERED": "1",
            "MENTORBOT_TOKEN": self._realm.bot_token,
            "MENTORBOT_DATABASE": str(self.database),
            "MENTORBOT_GUILD_READY_SECONDS": "0.2",
            "PRACTICE_API": self._realm.api_url,
            "PRACTICE_GATEWAY": self._realm.gateway_url,
            **self.extra_environment,
        }
