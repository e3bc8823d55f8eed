"""What the bot's database holds, read from outside while the bot runs."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorbot.store.verifying import BEFORE_ALL, LINES, Checked, Line

NO_LIMIT = -1
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """Each table's rows at one moment."""

    questions: list[Row]
    links: list[Row]
    announcements: list[Row]
    jobs: list[Row]
    events: list[Row]
    members: list[Row]
    offers: list[Row]
    callouts: list[Row]
    damage: list[str]

    def user(self, member_id: int | None) -> int | None:
        """The Discord id of a member's number."""
        return next((row["user_id"] for row in self.members if row["id"] == member_id), None)


@contextmanager
def _opened(path: Path) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def ask(path: Path, sql: str, *values: object) -> list[Row]:
    """The rows that a query finds."""
    with _opened(path) as connection:
        return [dict(row) for row in connection.execute(sql, values)]


def waiting(path: Path, now: float) -> list[str]:
    """What is still to be said or done by `now` (in seconds since 1970)."""
    # In this order: what is done by the first look has been put into the outbox by the second.
    due = ask(path, "SELECT id, kind, subject_id FROM job WHERE done_at IS NULL AND due_at <= ?", int(now * 1000))
    said = ask(path, "SELECT id, kind, attempt, problem FROM announcement WHERE state = 'pending'")
    return [f"announcement {row}" for row in said] + [f"job {row}" for row in due]


def _unsealed(connection: sqlite3.Connection) -> list[str]:
    """The first line of the log that is not as it was written, as `mentorbot verify` finds it."""
    checked = Checked()
    whole = all(checked.take(Line(*row)) for row in connection.execute(LINES, {"1": BEFORE_ALL, "2": NO_LIMIT}))
    return [] if whole else [f"line {checked.broken} of the log does not follow from the line before"]


def records(path: Path) -> Records:
    """Everything, and what SQLite itself and the seals of the log find wrong with it."""
    with _opened(path) as connection:
        connection.execute("BEGIN")

        def table(name: str) -> list[Row]:
            return [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY rowid")]

        damage = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        damage += [f"{row[0]} {row[1]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
        damage += _unsealed(connection)
        return Records(
            questions=table("question"),
            links=table("link"),
            announcements=table("announcement"),
            jobs=table("job"),
            events=table("event"),
            members=table("member"),
            offers=table("offer"),
            callouts=table("callout"),
            damage=damage,
        )
