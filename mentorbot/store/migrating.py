"""Numbered SQL files bring a database up to date, each in a transaction of its own."""

import re
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import aiosqlite

from mentorbot.store.placing import renamed_when_done


class NewerDatabase(Exception):
    """The database was written by a newer mentorbot than this one."""


def migrations(dialect: str) -> dict[int, str]:
    """Give each migration's number and SQL; `0001_x.sqlite.sql` holds what only one engine understands."""
    found: dict[int, str] = {}
    folder = files("mentorbot.store").joinpath("migrations")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        match = re.fullmatch(r"(\d{4})_\w+(?:\.(\w+))?\.sql", file.name)
        if match and match[2] in (None, dialect):
            number = int(match[1])
            found[number] = found.get(number, "") + file.read_text(encoding="utf-8")
    return found


def statements(script: str) -> Iterator[str]:
    """Split a script where SQLite sees a statement's end, so that a trigger's inner `;` does not cut it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    unfinished = [line for line in statement.splitlines() if line.strip() and not line.strip().startswith("--")]
    if unfinished:
        raise ValueError(f"a statement has no end: {unfinished[0]}")


async def migrate(connection: aiosqlite.Connection, path: Path, dialect: str) -> None:
    """Apply what is missing, after setting a copy of the old database aside."""
    known = migrations(dialect)
    [version] = [row[0] for row in await connection.execute_fetchall("PRAGMA user_version")]
    if version > max(known):
        raise NewerDatabase(
            f"The database {path} belongs to a newer mentorbot (schema {version}, known here: {max(known)}). "
            "Nothing was changed. Install that version, or name another file in MENTORBOT_DATABASE."
        )
    missing = sorted(number for number in known if number > version)
    if version and missing:
        with renamed_when_done(_copy_name(path, version)) as copy:
            await connection.execute_fetchall("VACUUM INTO ?", (str(copy),))
    for number in missing:
        await _apply(connection, number, known[number])


def _copy_name(path: Path, version: int) -> Path:
    base = path.with_name(f"{path.name}.schema-{version:04}")
    free = (base if not n else base.with_name(f"{base.name}-{n}") for n in range(1000))
    return next(name for name in free if not name.exists())


async def _apply(connection: aiosqlite.Connection, number: int, script: str) -> None:
    await connection.execute_fetchall("BEGIN IMMEDIATE")
    try:
        for statement in statements(script):
            await connection.execute_fetchall(statement)
        await connection.execute_fetchall(f"PRAGMA user_version = {number:d}")
    except BaseException:
        await connection.rollback()
        raise
    await connection.execute_fetchall("COMMIT")
