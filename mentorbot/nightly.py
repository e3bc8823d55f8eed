"""The nightly backup: made once after three in the morning, or as soon as the computer is on again."""

import asyncio
import logging
import sqlite3
from datetime import datetime
from zoneinfo import ZoneInfo

from mentorbot.clock import Clock
from mentorbot.domain.nights import last_night
from mentorbot.settings import Settings
from mentorbot.store.backups import BadBackup, back_up, made_at, newest_backup, prune

log = logging.getLogger(__name__)


class Nightly:
    """What was done is known from the backups themselves, so a restart forgets nothing."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self.problem: str | None = None
        """Why the last one could not be made."""

    async def look(self) -> None:
        """Make a backup if last night's is missing, in a thread so that nobody waits for it."""
        if self._settings.backup_keep:
            await asyncio.to_thread(self._make, self._clock.now())

    def _make(self, now: datetime) -> None:
        folder = self._settings.backups
        try:
            newest = newest_backup(folder)
            if newest and made_at(newest) >= last_night(now, ZoneInfo(self._settings.zone)):
                return
            made = back_up(self._settings.database, folder, now)
            gone = prune(folder, self._settings.backup_keep)
        except (BadBackup, OSError, sqlite3.Error, ValueError) as error:
            self.problem = str(error)
            log.error("the nightly backup could not be made: %s", error)  # noqa: TRY400 - words, no traceback
            return
        self.problem = None
        log.info("backed up", extra={"file": made.name, "thrown_away": len(gone)})
