"""The practice world on disk, for those who want to go on another day."""

import asyncio
import os
import time
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mentorbot.playground.changes import Change
from mentorbot.playground.model import State
from mentorbot.playground.world import World

WORLD = "world.json"
FILES = "files"
PAUSE = 0.5
SHARE = 20
"""A big world is saved less often, so that saving takes a twentieth of the time at most."""
_STATE = TypeAdapter(State)


class Unreadable(Exception):
    """The folder holds something that is not a practice world."""


def load(folder: Path) -> State | None:
    """The world kept in the folder, if there is one."""
    path = folder / WORLD
    if not path.exists():
        return None
    try:
        return _STATE.validate_json(path.read_bytes())
    except ValidationError as error:
        raise Unreadable(
            f"{path} cannot be read as a practice world. Move it away, or choose another folder."
        ) from error


def load_files(folder: Path, world: World) -> None:
    """The bytes of every file that a message still has."""
    for messages in world.state.messages.values():
        for message in messages.values():
            for attachment in message.attachments:
                path = folder / FILES / str(attachment.id)
                world.files[attachment.id] = path.read_bytes() if path.exists() else b""


def save(folder: Path, world: World) -> None:
    """Write the world beside its place and move it there, so that it is never half written."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / WORLD, _STATE.dump_json(world.state))
    kept = folder / FILES
    known = {path.name for path in kept.iterdir()} if kept.is_dir() else set[str]()
    for number, content in world.files.items():
        if str(number) not in known:
            kept.mkdir(exist_ok=True)
            _write(kept / str(number), content)
    for name in known - {str(number) for number in world.files}:
        (kept / name).unlink()


class Keeper:
    """Saves the world a moment after it changed, and once more at the end."""

    def __init__(self, folder: Path, world: World) -> None:
        self._folder, self._world = folder, world
        self._planned: asyncio.TimerHandle | None = None
        self._pause = PAUSE
        self.saved = asyncio.Event()
        """Set while everything that happened is on disk."""
        self._stop = world.hub.subscribe(self._on_change)

    def close(self) -> None:
        self._stop()
        if self._planned:
            self._planned.cancel()
        save(self._folder, self._world)

    def _on_change(self, _: Change) -> None:
        if self._planned is None:
            self.saved.clear()
            self._planned = asyncio.get_running_loop().call_later(self._pause, self._save)

    def _save(self) -> None:
        self._planned = None
        began = time.monotonic()
        save(self._folder, self._world)
        self._pause = max(PAUSE, SHARE * (time.monotonic() - began))
        self.saved.set()


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
