"""Opening a database: damaged, newer, older and fresh ones."""

import asyncio
import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from mentorbot.store import migrating
from mentorbot.store.database import DamagedDatabase, SqliteDatabase, Transaction
from mentorbot.store.migrating import NewerDatabase


def tables(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def set_version(path: Path, version: int) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def use(monkeypatch: pytest.MonkeyPatch, migrations: dict[int, str]) -> None:
    def given(_: str) -> dict[int, str]:
        return migrations

    monkeypatch.setattr(migrating, "migrations", given)


def overwrite(path: Path, at: int) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + b"\x5a" * 8192 + whole[at + 8192 :])


@pytest.fixture
async def closed(tmp_path: Path) -> Path:
    """A database that was in use and is closed now."""
    path = tmp_path / "folder" / "mentorbot.db"
    await (await SqliteDatabase.open(path)).close()
    return path


async def test_a_new_database_is_made_with_its_folder(closed: Path) -> None:
    assert {"question", "link", "announcement", "job", "event"} <= tables(closed)


async def test_opening_again_changes_nothing_and_makes_no_copy(closed: Path) -> None:
    await (await SqliteDatabase.open(closed)).close()
    assert [file.name for file in closed.parent.iterdir()] == ["mentorbot.db"]


async def test_every_commit_is_on_disk_before_it_is_answered(tmp_path: Path) -> None:
    async def pragmas(tx: Transaction) -> list[object]:
        names = ("synchronous", "foreign_keys", "journal_mode")
        return [await tx.one(object, f"PRAGMA {name}") for name in names]

    database = await SqliteDatabase.open(tmp_path / "mentorbot.db")
    assert await database.write(pragmas) == [2, 1, "wal"]
    await database.close()


async def test_a_file_that_is_no_database_is_refused_in_words_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mentorbot.db"
    path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(DamagedDatabase, match=r"is damaged .* Nothing was changed\. Put a good copy in its place"):
        await SqliteDatabase.open(path)
    assert path.read_bytes() == b"Dear diary, " * 1000


async def test_a_database_with_an_overwritten_page_is_refused_in_words(closed: Path) -> None:
    overwrite(closed, at=8192)
    with pytest.raises(DamagedDatabase, match="Put a good copy in its place"):
        await SqliteDatabase.open(closed)


async def test_a_database_of_a_newer_mentorbot_is_refused_in_words_and_left_alone(closed: Path) -> None:
    set_version(closed, 4711)
    with pytest.raises(NewerDatabase, match=r"newer mentorbot \(schema 4711.*Nothing was changed"):
        await SqliteDatabase.open(closed)
    assert "question" in tables(closed)


async def test_a_copy_is_set_aside_before_an_upgrade(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgraded = {**migrating.migrations("sqlite"), 9001: "CREATE TABLE vouch (id INTEGER PRIMARY KEY) STRICT;"}
    use(monkeypatch, upgraded)
    last = max(number for number in upgraded if number != 9001)
    await (await SqliteDatabase.open(closed)).close()
    copy = closed.with_name(f"mentorbot.db.schema-{last:04}")
    assert "vouch" in tables(closed)
    assert "question" in tables(copy)
    assert "vouch" not in tables(copy)


async def test_a_copy_gets_its_name_only_when_it_is_whole_and_on_disk(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    named: dict[str, bool] = {}
    fsync, rename = os.fsync, Path.replace

    def noted(handle: int) -> None:
        fsync(handle)
        synced.add(os.fstat(handle).st_ino)

    def judged(file: Path, target: Path) -> Path:
        named[target.name] = file.stat().st_ino in synced
        return rename(file, target)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "replace", judged)
    use(monkeypatch, {**migrating.migrations("sqlite"), 9001: "CREATE TABLE vouch (id INTEGER PRIMARY KEY) STRICT;"})
    await (await SqliteDatabase.open(closed)).close()
    assert list(named.values()) == [True]
    assert {file.name for file in closed.parent.iterdir()} == {"mentorbot.db", *named}


async def test_a_second_copy_of_the_same_schema_does_not_overwrite_the_first(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = max(migrating.migrations("sqlite"))
    (closed.parent / f"mentorbot.db.schema-{last:04}").write_text("an older copy")
    upgraded = {**migrating.migrations("sqlite"), 9001: "CREATE TABLE vouch (id INTEGER PRIMARY KEY) STRICT;"}
    use(monkeypatch, upgraded)
    await (await SqliteDatabase.open(closed)).close()
    assert (closed.parent / f"mentorbot.db.schema-{last:04}").read_text() == "an older copy"
    assert "question" in tables(closed.parent / f"mentorbot.db.schema-{last:04}-1")


async def test_an_upgrade_that_fails_half_way_leaves_the_old_schema(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = migrating.migrations("sqlite")
    broken = {**real, 9001: "CREATE TABLE vouch (id INTEGER) STRICT;\nCREATE TABLE question (id INTEGER) STRICT;"}
    use(monkeypatch, broken)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        await SqliteDatabase.open(closed)
    assert "vouch" not in tables(closed)
    use(monkeypatch, real)
    await (await SqliteDatabase.open(closed)).close()


@pytest.mark.parametrize("turns", range(30))
async def test_whoever_is_cancelled_while_opening_leaves_no_thread_behind(closed: Path, turns: int) -> None:
    before = set(threading.enumerate())
    opening = asyncio.create_task(SqliteDatabase.open(closed))
    await _cancelled_after(turns, opening)
    if not opening.cancelled():
        await opening.result().close()
    assert _left(before) == []


@pytest.mark.parametrize("turns", range(1, 12))
async def test_a_close_that_is_cancelled_closes_all_the_same(closed: Path, turns: int) -> None:
    before = set(threading.enumerate())
    database = await SqliteDatabase.open(closed)
    await _cancelled_after(turns, asyncio.create_task(database.close()))
    assert _left(before) == []


async def _cancelled_after(turns: int, task: asyncio.Task[Any]) -> None:
    """Cancel after so many waits, each of which lets the threads come to their ends."""
    for _ in range(turns):
        await asyncio.wait([task], timeout=0)
        await asyncio.to_thread(lambda: None)
    task.cancel()
    await asyncio.wait([task])


def _left(before: set[threading.Thread]) -> list[threading.Thread]:
    after = [thread for thread in threading.enumerate() if thread not in before and "asyncio" not in thread.name]
    for thread in after:
        thread.join(30)
    return [thread for thread in after if thread.is_alive()]


def test_a_trigger_stays_in_one_piece_when_a_script_is_split() -> None:
    script = """
-- a remark; with a semicolon
CREATE TABLE a (b TEXT);
CREATE TRIGGER c BEFORE UPDATE ON a
BEGIN
    SELECT 1;
    SELECT 2;
END;
"""
    assert [statement.split()[-1] for statement in migrating.statements(script)] == ["TEXT);", "END;"]


def test_a_script_whose_end_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="CREATE TABLE c"):
        list(migrating.statements("CREATE TABLE a (b TEXT);\nCREATE TABLE c (d TEXT)\n-- the end\n"))
