"""The bot of G14, in a process of its own, and the ways to break its erasing on purpose.

`python -m tests.gates.erasing.erasures` is the bot of the practice server; the environment says what it is to forget
to erase.
"""

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path

from mentorbot.playground import botprocess
from mentorbot.services import privacy
from mentorbot.store import erasure
from mentorbot.store.database import SqliteDatabase, Transaction

BREAK = "GATE_BREAK_ERASURE"
KEEPS_NOTES = "keeps-notes"  # what they wrote when they closed a thread stays
KEEPS_MESSAGES = "keeps-messages"  # what the bot said about them stays on Discord
KEEPS_BYTES = "keeps-bytes"  # deleted rows stay in the database's file until something is written over them
KEEPS_NO_LIST = "keeps-no-list"  # nobody tells a restored backup who was erased
WAYS = (KEEPS_NOTES, KEEPS_MESSAGES, KEEPS_BYTES, KEEPS_NO_LIST)


def break_by(how: str) -> None:
    if how == KEEPS_NOTES:
        erasure.ERASE = tuple(statement for statement in erasure.ERASE if "note" not in statement)
    elif how == KEEPS_MESSAGES:
        erasure.naming = _nothing
    elif how == KEEPS_BYTES:
        SqliteDatabase.scrub = _leave
    elif how == KEEPS_NO_LIST:
        privacy.remember = _forget


async def _nothing(tx: Transaction, member_id: int) -> list[erasure.Naming]:
    return []


async def _leave(self: SqliteDatabase) -> None:
    """Write nothing anew."""


def _forget(folder: Path, numbers: Iterable[int]) -> None:
    """Write no list."""


if __name__ == "__main__":
    break_by(os.environ.get(BREAK, ""))
    asyncio.run(botprocess.run())
