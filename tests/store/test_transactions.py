"""Everything in a transaction happens or nothing does, whatever goes wrong and whoever is cancelled."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mentorbot.store.database import SqliteDatabase, Transaction
from tests.store.notes import note, notes, read_notes

PATIENCE = 30.0


async def test_parameters_go_by_their_number_not_by_their_order_in_the_text(database: SqliteDatabase) -> None:
    async def swapped(tx: Transaction) -> str | None:
        return await tx.one(str, "SELECT $2 || ' before ' || $1 || ' before ' || $2", "one", "two")

    assert await database.read(swapped) == "two before one before two"


async def test_what_work_returns_comes_back_and_its_rows_stay(database: SqliteDatabase) -> None:
    async def work(tx: Transaction, first: str, *, second: str) -> int | None:
        await note(tx, first, second)
        return await tx.one(int, "SELECT count(*) FROM note")

    assert await database.write(work, "a", second="b") == 2
    assert await notes(database) == ["a", "b"]


async def test_an_error_in_the_work_takes_everything_back(database: SqliteDatabase) -> None:
    async def work(tx: Transaction) -> None:
        await note(tx, "written")
        assert await read_notes(tx) == ["written"]
        await note(tx, "queued")
        raise LookupError("changed my mind")

    with pytest.raises(LookupError, match="changed my mind"):
        await database.write(work)
    assert await notes(database) == []


@pytest.mark.parametrize("texts", [("", "later"), ("first", ""), ("first", "", "last")])
async def test_one_refused_statement_among_queued_ones_takes_all_back(
    database: SqliteDatabase, texts: tuple[str, ...]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await database.write(note, *texts)
    assert await notes(database) == []
    await database.write(note, "the next one works")
    assert await notes(database) == ["the next one works"]


async def test_a_refused_statement_in_the_middle_takes_back_what_was_written_before(database: SqliteDatabase) -> None:
    async def work(tx: Transaction) -> None:
        await note(tx, "first")
        assert await read_notes(tx) == ["first"]
        await note(tx, "")
        await tx.one(int, "SELECT 1")

    with pytest.raises(sqlite3.IntegrityError):
        await database.write(work)
    assert await notes(database) == []


async def test_an_error_that_the_work_swallows_still_leaves_a_usable_database(database: SqliteDatabase) -> None:
    async def work(tx: Transaction) -> None:
        await note(tx, "kept")
        with pytest.raises(sqlite3.OperationalError):
            await tx.one(int, "SELECT nothing FROM nowhere")
        await note(tx, "kept too")

    await database.write(work)
    assert await notes(database) == ["kept", "kept too"]


async def test_all_who_wait_for_another_process_give_up_in_time_and_the_next_one_writes(
    database: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentorbot.store.database.PATIENCE", 0.5)  # one after the other they would need 50 seconds
    with closing(sqlite3.connect(tmp_path / "mentorbot.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        async with asyncio.timeout(PATIENCE):
            waiting = [database.write(note, "too late") for _ in range(100)]
            failed = await asyncio.gather(*waiting, return_exceptions=True)
    assert {str(error) for error in failed} == {"database is locked"}
    await database.write(note, "in time")
    assert await notes(database) == ["in time"]


async def test_writers_at_the_same_time_do_not_mix(database: SqliteDatabase) -> None:
    async def work(tx: Transaction, number: int) -> None:
        before = await tx.one(int, "SELECT count(*) FROM note")
        await note(tx, f"{number} a")
        await note(tx, f"{number} b")
        assert await tx.one(int, "SELECT count(*) FROM note") == (before or 0) + 2
        if number % 3 == 0:
            raise LookupError

    outcomes = await asyncio.gather(*(database.write(work, n) for n in range(30)), return_exceptions=True)
    assert sum(isinstance(outcome, LookupError) for outcome in outcomes) == 10
    kept = await notes(database)
    assert sorted(kept) == sorted(f"{n} {half}" for n in range(30) if n % 3 for half in "ab")
    assert all(kept[at].split()[0] == kept[at + 1].split()[0] for at in range(0, len(kept), 2))


async def test_work_that_waits_for_anything_but_the_database_is_refused_and_taken_back(
    database: SqliteDatabase,
) -> None:
    async def work(tx: Transaction) -> None:
        await note(tx, "half way")
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="wait for nothing but the database"):
        await database.write(work)
    assert await notes(database) == []


async def test_after_commit_comes_when_the_rows_can_be_read_and_in_order(database: SqliteDatabase) -> None:
    told: list[str] = []

    async def work(tx: Transaction) -> None:
        tx.after_commit(lambda: told.append("first"))
        await note(tx, "written")
        tx.after_commit(lambda: told.append("second"))
        assert told == []

    await database.write(work)
    assert told == ["first", "second"]


@pytest.mark.parametrize("text", ["", "fails at the end"])
async def test_after_commit_never_comes_when_nothing_was_kept(database: SqliteDatabase, text: str) -> None:
    told: list[str] = []

    async def work(tx: Transaction) -> None:
        tx.after_commit(lambda: told.append("told"))
        await note(tx, text)
        if text:
            raise LookupError

    with pytest.raises((LookupError, sqlite3.IntegrityError)):
        await database.write(work)
    assert told == []


async def test_a_listener_that_fails_does_not_make_what_was_kept_look_lost(
    database: SqliteDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []

    def fail() -> None:
        raise LookupError("nobody is listening")

    async def work(tx: Transaction) -> str:
        tx.after_commit(fail)
        tx.after_commit(lambda: told.append("told"))
        await note(tx, "kept")
        return "done"

    assert await database.write(work) == "done"
    assert await notes(database) == ["kept"]
    assert told == ["told"]
    assert "nobody is listening" in caplog.text


async def test_a_commit_that_the_disk_refuses_is_an_error_and_keeps_nothing(database: SqliteDatabase) -> None:
    async def limit(tx: Transaction) -> int | None:
        pages = await tx.one(int, "PRAGMA page_count")
        return await tx.one(int, f"PRAGMA max_page_count = {pages}")

    async def much(tx: Transaction) -> None:
        tx.after_commit(lambda: pytest.fail("nothing was kept"))
        await note(tx, *("x" * 4000 for _ in range(20)))

    await database.write(limit)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        await database.write(much)
    assert await notes(database) == []


async def test_a_reader_cannot_write(database: SqliteDatabase) -> None:
    async def insert(tx: Transaction) -> int | None:
        return await tx.one(int, "INSERT INTO note (text) VALUES ('sneaked in') RETURNING id")

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(insert)
    with pytest.raises(RuntimeError, match="read"):
        await database.read(note, "queued and forgotten")
    assert await notes(database) == []


async def test_readers_go_on_while_a_writer_is_busy_and_see_only_what_is_kept(database: SqliteDatabase) -> None:
    written, go_on = threading.Event(), threading.Event()

    async def slow(tx: Transaction) -> None:
        await note(tx, "half way")
        assert await read_notes(tx) == ["half way"]
        written.set()
        assert go_on.wait(PATIENCE)

    writing = asyncio.create_task(database.write(slow))
    assert await asyncio.to_thread(written.wait, PATIENCE)
    assert await asyncio.gather(*(notes(database) for _ in range(5))) == [[]] * 5
    go_on.set()
    await writing
    assert await notes(database) == ["half way"]


async def test_closing_waits_for_what_is_being_written(tmp_path: Path) -> None:
    database = await SqliteDatabase.open(tmp_path / "own.db")
    begun, go_on = threading.Event(), threading.Event()

    async def slow(tx: Transaction) -> None:
        await tx.one(int, "CREATE TABLE late (id INTEGER) STRICT")
        begun.set()
        assert go_on.wait(PATIENCE)

    writing = asyncio.create_task(database.write(slow))
    assert await asyncio.to_thread(begun.wait, PATIENCE)
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    assert not closing.done()
    go_on.set()
    await asyncio.gather(writing, closing)
    again = await SqliteDatabase.open(tmp_path / "own.db")
    assert await again.read(_tables, "late") == ["late"]
    await again.close()


async def _tables(tx: Transaction, name: str) -> list[str]:
    return await tx.all(str, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1", name)


async def _three_steps(tx: Transaction, told: Callable[[], None], number: int) -> None:
    tx.after_commit(told)
    await note(tx, f"{number} first")
    await read_notes(tx)
    await note(tx, f"{number} second")
    await tx.one(int, "SELECT count(*) FROM note")
    await note(tx, f"{number} third")


@pytest.mark.parametrize("steps", range(14))
async def test_whoever_is_cancelled_at_any_moment_leaves_all_or_nothing(database: SqliteDatabase, steps: int) -> None:
    told: list[int] = []
    caller = asyncio.create_task(database.write(_three_steps, lambda: told.append(1), steps))
    for _ in range(steps):
        await asyncio.sleep(0)
    caller.cancel()
    await asyncio.wait([caller])
    await database.write(note, "the next writer")
    kept = await notes(database)
    assert kept in (["the next writer"], [f"{steps} {nth}" for nth in ("first", "second", "third")] + kept[3:])
    assert kept[-1] == "the next writer"
    assert len(told) == (len(kept) > 1), "who waits for the commit hears of it exactly when there was one"


async def test_a_crowd_of_cancelled_writers_leaves_no_transaction_open(database: SqliteDatabase) -> None:
    told: list[int] = []
    callers = [asyncio.create_task(database.write(_three_steps, lambda: told.append(1), n)) for n in range(25)]
    for number, caller in enumerate(callers):
        for _ in range(number % 7):
            await asyncio.sleep(0)
        caller.cancel()
    await asyncio.wait(callers)
    await database.write(note, "the next writer")
    assert len(await notes(database)) == 3 * len(told) + 1


async def test_a_cancelled_reader_gives_its_place_back(database: SqliteDatabase) -> None:
    for steps in range(12):
        reader = asyncio.create_task(notes(database))
        for _ in range(steps):
            await asyncio.sleep(0)
        reader.cancel()
        await asyncio.wait([reader])
    async with asyncio.timeout(PATIENCE):
        assert await asyncio.gather(*(notes(database) for _ in range(6))) == [[]] * 6


async def test_a_read_of_several_statements_sees_one_state(database: SqliteDatabase, tmp_path: Path) -> None:
    def add_behind_its_back() -> None:
        with closing(sqlite3.connect(tmp_path / "mentorbot.db")) as other, other:
            other.execute("INSERT INTO note (text) VALUES ('behind its back')")

    async def look_twice(tx: Transaction) -> list[int | None]:
        before = await tx.one(int, "SELECT count(*) FROM note")
        add_behind_its_back()
        return [before, await tx.one(int, "SELECT count(*) FROM note")]

    assert await database.read(look_twice) == [0, 0]
    assert await notes(database) == ["behind its back"]
