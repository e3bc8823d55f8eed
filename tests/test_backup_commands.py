"""`mentorbot backup` and `mentorbot restore`, as an admin types them."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mentorbot.cli import exits, main
from mentorbot.cli.backing_up import lost
from mentorbot.settings import Settings
from mentorbot.store.backups import RESTORING
from mentorbot.store.database import SqliteDatabase, Transaction
from mentorbot.store.locking import FileLock

Type = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MENTORBOT_DATABASE", str(tmp_path / "kept" / "mentorbot.db"))
    return tmp_path / "kept" / "mentorbot.db"


@pytest.fixture
def typed(database: Path, capsys: pytest.CaptureFixture[str]) -> Type:
    assert database

    def go(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return go


def remember(file: Path, name: str) -> None:
    asyncio.run(_remember(file, name))


async def _remember(file: Path, name: str) -> None:
    async def keep(tx: Transaction) -> None:
        await tx.run("INSERT INTO keepsake (name, value) VALUES ($1, $1)", name)

    database = await SqliteDatabase.open(file)
    await database.write(keep)
    await database.close()


def remembered(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM keepsake ORDER BY name")]


def test_a_backup_and_the_way_back(database: Path, typed: Type) -> None:
    remember(database, "before")
    code, made, told = typed("backup")
    backup = Path(made.strip())
    assert (code, backup.parent) == (exits.OK, database.parent / "backups")
    assert f"mentorbot restore {backup}" in told
    assert backup.stat().st_mode & 0o077 == 0

    remember(database, "after")
    code, told, _ = typed("restore", str(backup))
    assert code == exits.OK
    assert remembered(database) == ["before"]
    [kept] = [file for file in database.parent.glob("*.replaced-*") if not file.name.endswith(("-wal", "-shm"))]
    assert str(kept) in told
    assert remembered(kept) == ["after", "before"]


def test_a_backup_goes_where_it_is_told_to(database: Path, typed: Type, tmp_path: Path) -> None:
    remember(database, "something")
    code, made, _ = typed("backup", "--output", str(tmp_path / "stick"))
    assert code == exits.OK
    assert remembered(Path(made.strip())) == ["something"]
    assert Path(made.strip()).parent == tmp_path / "stick"


def test_while_a_bot_runs_a_backup_is_made_but_nothing_is_restored(database: Path, typed: Type) -> None:
    remember(database, "something")
    lock = FileLock(database)
    try:
        code, made, _ = typed("backup")
        assert code == exits.OK
        code, _, told = typed("restore", made.strip())
    finally:
        lock.release()
    assert (code, told) == (exits.BUSY, "mentorbot is running. Stop it first, then restore. Nothing was changed.\n")


def test_without_a_database_there_is_nothing_to_back_up(database: Path, typed: Type) -> None:
    code, out, told = typed("backup")
    assert (code, out) == (exits.FAILED, "")
    assert told.startswith(f"There is no database at {database}.")
    assert not database.parent.exists()


def test_a_damaged_database_is_not_backed_up_over_a_good_one(database: Path, typed: Type) -> None:
    remember(database, "something")
    good = Path(typed("backup")[1].strip())
    content = bytearray(database.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    database.write_bytes(content)
    code, _, told = typed("backup")
    assert code == exits.FAILED
    assert "Traceback" not in told
    assert list(good.parent.iterdir()) == [good]


def test_a_file_that_is_no_backup_is_refused_in_words(database: Path, typed: Type, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear head teacher, " * 100, encoding="utf-8")
    for file in (letter, tmp_path / "nowhere.db"):
        code, _, told = typed("restore", str(file))
        assert code == exits.FAILED
        assert told.endswith("Nothing was changed.\n")
    assert not database.exists()


def test_a_folder_that_cannot_be_written_is_told_in_words(database: Path, typed: Type, tmp_path: Path) -> None:
    remember(database, "something")
    (tmp_path / "file").touch()
    code, _, told = typed("backup", "--output", str(tmp_path / "file"))
    assert code == exits.FAILED
    assert "could not be written" in told


def test_a_database_that_is_gone_is_told_with_the_way_back(database: Path, typed: Type) -> None:
    settings = Settings(database=database)
    assert lost(settings) is None, "a first start begins with nothing"
    remember(database, "something")
    backup = typed("backup")[1].strip()
    assert lost(settings) is None
    database.unlink()
    words = lost(settings)
    assert words
    assert f"mentorbot restore {backup}" in words
    assert typed("restore", backup)[0] == exits.OK
    assert lost(settings) is None


def test_a_restore_that_was_cut_short_is_noticed_and_done_again(database: Path, typed: Type) -> None:
    remember(database, "before")
    backup = typed("backup")[1].strip()
    # Cut off between the two renamings: the old file set aside, what was beside it still there, the new one waiting.
    database.replace(database.with_name("mentorbot.db.replaced-then"))
    database.with_name("mentorbot.db-wal").write_bytes(b"of the old database")
    database.with_name(database.name + RESTORING).write_bytes(Path(backup).read_bytes())
    words = lost(Settings(database=database))
    assert words
    assert words.startswith("A restore was cut short")
    assert typed("restore", backup)[0] == exits.OK
    assert remembered(database) == ["before"]
    assert lost(Settings(database=database)) is None
