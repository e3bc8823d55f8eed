"""`mentorbot verify`, as an admin types it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mentorbot.cli import exits, main
from tests.played import SERVER, Web, played


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with a log of four lines."""
    asyncio.run(_play(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MENTORBOT_DATABASE", str(tmp_path / "mentorbot.db"))
    return tmp_path / "mentorbot.db"


async def _play(folder: Path) -> None:
    async with played(folder) as web:
        await _ask_and_claim(web)


async def _ask_and_claim(web: Web) -> None:
    await web.claimed()
    await web.ask("Chloe")


def tamper(database: Path, sql: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute(sql)


def test_a_log_as_it_was_written_is_told_with_its_newest_seal(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        lines, seal = connection.execute(
            "SELECT count(*), (SELECT seal FROM event ORDER BY id DESC) FROM event"
        ).fetchone()
    assert main(["verify"]) == exits.OK
    told = capsys.readouterr().out
    assert f"All {lines} lines of the log are as they were written." in told
    assert f"The newest seal of server {SERVER}: {seal.hex()}" in told


def test_the_first_changed_line_is_named(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(database, "UPDATE event SET member = member + 1 WHERE id = 3")
    assert main(["verify"]) == exits.FAILED
    told = capsys.readouterr()
    assert told.out == ""
    assert "Line 3 of the log is not as it was written" in told.err
    assert "The 2 lines before it are in order." in told.err


def test_what_is_no_text_any_more_is_a_changed_line_and_no_crash(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(database, "UPDATE event SET kind = CAST(x'ff61' AS TEXT) WHERE id = 1")
    assert main(["verify"]) == exits.FAILED
    assert "Line 1 of the log" in capsys.readouterr().err


def test_without_a_database_it_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MENTORBOT_DATABASE", str(tmp_path / "nowhere.db"))
    assert main(["verify"]) == exits.FAILED
    assert f"There is no database at {tmp_path / 'nowhere.db'}." in capsys.readouterr().err


def test_a_damaged_database_is_told_as_such(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(database.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    database.write_bytes(content)
    assert main(["verify"]) == exits.CONFIGURATION
    assert "is damaged" in capsys.readouterr().err
