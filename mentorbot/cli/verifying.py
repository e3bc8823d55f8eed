"""`mentorbot verify`: whether the interaction log is as it was written."""

import asyncio
import sys
from pathlib import Path

from mentorbot.cli import exits
from mentorbot.settings import Settings
from mentorbot.store import verifying
from mentorbot.store.database import DamagedDatabase, SqliteDatabase
from mentorbot.store.migrating import NewerDatabase
from mentorbot.store.verifying import Checked

MISSING = "There is no database at {}. MENTORBOT_DATABASE says where it is."
BROKEN = """\
Line {0} of the log is not as it was written, or a line before it is missing. The {1:,} lines before it are in order.
Somebody changed the database by hand, or its disk is failing. An earlier backup shows what line {0} said."""


def verify(settings: Settings) -> int:
    """Print how many lines follow one from the other, or name the first that does not."""
    if not settings.database.is_file():
        return _complain(MISSING.format(settings.database), exits.FAILED)
    try:
        checked = asyncio.run(_checked(settings.database))
    except (DamagedDatabase, NewerDatabase) as error:
        return _complain(str(error), exits.CONFIGURATION)
    if checked.broken is not None:
        return _complain(BROKEN.format(checked.broken, checked.lines), exits.FAILED)
    print(f"All {checked.lines:,} lines of the log are as they were written.")
    for server, seal in sorted(checked.seals.items()):
        print(f"The newest seal of server {server}: {seal.hex()}")
    return exits.OK


async def _checked(database: Path) -> Checked:
    store = await SqliteDatabase.open(database)
    try:
        return await store.read(verifying.verify)
    finally:
        await store.close()


def _complain(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
