"""What follows a restore: whoever was erased since the backup was made is erased from it again."""

import asyncio
import random
from collections.abc import Iterable
from datetime import datetime

from mentorbot.clock import SystemClock
from mentorbot.parts import assemble
from mentorbot.settings import Settings
from mentorbot.store.database import SqliteDatabase
from mentorbot.store.locking import FileLock


class _Nowhere:
    """There is no Discord to look at: what is to be seen there waits for the bot's next start."""

    async def last_message_at(self, thread_id: int) -> datetime | None:
        raise OSError(f"thread {thread_id} can't be looked at")


def forget_again(settings: Settings, numbers: Iterable[int]) -> int:
    """Erase these members, and those in the list beside the backups; give how many it were."""
    return asyncio.run(_forget_again(settings, numbers))


async def _forget_again(settings: Settings, numbers: Iterable[int]) -> int:
    lock = FileLock(settings.database)
    try:
        database = await SqliteDatabase.open(settings.database)
        try:
            return await _erase(database, settings, numbers)
        finally:
            await database.close()
    finally:
        lock.release()


async def _erase(database: SqliteDatabase, settings: Settings, numbers: Iterable[int]) -> int:
    rng = random.SystemRandom()
    parts = assemble(
        database, settings.policy, SystemClock(), rng, _Nowhere(), backups=settings.backups, sealing=settings.sealing
    )
    count = await parts.privacy.forget_again(numbers)
    if count:
        await database.scrub()
    return count
