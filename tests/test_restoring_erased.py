"""`mentorbot restore`: whoever had themselves erased since the backup was made is erased from it again."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mentorbot.cli import exits, main
from mentorbot.store.backups import back_up
from mentorbot.store.forgotten import remember
from tests.played import MONDAY_NOON, played


@pytest.fixture
def backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup in which Ben helps Amira; in the database he has been erased since. No list tells of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MENTORBOT_DATABASE", str(tmp_path / "mentorbot.db"))
    return asyncio.run(_backed_up_and_erased(tmp_path))


async def _backed_up_and_erased(folder: Path) -> Path:
    async with played(folder) as web:
        await web.claimed("Ben")
        made = back_up(folder / "mentorbot.db", folder / "stick", MONDAY_NOON)
        await web.parts.privacy.erase(web.person("Ben").user_id)
    return made


def known(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM member WHERE name IS NOT NULL")]


def erased(database: Path) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        return [number for (number,) in connection.execute("SELECT id FROM member WHERE user_id IS NULL")]


def test_the_database_that_is_replaced_tells_who_was_erased(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sorted(known(backup)) == ["Amira", "Ben"]
    assert main(["restore", str(backup)]) == exits.OK
    told = capsys.readouterr().out
    assert "Erased from it again, because they had everything about them erased since: 1." in told
    assert known(tmp_path / "mentorbot.db") == ["Amira"]
    assert b"Ben" not in (tmp_path / "mentorbot.db").read_bytes()
    assert main(["verify"]) == exits.OK


@pytest.mark.parametrize("beside", ["stick", "backups"])
def test_where_the_database_is_lost_the_list_tells(backup: Path, tmp_path: Path, beside: str) -> None:
    remember(tmp_path / beside, erased(tmp_path / "mentorbot.db"))
    for file in tmp_path.glob("mentorbot.db*"):
        file.unlink()
    assert main(["restore", str(backup)]) == exits.OK
    assert known(tmp_path / "mentorbot.db") == ["Amira"]


def test_a_damaged_database_keeps_nobody_from_restoring(backup: Path, tmp_path: Path) -> None:
    remember(tmp_path / "stick", erased(tmp_path / "mentorbot.db"))
    (tmp_path / "mentorbot.db").write_bytes(b"not a database at all" * 100)
    assert main(["restore", str(backup)]) == exits.OK
    assert known(tmp_path / "mentorbot.db") == ["Amira"]


def test_where_nobody_was_erased_nothing_is_said_of_it(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in tmp_path.glob("mentorbot.db*"):
        file.unlink()
    assert main(["restore", str(backup)]) == exits.OK
    assert "Erased from it again" not in capsys.readouterr().out
    assert sorted(known(tmp_path / "mentorbot.db")) == ["Amira", "Ben"]
