"""Changes single bytes of the interaction log behind the database's back, and looks whether that is noticed."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mentorbot.domain.events import FIRST_SEAL, Event, EventKind, seal
from mentorbot.store import verifying
from mentorbot.store.rows import from_milliseconds
from mentorbot.store.verifying import BEFORE_ALL, LINES, Checked, Line

COLUMNS = ("id", "server_id", "at", "kind", "member", "other", "question", "topic", "wave", "detail", "seal")
TEXTS = frozenset({"kind", "topic", "detail"})
NO_LIMIT = -1
SKIPS_DETAIL = "skips-detail"  # a seal that leaves one column out

Noticed = Callable[[sqlite3.Connection], bool]


def noticed(connection: sqlite3.Connection) -> bool:
    """Whether the product's own verification finds a fault."""
    checked = Checked()
    return not all(checked.take(Line(*row)) for row in connection.execute(LINES, {"1": BEFORE_ALL, "2": NO_LIMIT}))


def tamper(database: Path, rng: random.Random, times: int, counts: Counter[str]) -> list[str]:
    """Change one byte of each column so often, each time of a line as chance decides; give what was not noticed."""
    faults: list[str] = []
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.executescript("DROP TRIGGER IF EXISTS event_no_update; DROP TRIGGER IF EXISTS event_no_delete;")
        if noticed(connection):
            return ["the log does not verify before anything was changed"]
        for column in COLUMNS:
            filled = [row[0] for row in connection.execute(f"SELECT id FROM event WHERE {column} IS NOT NULL")]
            for _ in range(times if filled else 0):
                fault = _change(connection, column, rng.choice(filled), rng)
                counts["bytes changed"] += 1
                faults += [fault] if fault else []
    return faults


def _change(connection: sqlite3.Connection, column: str, line: int, rng: random.Random) -> str | None:
    connection.execute("BEGIN")
    try:
        [old] = connection.execute(
            f"SELECT CAST({column} AS BLOB), {column} FROM event WHERE id = ?", [line]
        ).fetchall()
        new = _one_byte_else(old[0] if column in TEXTS else old[1], rng)
        value = "CAST(? AS TEXT)" if column in TEXTS else "?"
        connection.execute(f"UPDATE event SET {column} = {value} WHERE id = ?", [new, line])
        return (
            None if noticed(connection) else f"line {line}: {column} was {old[1]!r}, became {new!r}, and nobody noticed"
        )
    except sqlite3.IntegrityError:
        return None  # two lines can't have one number: the database itself refuses
    finally:
        connection.execute("ROLLBACK")


def _one_byte_else(value: int | bytes, rng: random.Random) -> int | bytes:
    raw = bytearray(value if isinstance(value, bytes) else value.to_bytes(8, "big", signed=True))
    if not raw:
        return bytes([rng.randrange(1, 256)])
    raw[rng.randrange(len(raw))] ^= rng.choice((1 << rng.randrange(8), rng.randrange(1, 256)))
    return bytes(raw) if isinstance(value, bytes) else int.from_bytes(raw, "big", signed=True)


@contextmanager
def sealed_without_detail(database: Path) -> Generator[None]:
    """Seal a log anew, as a product would have whose seals leave a column out, and let it verify that way too."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executescript("DROP TRIGGER event_no_update")
        before: dict[int, bytes] = {}
        sql = "SELECT id, server_id, at, kind, member, other, question, topic, wave, detail FROM event ORDER BY id"
        for number, server, at, kind, *rest in connection.execute(sql).fetchall():
            event = Event(EventKind(kind), *rest)
            before[server] = _careless(before.get(server, FIRST_SEAL), server, from_milliseconds(at), event)
            connection.execute("UPDATE event SET seal = ? WHERE id = ?", [before[server], number])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifying, "seal", _careless)
        yield


def _careless(previous: bytes, server_id: int, at: datetime, event: Event) -> bytes:
    return seal(previous, server_id, at, replace(event, detail=None))


def flip_in_file(database: Path, copy: Path, rng: random.Random) -> str:
    """Copy a database and change one byte of a line in the file itself, past SQLite; say which line's."""
    with closing(sqlite3.connect(database)) as connection:
        lines = connection.execute("SELECT id, topic, wave, detail, seal FROM event").fetchall()
    line, topic, wave, detail, sealed = rng.choice(lines)
    content = bytearray(database.read_bytes())
    begin = content.index(sealed)  # the last column; those before it stand right in front of it
    before = len((detail or "").encode()) + len((topic or "").encode()) + int(wave is not None and wave > 1)
    content[rng.randrange(begin - before, begin + len(sealed))] ^= rng.randrange(1, 256)
    copy.write_bytes(content)
    return f"line {line}"
