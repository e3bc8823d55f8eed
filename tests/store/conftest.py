"""A database of its own for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentorbot.store.database import SqliteDatabase, Transaction


async def _make_notes(tx: Transaction) -> None:
    await tx.run("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL CHECK (text <> '')) STRICT")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """The real schema, and a table of notes to try things with."""
    opened = await SqliteDatabase.open(tmp_path / "mentorbot.db")
    await opened.write(_make_notes)
    yield opened
    await opened.close()
