"""Looks for what is left of a person: in every column of every table, in the bytes of files, in what Discord shows."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Shown
from tests.gates.erasing.soul import Soul
from tests.gates.practice.records import Row, ask

DEALINGS: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "block": lambda row: (row["member_id"], row["other_id"]),
    "unnamed_block": lambda row: (row["member_id"],),
    "me_too": lambda row: (row["member_id"],),
    "joining": lambda row: (row["member_id"],),
    "hand_over": lambda row: (row["to_id"],),
    "weekly": lambda row: (row["member_id"],),
    "invitation": lambda row: (row["member_id"],),
    "skill": lambda row: (row["member_id"],),
    "callout": lambda row: (row["member_id"],),
}
TO_KNOWN = "SELECT a.id FROM announcement a JOIN member m ON m.id = a.member_id WHERE m.stand_in = 0"
PARTS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Person:
    """By what they would be found: the word in all that they wrote, and the ids by which Discord knows them."""

    mark: str
    ids: tuple[int, ...]
    number: int

    def written(self) -> list[str]:
        """Each of these as text."""
        return [self.mark, *(str(number) for number in self.ids)]

    def encoded(self) -> Iterator[bytes]:
        """Each as bytes, in every way in which a text or number may stand in a file."""
        for text in self.written():
            yield from (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
        for number in self.ids:
            yield from (number.to_bytes(8, "big"), number.to_bytes(8, "little"), f"{number:x}".encode())


def person_of(practice: Practice, soul: Soul) -> Person:
    world = practice.world
    direct = (world.direct(soul.actor.id).id,) if world.has_direct(soul.actor.id) else ()
    [known] = ask(practice.database, "SELECT id FROM member WHERE user_id = ?", soul.actor.id)
    return Person(soul.mark, (soul.actor.id, *direct), known["id"])


def in_files(database: Path, who: Person) -> list[str]:
    """The files in whose bytes something is left of somebody."""
    found: list[str] = []
    for ending in PARTS:
        file = database.with_name(database.name + ending)
        content = file.read_bytes() if file.exists() else b""
        found += [f"{file.name} holds {needle!r}" for needle in who.encoded() if needle in content]
    return found


def in_tables(database: Path, who: Person) -> list[str]:
    """Every cell of every table in which something is left of somebody."""
    found: list[str] = []
    for table, rows in tables(database).items():
        for row in rows:
            found += [f"{table}.{name} holds {value!r}" for name, value in row.items() if _holds(value, who)]
    return found


def dealings(database: Path, who: Person) -> list[str]:
    """The rows that say what somebody wished of others, or chose, by their number, which may stand in the log alone."""
    held = tables(database)
    return [f"{table} holds {row}" for table, by in DEALINGS.items() for row in held[table] if who.number in by(row)]


def in_text(text: str, who: Person) -> list[str]:
    return [f"it holds {needle!r}" for needle in who.written() if needle in text]


def on_discord(practice: Practice, who: Person) -> list[str]:
    """The bot's messages that still show somebody, and threads that are still named by their words.

    What was written privately to whoever asked unnamed stays: where that stands is stored nowhere, or it would tell.
    """
    world, found = practice.world, list[str]()
    direct = {world.direct(user).id for user in world.state.members if world.has_direct(user)}
    known = {f"a{row['id']}" for row in ask(practice.database, TO_KNOWN)}
    for place in list(world.state.messages):
        for message in world.history(place).values():
            if place in direct and str(message.nonce) not in known:
                continue
            if message.author_id == world.state.bot_id and message.private_to is None:
                payload = Shown(world, message).text + json.dumps(message.components)
                found += [f"message {message.id}: {left}" for left in in_text(payload, who)]
    found += [f"thread {room.id}: {left}" for room in practice.threads() for left in in_text(room.name, who)]
    return found


def tables(database: Path) -> dict[str, list[Row]]:
    """Everything that the database holds."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in names}


def belongings(database: Path, ids: set[int]) -> dict[str, list[Row]]:
    """What people with these Discord ids wrote and chose: nobody else's erasing may change it."""
    held = tables(database)
    numbers = {row["id"] for row in held["member"] if row["user_id"] in ids}
    texts = [{key: row[key] for key in ("id", "asker_id", "topic_id", "text", "asked_at")} for row in held["question"]]
    return {
        "member": [row for row in held["member"] if row["id"] in numbers],
        "question": [row for row in texts if row["asker_id"] in numbers],
        "skill": [row for row in held["skill"] if row["member_id"] in numbers],
        "hand": [row for row in held["hand"] if row["member_id"] in numbers],
        "callout": [row for row in held["callout"] if row["member_id"] in numbers],
        "offer": [begun for row in held["offer"] if (begun := _begun(row))["member_id"] in numbers],
        "weekly": [row for row in held["weekly"] if row["member_id"] in numbers],
        "look_up": [row for row in held["look_up"] if row["moderator_id"] in numbers],
    }


def _begun(offer: Row) -> Row:
    """An offer as it was begun: each ends in its time."""
    return {key: offer[key] for key in ("id", "member_id", "starts_at")}


def lacking(before: dict[str, list[Row]], after: dict[str, list[Row]]) -> list[str]:
    """What was there and is there no more; whatever came since is nobody's loss."""
    return [f"{name} lacks {row}" for name, rows in before.items() for row in rows if row not in after[name]]


def _holds(value: object, who: Person) -> bool:
    if isinstance(value, bytes):
        return any(needle in value for needle in who.encoded())
    return value in who.ids or any(needle in str(value) for needle in who.written())
