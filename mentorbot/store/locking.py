"""Keeps a second bot away from a database that is in use."""

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class DatabaseInUse(Exception):
    """Another mentorbot works with this database already."""


class FileLock:
    """Held from the moment it is made until released or until the process ends, however it ends."""

    def __init__(self, database: Path) -> None:
        """Take the lock beside `database`; raise `DatabaseInUse` where somebody has it."""
        path = database.with_name(f"{database.name}.lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("w")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise DatabaseInUse(
                f"Another mentorbot is using {database} already. Stop that one first, "
                "or name another file in MENTORBOT_DATABASE."
            ) from None

    def release(self) -> None:
        self._file.close()
