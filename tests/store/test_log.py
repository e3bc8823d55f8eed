"""The log can only grow, and a changed byte is noticed."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mentorbot.domain.events import Event, EventKind
from mentorbot.store import events, servers, verifying
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.played import MONDAY_NOON

OURS, THEIRS = 1, 2


async def add_server(tx: Transaction, server_id: int) -> None:
    await servers.add(tx, server_id, open_limit=3, topics_per_member=0, zone="UTC", now=MONDAY_NOON)


def some_lines(rng: Random, count: int) -> list[Event]:
    kinds = list(EventKind)
    return [
        Event(rng.choice(kinds), rng.randrange(10**9), question=rng.randrange(99), detail=rng.choice([None, "a", "é"]))
        for _ in range(count)
    ]


@pytest.fixture
async def log(tmp_path: Path) -> Path:
    """A file with 240 lines of two servers, written in turn and in bundles of different lengths."""
    database = await SqliteDatabase.open(tmp_path / "mentorbot.db")
    rng = Random(7)
    for server_id in (OURS, THEIRS):
        await database.write(add_server, server_id)

    async def fill(tx: Transaction, now: datetime) -> None:
        for bundle in (1, 2, 3, 1, 5):
            await events.append(tx, OURS, now, some_lines(rng, bundle))
            await events.append(tx, THEIRS, now, some_lines(rng, bundle))

    for minute in range(10):
        await database.write(fill, MONDAY_NOON + timedelta(minutes=minute))
    await database.close()
    return tmp_path / "mentorbot.db"


def tamper(path: Path, sql: str, *values: object) -> None:
    """Change the file past the triggers, as somebody with the file in hand could."""
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete;")
        connection.execute(sql, values)


async def first_wrong(path: Path) -> int | None:
    """The number of the first line that is not as it was written."""
    database = await SqliteDatabase.open(path)
    checked = await database.read(verifying.verify)
    await database.close()
    return checked.broken


@pytest.mark.parametrize("sql", ["UPDATE event SET detail = 'x'", "DELETE FROM event WHERE id = 1"])
async def test_the_database_refuses_to_change_or_delete_a_line(log: Path, sql: str) -> None:
    async def change(tx: Transaction) -> None:
        await tx.run(sql)

    database = await SqliteDatabase.open(log)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        await database.write(change)
    await database.close()
    assert await first_wrong(log) is None


async def test_a_log_as_it_was_written_verifies_across_pages(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await first_wrong(log) is None
    monkeypatch.setattr(verifying, "PAGE", 7)
    assert await first_wrong(log) is None


async def test_a_log_without_lines_verifies(database: SqliteDatabase) -> None:
    assert await database.read(verifying.verify) == verifying.Checked()


async def test_what_was_checked_is_told(log: Path) -> None:
    database = await SqliteDatabase.open(log)
    checked = await database.read(verifying.verify)
    await database.close()
    newest = {server: numbers(log, server)[-1] for server in (OURS, THEIRS)}
    with sqlite3.connect(log) as connection:
        seals = {
            server: connection.execute("SELECT seal FROM event WHERE id = ?", [line]).fetchone()[0]
            for server, line in newest.items()
        }
    assert checked == verifying.Checked(240, None, seals)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", 1),
        ("at", 2**62),
        ("server_id", THEIRS),
        ("server_id", 3),
        ("kind", "claimed2"),
        ("kind", "exported"),
        ("member", 4),
        ("other", 4),
        ("question", 100),
        ("topic", "excel"),
        ("wave", 0),
        ("detail", "b"),
        ("detail", b"\xff"),
        ("seal", b"\0" * 32),
    ],
)
async def test_one_changed_value_is_noticed_at_its_line(log: Path, column: str, value: Any) -> None:
    lines = numbers(log, OURS)
    changed = lines[57]
    new = "CAST(? AS TEXT)" if isinstance(value, bytes) and column != "seal" else "?"
    tamper(log, f"UPDATE event SET {column} = {new} WHERE id = ?", value, changed)
    assert await first_wrong(log) == changed


@pytest.mark.parametrize("server_id", [OURS, THEIRS])
async def test_a_changed_number_is_noticed_even_of_a_servers_last_line(log: Path, server_id: int) -> None:
    last = numbers(log, server_id)[-1]
    tamper(log, "UPDATE event SET id = ? WHERE id = ?", last + 500, last)
    assert await first_wrong(log) in (last + 1, last + 500)


async def test_a_last_line_given_to_a_server_that_never_was_is_noticed(log: Path) -> None:
    last = numbers(log, THEIRS)[-1]
    tamper(log, "UPDATE event SET server_id = 99 WHERE id = ?", last)
    assert await first_wrong(log) == last


async def test_a_line_taken_out_is_noticed_at_the_one_after_it(log: Path) -> None:
    lines = numbers(log, THEIRS)
    tamper(log, "DELETE FROM event WHERE id = ?", lines[30])
    assert await first_wrong(log) == lines[30] + 1


async def test_two_lines_that_changed_places_are_noticed(log: Path) -> None:
    lines = numbers(log, OURS)
    tamper(log, "UPDATE event SET id = CASE id WHEN ?1 THEN -1 ELSE ?1 END WHERE id IN (?1, ?2)", lines[8], lines[9])
    tamper_again = "UPDATE event SET id = ? WHERE id = -1"
    with sqlite3.connect(log) as connection:
        connection.execute(tamper_again, (lines[9],))
    assert await first_wrong(log) == lines[8]


def numbers(path: Path, server_id: int) -> list[int]:
    with sqlite3.connect(path) as connection:
        return [
            row[0] for row in connection.execute("SELECT id FROM event WHERE server_id = ? ORDER BY id", [server_id])
        ]
