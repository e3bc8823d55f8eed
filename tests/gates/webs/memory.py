"""The real schema and the real transactions on a database in memory, whose process may die at any of its commits."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from mentorbot.domain.members import Person
from mentorbot.domain.schools import school_key
from mentorbot.services.choosing import SCHOOL
from mentorbot.store import members
from mentorbot.store.database import (
    SqliteDatabase,
    Transaction,
    Work,
    _whole,  # pyright: ignore[reportPrivateUsage] - the real transaction, without a visit to another thread
)
from tests.played import MONDAY_NOON, SEALING, SERVER, begin

T = TypeVar("T")
NAMES = ("Amira", "Ben", "Chloe", "Dev", "Elin", "Farid", "Grace", "Hanna")
SCHOOLS = {"Amira": "Hill", "Ben": "Hill", "Chloe": "Dale", "Dev": "Dale", "Elin": "Moor"}
FIRST_MEMBER, FIRST_USER = 501, 901


class Died(BaseException):
    """The process is gone: nobody in it hears anything any more."""


def person(member: int) -> Person:
    """The Discord side of a member's number."""
    place = member - FIRST_MEMBER
    return Person(SERVER, FIRST_USER + place, NAMES[place])


class Fuse:
    """Says at which commit from now a process dies, and whether that commit is still made."""

    def __init__(self) -> None:
        self._left = 0
        self._late = False

    def light(self, commits: int, *, late: bool) -> None:
        self._left, self._late = commits, late

    def put_out(self) -> None:
        self._left = 0

    def burns_out(self) -> str | None:
        """Count a commit; "before" or "after" where the process dies of it."""
        if not self._left:
            return None
        self._left -= 1
        return None if self._left else "after" if self._late else "before"


class MemoryDatabase:
    """One process's door to the file, which outlives it: `file` is shared by the processes that follow each other."""

    def __init__(self, file: sqlite3.Connection, fuse: Fuse) -> None:
        self.file = file
        self.dead = False
        self._fuse = fuse

    async def write(self, work: Work[..., T], /, *args: Any, **kwargs: Any) -> T:
        await asyncio.sleep(0)  # whoever came first goes first, and others may come in between
        self._check()
        end = self._fuse.burns_out()
        bound = partial(_torn, work) if end == "before" else work
        result, callbacks = self._whole(bound, args, kwargs, writes=True)
        if end is not None:
            self.dead = True
        self._check()
        for callback in callbacks:
            callback()
        return result

    async def read(self, work: Work[..., T], /, *args: Any, **kwargs: Any) -> T:
        await asyncio.sleep(0)
        self._check()
        return self._whole(work, args, kwargs, writes=False)[0]

    async def scrub(self) -> None:
        """Leave nothing in a file that is none."""

    async def close(self) -> None:
        """Leave the file to whoever opened it."""

    def _check(self) -> None:
        if self.dead:
            raise Died

    def _whole(self, work: Work[..., T], args: Any, kwargs: Any, *, writes: bool) -> tuple[T, list[Callable[[], None]]]:
        try:
            return _whole(self.file, lambda tx: work(tx, *args, **kwargs), writes=writes, asked_at=time.monotonic())
        except Died:
            self.dead = True
            raise


async def _torn(work: Callable[..., Awaitable[Any]], tx: Transaction, *args: Any, **kwargs: Any) -> Any:
    """Do everything but the commit."""
    await work(tx, *args, **kwargs)
    raise Died


def opened() -> sqlite3.Connection:
    """A new database with one server, four topics and the people of `NAMES`."""
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=512)
    connection.deserialize(_template())
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mentorbot.db"
        asyncio.run(_make(path))
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = DELETE")  # what is copied into memory can't have a log beside it
        copy = connection.serialize()
        connection.close()
        return copy


async def _make(path: Path) -> None:
    database = await SqliteDatabase.open(path)
    await database.write(begin, MONDAY_NOON)
    for place in range(len(NAMES)):
        await database.write(members.see, person(FIRST_MEMBER + place), FIRST_MEMBER + place)
    await database.write(_let_them_be_safe)
    await database.close()


async def _let_them_be_safe(tx: Transaction) -> None:
    """Let them ask anonymously, and leave out their own school."""
    await tx.run("UPDATE server SET anonymous = 'on'")
    for name, school in SCHOOLS.items():
        tag = SEALING.tag(f"{SERVER} {school_key(school)}".encode(), SCHOOL)
        await tx.run("UPDATE member SET school = $2 WHERE name = $1", name, tag)
