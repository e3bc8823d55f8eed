"""Copies of the database, and putting one back."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentorbot.store.backups import BadBackup, back_up, check, prune, restore
from mentorbot.store.database import SqliteDatabase, Transaction
from mentorbot.store.locking import DatabaseInUse, FileLock
from tests.played import played

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


async def keep(tx: Transaction, value: str) -> None:
    await tx.run("INSERT INTO keepsake (name, value) VALUES ($1, $1) ON CONFLICT DO NOTHING", value)


def kept(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM keepsake ORDER BY name")]


async def test_a_backup_made_while_the_bot_writes_holds_what_was_committed_before(tmp_path: Path) -> None:
    database = await SqliteDatabase.open(tmp_path / "live.db")
    await database.write(keep, "before")
    backup = back_up(tmp_path / "live.db", tmp_path / "backups", NOW)
    await database.write(keep, "after")
    await database.close()
    assert kept(backup) == ["before"]
    check(backup)


async def test_restoring_keeps_what_it_replaces(tmp_path: Path) -> None:
    live = tmp_path / "live.db"
    database = await SqliteDatabase.open(live)
    await database.write(keep, "old")
    backup = back_up(live, tmp_path / "backups", NOW)
    await database.write(keep, "new")
    await database.close()
    replaced = restore(backup, live, NOW)
    assert replaced is not None
    assert kept(live) == ["old"]
    assert kept(replaced) == ["new", "old"]
    reopened = await SqliteDatabase.open(live)
    await reopened.close()


async def test_nothing_is_restored_while_a_bot_runs(tmp_path: Path) -> None:
    live = tmp_path / "live.db"
    await (await SqliteDatabase.open(live)).close()
    backup = back_up(live, tmp_path, NOW)
    lock = FileLock(live)
    with pytest.raises(DatabaseInUse):
        restore(backup, live, NOW)
    lock.release()
    assert live.exists()


async def test_a_damaged_backup_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    live = tmp_path / "live.db"
    await (await SqliteDatabase.open(live)).close()
    backup = back_up(live, tmp_path, NOW)
    content = bytearray(backup.read_bytes())
    content[4096:12288] = bytes(8192)
    backup.write_bytes(content)
    before = live.read_bytes()
    with pytest.raises(BadBackup, match="not a whole"):
        restore(backup, live, NOW)
    assert live.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_file_that_is_no_database_of_ours_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.db"
    file.write_bytes(content)
    with pytest.raises(BadBackup, match="not a whole"):
        check(file)


def test_only_the_newest_backups_stay(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "live.db")) as connection:
        connection.execute("CREATE TABLE event (id INTEGER)")
    made = [back_up(tmp_path / "live.db", tmp_path / "backups", NOW + timedelta(days=day)) for day in range(4)]
    assert prune(tmp_path / "backups", keep=2) == made[:2]
    assert sorted((tmp_path / "backups").iterdir()) == made[2:]


def test_a_backup_that_could_not_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        back_up(tmp_path / "missing.db", tmp_path / "backups", NOW)
    assert list((tmp_path / "backups").iterdir()) == []


async def test_what_changed_on_discord_since_the_backup_is_drawn_again_under_new_numbers(tmp_path: Path) -> None:
    async with played(tmp_path) as web:
        link = await web.claimed()
        before = max(await web.all(int, "SELECT id FROM announcement"))
        backup = back_up(tmp_path / "mentorbot.db", tmp_path / "backups", web.clock.now())
    live = tmp_path / "mentorbot.db"
    restore(backup, live, NOW)
    with closing(sqlite3.connect(live)) as connection:
        redone = connection.execute(
            "SELECT kind, question_id, link_id FROM announcement WHERE state = 'pending' AND id > ? ORDER BY id",
            (before + 999_999,),
        ).fetchall()
        [(highest,)] = connection.execute("SELECT max(id) FROM announcement")
    assert redone == [("card-update", link.question_id, None), ("thread", link.question_id, link.id)]
    assert highest > before + 1_000_000
