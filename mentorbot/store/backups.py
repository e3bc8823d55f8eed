"""Copies of the database: made while it is in use, checked, and put in place as a whole or not at all."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mentorbot.store.locking import FileLock
from mentorbot.store.migrating import migrations
from mentorbot.store.placing import UNFINISHED, renamed_when_done, sync

PREFIX, SUFFIX, STAMP = "mentorbot-", ".db", "%Y-%m-%dT%H%M%SZ"
PARTS = ("", "-wal", "-shm")
RESTORING = ".restoring"
NUMBERS_LEFT = 1_000_000  # more than a bot says between two backups
CHANGEABLE = timedelta(days=7)  # by then an ended question is hardly opened again
LEAVE_A_GAP = """
INSERT INTO announcement (id, server_id, kind, created_at, due_at, state, problem)
SELECT (SELECT coalesce(max(id), 0) FROM announcement) + :gap, id, 'notice', :at, :at, 'dropped', 'restored here'
FROM server LIMIT 1"""
REDRAW = """
INSERT INTO announcement (server_id, kind, question_id, created_at, due_at)
SELECT server_id, 'card-update', id, :at, :at FROM question
WHERE closed_at IS NULL OR closed_at > :since ORDER BY id"""
REDO_THREADS = """
INSERT INTO announcement (server_id, kind, question_id, link_id, created_at, due_at)
SELECT server_id, CASE WHEN closed_at IS NULL THEN 'thread' ELSE 'thread-close' END, question_id, id, :at, :at
FROM link WHERE thread_id IS NOT NULL AND (closed_at IS NULL OR closed_at > :since) ORDER BY id"""


class BadBackup(Exception):
    """A file that can't stand in for the database; the message says why."""


def back_up(database: Path, folder: Path, now: datetime) -> Path:
    """Copy a database that may be in use into `folder`; give the copy, which is whole, checked and on disk.

    Raises `BadBackup` where the copy does not read as a whole database, and `OSError` where it could not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{PREFIX}{now:{STAMP}}{SUFFIX}"
    with renamed_when_done(target) as unfinished:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source:
            source.execute("VACUUM INTO ?", (str(unfinished),))
        check(unfinished)
        unfinished.chmod(0o600)  # it holds people's questions
    return target


def newest_backup(folder: Path) -> Path | None:
    return max(folder.glob(f"{PREFIX}*{SUFFIX}"), default=None)  # the names begin with their moment


def newest_whole(folder: Path) -> Path | None:
    """Give the newest backup that could stand in for the database; each is read through until one is whole."""
    for backup in sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), reverse=True):
        try:
            check(backup)
        except BadBackup:
            continue
        return backup
    return None


def made_at(backup: Path) -> datetime:
    """Say when a backup was made, which is in its name."""
    return datetime.strptime(backup.name.removeprefix(PREFIX), f"{STAMP}{SUFFIX}").replace(tzinfo=UTC)


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all backups but the newest `keep`, and what an interrupted one left; give the backups that went."""
    old = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))[:-keep] if keep else []
    newest = newest_backup(folder)
    left = [part for part in folder.glob(f"{PREFIX}*{UNFINISHED}") if newest and part.name < newest.name]
    for file in (*old, *left):
        file.unlink()
    return old


def check(file: Path) -> None:
    """Raise `BadBackup` unless `file` is a whole mentorbot database of a version known here."""
    if not file.is_file():
        raise BadBackup(f"There is no file {file}.")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            [problem] = copy.execute("PRAGMA integrity_check(1)").fetchone()
            [version] = copy.execute("PRAGMA user_version").fetchone()
            known = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'event'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{file} is not a whole database ({error}).") from error
    if problem != "ok" or not known:
        raise BadBackup(f"{file} is not a whole mentorbot database ({problem}).")
    if version > max(migrations("sqlite")):
        raise BadBackup(f"{file} was made by a newer mentorbot. Install that version first.")


def restore(backup: Path, database: Path, now: datetime) -> Path | None:
    """Put `backup` in the database's place; give where the replaced one is kept, None where there was none.

    Raises `BadBackup` before anything is touched, and `DatabaseInUse` while a bot runs.
    """
    check(backup)
    lock = FileLock(database)
    restoring = database.with_name(database.name + RESTORING)
    try:
        with renamed_when_done(restoring) as unfinished:
            with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as source:
                source.execute("VACUUM INTO ?", (str(unfinished),))
            _catch_up(unfinished, now)
            check(unfinished)
        kept = _set_aside(database, now)
        restoring.replace(database)
        sync(database.parent)
    finally:
        lock.release()
    return kept


def erased_in(database: Path) -> set[int]:
    """Give the numbers of those who were erased from a database, as far as it can be read."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as current:
            return {number for (number,) in current.execute("SELECT id FROM member WHERE user_id IS NULL")}
    except sqlite3.DatabaseError:
        return set()  # it is missing or damaged, which may be why a backup is wanted: the list beside the backups tells


def _catch_up(copy: Path, now: datetime) -> None:
    """Have drawn as the copy knows it what has changed on Discord since the backup, under numbers of its own.

    Discord takes a number that was used since the backup for the earlier message, and would not post the new one.
    """
    at = int(now.timestamp() * 1000)
    since = at - int(CHANGEABLE.total_seconds() * 1000)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(LEAVE_A_GAP, {"gap": NUMBERS_LEFT, "at": at})
        connection.execute(REDRAW, {"at": at, "since": since})
        connection.execute(REDO_THREADS, {"at": at, "since": since})
        connection.execute("COMMIT")


def interrupted(database: Path) -> bool:
    """Say whether a restore was cut short between setting the old database aside and putting the new one in place."""
    return not database.exists() and database.with_name(database.name + RESTORING).exists()


def _set_aside(database: Path, now: datetime) -> Path | None:
    # What was committed last may stand in the files beside it only, so they are kept under the same new name; and left
    # behind by a restore that was cut short, they would be read into the new database.
    parts = [ending for ending in PARTS if database.with_name(database.name + ending).exists()]
    kept = database.with_name(f"{database.name}.replaced-{now:{STAMP}}")
    for ending in parts:
        database.with_name(database.name + ending).replace(kept.with_name(kept.name + ending))
    return kept if parts else None
