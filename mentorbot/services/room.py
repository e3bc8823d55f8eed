"""Whether there is still room on the disk: without it nothing new is begun, so that what has begun can be finished."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from mentorbot.errors import Refused

log = logging.getLogger(__name__)

MEGABYTE = 1_000_000


class NearlyFull(Refused):
    """The computer I run on has hardly any space left, so I can't take new questions or offers just now.

    Everything that has begun goes on. Please tell an admin, and try again later. Nothing was lost.
    """


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class Room:
    """Looks at the disk anew each time, so that it heals by itself; says it in the log when it changes."""

    def __init__(self, folder: Path, least_megabytes: int, free: Callable[[Path], int] = free_bytes) -> None:
        self._folder = folder
        self._least = least_megabytes * MEGABYTE
        self._free = free
        self._enough = True

    def enough(self) -> bool:
        """Say whether there is room for new questions and offers."""
        if not self._least:
            return True
        free = self._free(self._folder)
        enough = free >= self._least
        if enough is not self._enough:
            self._enough = enough
            megabytes = {"free_megabytes": free // MEGABYTE, "least": self._least // MEGABYTE}
            if enough:
                log.info("there is room on the disk again: questions and offers are taken", extra=megabytes)
            else:
                log.error("the disk is nearly full: new questions and offers are refused", extra=megabytes)
        return enough

    def check(self) -> None:
        """Raise `NearlyFull` where nothing new may be begun."""
        if not self.enough():
            raise NearlyFull


PLENTY = Room(Path(), 0)
