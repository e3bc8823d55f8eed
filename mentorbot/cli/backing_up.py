"""`mentorbot backup` and `mentorbot restore`: a copy of everything, and the way back."""

import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from mentorbot.cli import exits
from mentorbot.settings import Settings
from mentorbot.store.backups import BadBackup, back_up, erased_in, interrupted, newest_backup, newest_whole, restore
from mentorbot.store.forgotten import forgotten
from mentorbot.store.locking import DatabaseInUse

MISSING = "There is no database at {}. MENTORBOT_DATABASE says where it is."


def back_up_now(settings: Settings, folder: Path | None) -> int:
    """Copy the database, which may be in use, and print where the copy is."""
    if not settings.database.is_file():
        return _say(MISSING.format(settings.database), exits.FAILED)
    try:
        made = back_up(settings.database, folder or settings.backups, datetime.now(UTC))
    except BadBackup as error:
        return _say(f"The copy is not whole, so it was thrown away. {error}\n{way_back(settings)}", exits.FAILED)
    except sqlite3.Error as error:
        return _say(f"The database could not be copied ({error}). Nothing was changed.", exits.FAILED)
    except OSError as error:
        return _say(_unwritten(error), exits.FAILED)
    print(made)
    return _say(f"A whole copy, checked. To go back to it one day: mentorbot restore {made}", exits.OK)


def put_back(settings: Settings, backup: Path) -> int:
    """Put a backup in the database's place, and say where the old one is."""
    try:
        erased = erased_in(settings.database) | forgotten(settings.backups) | forgotten(backup.absolute().parent)
        kept = restore(backup, settings.database, datetime.now(UTC))
    except BadBackup as error:
        return _say(f"{error} Nothing was changed.", exits.FAILED)
    except DatabaseInUse:
        return _say("mentorbot is running. Stop it first, then restore. Nothing was changed.", exits.BUSY)
    except sqlite3.Error as error:
        return _say(f"{backup} could not be read into its place ({error}). Nothing was changed.", exits.FAILED)
    except OSError as error:
        return _say(_unwritten(error), exits.FAILED)
    if kept:
        print(f"What was there before is kept as {kept}, with the files beside it whose names begin so.")
    if erased and (count := _forget_again(settings, erased)):
        print(f"Erased from it again, because they had everything about them erased since: {count}.")
    print(f"{settings.database} is now as it was in {backup}. Start mentorbot again.")
    return exits.OK


def _forget_again(settings: Settings, numbers: set[int]) -> int:
    from mentorbot.cli.forgetting import forget_again  # noqa: PLC0415 - it loads the whole bot, which is seldom needed

    return forget_again(settings, numbers)


def lost(settings: Settings) -> str | None:
    """Say in words that the database has gone, where it was there before: the bot must not begin with an empty one."""
    if interrupted(settings.database):
        return f"A restore was cut short, and {settings.database} is not in its place. Restore once more."
    if settings.database.exists() or newest_backup(settings.backups) is None:
        return None
    return (
        f"There is no database at {settings.database}, yet there are backups of one. If it should be there, "
        f"see that its disk is. {way_back(settings)} To begin with nothing instead, move {settings.backups} away."
    )


def way_back(settings: Settings) -> str:
    """Name the newest backup that is whole, and what to type."""
    found = newest_whole(settings.backups)
    if found is None:
        return f"There is no whole backup in {settings.backups}."
    return f"The newest whole backup is {found}. To go back to it: mentorbot restore {found}"


def _unwritten(error: OSError) -> str:
    return f"{error.filename or 'The file'} could not be written: {error.strerror}. Nothing was changed."


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
