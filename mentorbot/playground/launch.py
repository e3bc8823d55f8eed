"""The first moments of a practice: a port, a folder, a token, and the bot's program already starting.

Nothing heavy is imported here, so that the bot loads its libraries while the server is still loading its own.
"""

import os
import secrets
import shutil
import socket
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mentorbot.playground.child import Child

HOST = "127.0.0.1"
BOT = (sys.executable, "-m", "mentorbot.playground.botprocess")
SETTINGS = "MENTORBOT_"
KEY_FILE = "secret.key"


@dataclass(slots=True)
class Launch:
    """What one run of the practice server stands on. `command` is None when the bot comes from elsewhere."""

    listener: socket.socket
    folder: Path
    temporary: bool
    command: Sequence[str] | None = BOT
    extra: Mapping[str, str] = field(default_factory=dict[str, str])
    token: str = field(default_factory=lambda: f"practice.{secrets.token_urlsafe(24)}")
    child: Child | None = None

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.listener.getsockname()[1]}"

    @property
    def database(self) -> Path:
        return self.folder / "mentorbot.db"

    async def start_bot(self) -> Child | None:
        """Start the bot's program; it waits to be told the time before it does anything."""
        if self.command is not None:
            self.child = await Child.start(self.command, self._environment(), self.folder)
        return self.child

    def close(self) -> None:
        """Give everything back; a temporary folder goes with all that is in it."""
        self.listener.close()
        if self.temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _secret_key(self) -> str:
        """Give the practice's own key, which outlives it where its folder does."""
        file = self.folder / KEY_FILE
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(32), encoding="ascii")
        return file.read_text(encoding="ascii")

    def _environment(self) -> dict[str, str]:
        """The computer's own environment, without any setting of a real bot."""
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(SETTINGS)}
        return kept | {
            "PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path),
            "PYTHONUNBUFFERED": "1",
            "MENTORBOT_TOKEN": self.token,
            "MENTORBOT_SECRET_KEY": self._secret_key(),
            "MENTORBOT_DATABASE": str(self.database),
            "MENTORBOT_GUILD_READY_SECONDS": "0.2",
            "PRACTICE_API": f"{self.origin}/api/v10",
            "PRACTICE_GATEWAY": f"{self.origin.replace('http', 'ws', 1)}/gateway",
            **self.extra,
        }


def prepare(
    data: Path | None = None,
    *,
    port: int = 0,
    bot: Sequence[str] | None = BOT,
    environment: Mapping[str, str] | None = None,
) -> Launch:
    """Take a port on this computer and a folder; `OSError` when either cannot be had."""
    listener = socket.create_server((HOST, port))
    try:
        if data is not None:
            data.mkdir(parents=True, exist_ok=True)
        folder = (data or Path(tempfile.mkdtemp(prefix="mentorbot-practice-"))).resolve()
    except OSError:
        listener.close()
        raise
    return Launch(listener, folder, data is None, bot, environment or {})
