"""Makes SQLite ail in a bot's process while a file says so: full, read-only, failing; always or by chance."""

import json
import random
import re
import resource
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mentorbot.announcer import Announcer
from mentorbot.playground import botprocess
from mentorbot.store import database
from mentorbot.supervision import Patience

WATCH = "GATE_AIL_BY"
"""The environment variable that names the file."""

BREAK = "GATE_BREAK_STORE"
BELIEVING = "believing"  # a commit that failed is taken for one that did not
SULKING = "sulking"  # what failed once is never tried again

FULL = "full"  # SQLite may not add another page
FILE_LIMIT = "file limit"  # the operating system takes no more of any file: a real error of the disk, in mid-write
READ_ONLY = "read-only"  # SQLite may not write
STATEMENT = "i/o error in a write"
COMMIT = "full at the commit"
READING = "i/o error in a read"
AILMENTS = (FULL, FILE_LIMIT, READ_ONLY, STATEMENT, COMMIT, READING)

NO_LIMIT = 4294967294
_WRITES = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")
_READS = re.compile(r"\s*SELECT ")


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in the file: this share of all transactions ails from this; `seed` decides which."""

    what: str
    share: float
    seed: int


NOTHING = Told("", 0.0, 0)


class Ailment:
    """The file, from the side of whoever wants a database to ail."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def begin(self, what: str, share: float, seed: int) -> None:
        unread = self.file.with_suffix(".new")
        unread.write_text(json.dumps(asdict(Told(what, share, seed))))
        unread.replace(self.file)

    def end(self) -> None:
        self.file.unlink(missing_ok=True)


class Doctor:
    """Says at the beginning of each transaction what it ails from; "" is nothing."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._said = ""
        self._told = NOTHING
        self._rng = random.Random(0)

    def ask(self) -> str:
        try:
            said = self._file.read_text()
        except FileNotFoundError:
            said = ""
        if said != self._said:
            self._said = said
            self._told = Told(**json.loads(said)) if said else NOTHING
            self._rng = random.Random(self._told.seed)
        what = self._told.what if self._rng.random() < self._told.share else ""
        _limit_files(limited=what == FILE_LIMIT)  # whatever connection asks: the limit holds for the whole process
        return what


def install(file: Path) -> None:
    """Let every connection of this process ask the doctor; new clients come soon, however many have failed."""
    botprocess.Patience = partial(Patience, longest=0.5)
    doctor, connect = Doctor(file), sqlite3.connect

    class Ailing(sqlite3.Connection):
        ailment = ""

        def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
            if sql.startswith("BEGIN"):
                self._begin(doctor.ask(), writes=sql == "BEGIN IMMEDIATE")
            elif self.ailment:
                _fail_if_it_must(self.ailment, sql)
            return super().execute(sql, parameters)

        def _begin(self, ailment: str, *, writes: bool) -> None:
            if ailment == self.ailment:
                return
            self.ailment = ailment
            if writes:
                super().execute(f"PRAGMA max_page_count = {1 if ailment == FULL else NO_LIMIT}")
                super().execute(f"PRAGMA query_only = {int(ailment == READ_ONLY)}")

    def ailing(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        doctor.ask()
        return connect(*args, **{**kwargs, "factory": Ailing})

    sqlite3.connect = ailing


def _fail_if_it_must(ailment: str, sql: str) -> None:
    if ailment == COMMIT and sql == "COMMIT":
        raise _error("database or disk is full", sqlite3.SQLITE_FULL)
    if (ailment == STATEMENT and sql.startswith(_WRITES)) or (ailment == READING and _READS.match(sql)):
        raise _error("disk I/O error", sqlite3.SQLITE_IOERR)


def _error(words: str, code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


def _limit_files(*, limited: bool) -> None:
    """Let no file of this process be written beyond its first bytes; Python ignores the signal that comes with it."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096 if limited else hard, hard))


def break_if_asked(environment: Mapping[str, str]) -> None:
    """Break the bot itself on purpose, so that it bears an ailing database badly."""
    if environment.get(BREAK) == BELIEVING:
        database._whole = _believing  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue] - where every transaction ends
    elif environment.get(BREAK) == SULKING:
        Announcer.kick = _nothing


def _nothing(self: Announcer) -> None:
    pass


def _believing(connection: sqlite3.Connection, work: Any, *, writes: bool, asked_at: float) -> Any:
    transaction = database._SqliteTransaction(connection, writes=writes, asked_at=asked_at)  # pyright: ignore[reportPrivateUsage] - as it is made there
    try:
        result = database._unwaiting(work(transaction))  # pyright: ignore[reportPrivateUsage] - as it is run there
        with suppress(sqlite3.OperationalError):
            connection.execute("COMMIT")
    finally:
        connection.rollback()
    return result, transaction.callbacks
