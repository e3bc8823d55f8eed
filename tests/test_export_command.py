"""`mentorbot export` on a real database: the file, the words, and what is left when it fails."""

import asyncio
import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentorbot.cli import exits, exporting, main
from mentorbot.domain.events import Event, EventKind
from mentorbot.store import events, servers
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.played import PlayedClock

SERVER, OTHER_SERVER = 1_200_000_000_000_000_001, 1_200_000_000_000_000_002
MARCH, APRIL = datetime(2026, 3, 31, 22, 59, tzinfo=UTC), datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
STORY = [
    Event(EventKind.ASKED, member=111_111_111, question=1, topic="excel"),
    Event(EventKind.CALLED, member=222_222_222, question=1, topic="excel", wave=1, detail="=1+1"),
]


async def happen(tx: Transaction) -> None:
    for server in (SERVER, OTHER_SERVER):
        await servers.add(tx, server, open_limit=3, topics_per_member=0, zone="Europe/London", now=MARCH)
    await events.append(tx, SERVER, MARCH, STORY)
    await events.append(tx, SERVER, APRIL, [Event(EventKind.CLAIMED, member=222_222_222, question=1)])
    await events.append(tx, OTHER_SERVER, APRIL, [Event(EventKind.ASKED, member=333_333_333, question=2)])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command is typed in, with a database that has seen a little."""

    async def prepare() -> None:
        database = await SqliteDatabase.open(tmp_path / "data" / "mentorbot.db")
        await database.write(happen)
        await database.close()

    asyncio.run(prepare())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(exporting, "SystemClock", PlayedClock)
    for name in ("MENTORBOT_DATABASE", "MENTORBOT_ZONE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_everything_goes_into_a_file_for_spreadsheets(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == exits.OK

    told = rows((folder / "mentorbot-log.csv").read_bytes().decode())
    assert [row["event"] for row in told] == ["asked", "called", "claimed", "asked"]
    assert told[1]["detail"] == "'=1+1"
    assert capsys.readouterr().err == "4 lines written to mentorbot-log.csv.\n"
    assert not list(folder.glob("*.part"))


def test_a_period_ends_at_midnight_where_the_server_is(folder: Path) -> None:
    assert main(["export", "--period", "March 2026", "--output", "march.csv"]) == exits.OK
    assert main(["export", "--from", "2026-04-01", "--to", "2026-04-30", "--output", "april.csv"]) == exits.OK

    assert [row["event"] for row in rows((folder / "march.csv").read_text("utf-8"))] == ["asked", "called"]
    assert [row["event"] for row in rows((folder / "april.csv").read_text("utf-8"))] == ["claimed", "asked"]


@pytest.mark.parametrize(("words", "lines"), [(["--from", "2026-04-01"], 2), (["--to", "2026-03-31"], 2)])
def test_a_period_may_be_open_at_one_end(folder: Path, words: list[str], lines: int) -> None:
    assert main(["export", *words]) == exits.OK

    assert len(rows((folder / "mentorbot-log.csv").read_text("utf-8"))) == lines


def test_one_server_as_json_lines_on_standard_output(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--format", "jsonl", "--server", str(OTHER_SERVER), "--output", "-"]) == exits.OK

    out, err = capsysbinary.readouterr()
    [line] = map(json.loads, out.splitlines())
    assert (line["event"], line["question"]) == ("asked", 2)
    assert err == b"1 lines written to standard output.\n"
    assert [path.name for path in folder.iterdir()] == ["data"]


def test_an_export_is_itself_in_the_log(folder: Path) -> None:
    main(["export"])
    main(["export", "--output", "again.csv"])

    kinds = [row["event"] for row in rows((folder / "again.csv").read_text("utf-8"))]
    assert kinds[4:] == ["exported", "exported"]  # one for each server


def test_an_existing_file_is_never_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mentorbot-log.csv").write_text("mine", encoding="utf-8")

    assert main(["export"]) == exits.FAILED

    assert "mentorbot-log.csv exists already." in capsys.readouterr().err
    assert (folder / "mentorbot-log.csv").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--period", "soon"], "I couldn't read that as a period."),
        (["--from", "2026-04-02", "--to", "2026-04-01"], "That period ends before it begins."),
        (["--period", "today", "--from", "2026-04-01"], "Use either --period or --from and --to."),
        (["--period", "1 January 2020"], "Nothing happened in that period"),
        (["--output", "missing/log.csv"], "missing"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["export", *words]) == exits.FAILED

    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error
    assert [path.name for path in folder.iterdir()] == ["data"]


def test_without_a_database_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MENTORBOT_DATABASE", raising=False)

    assert main(["export"]) == exits.FAILED
    assert not list(tmp_path.iterdir())


def test_a_damaged_database_is_told_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "data" / "mentorbot.db").write_bytes(b"SQLite format 3\0" + b"damaged" * 1000)

    assert main(["export"]) == exits.CONFIGURATION

    assert "is damaged" in capsys.readouterr().err


def test_a_terminal_shows_a_bar(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    is_terminal: Callable[[], bool] = lambda: True  # noqa: E731 - one line says it
    monkeypatch.setattr(sys.stderr, "isatty", is_terminal)

    assert main(["export", "--output", str(folder / "log.csv")]) == exits.OK

    assert "[..............................]   0%  0 of 4 lines" in capsys.readouterr().err
