"""G13: nobody but moderators learns who asked anonymously, in every test of the suite.

Whoever asks anonymously is noted where their stand-in is made, or where they press Enter at the practice server. From
then on their Discord id, their names and their member's number must not stand in anything that others can see: what
the bot sends to Discord (all but their own private messages and answers, and moderators' private answers), lines of
our loggers, exports, refusals; nor in any row of a database or a backup but their own `member` row.

Somebody who in the same test also does something under their own name is legitimately seen: then only the log is held
to it that no line about their anonymous question bears their number.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.members import Member

# What people do under their own name, so that it may stand there.
OWN = frozenset(
    {
        EventKind.ASKED,
        EventKind.CALLED,
        EventKind.CLAIMED,
        EventKind.CLAIM_LOST,
        EventKind.OFFERED,
        EventKind.SKILL_ADDED,
        EventKind.SKILLS_CHANGED,
        EventKind.SETTING_CHANGED,
        EventKind.EXPORTED,
        EventKind.ERASED,
        EventKind.CHOICE_CHANGED,
        EventKind.ME_TOO,
        EventKind.REPORTED,
        EventKind.JOINED,
        EventKind.HANDED_OVER,
        EventKind.LOOKED_UP,
        EventKind.LOOK_UP_ASKED,
    }
)
MOST = 5000  # payloads of one test
OWN_ROWS = ("member", "hand")  # who somebody is, and which cards they raised a hand at, as everybody there sees
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


@dataclass(slots=True)
class Who:
    """Somebody who asked anonymously, by all that tells who they are; `number` is None at the practice server."""

    user_id: int
    names: set[str] = field(default_factory=set[str])
    number: int | None = None

    def stands_in(self, text: str) -> bool:
        numbers = [str(self.user_id), *([str(self.number)] if self.number else [])]
        return any(number in text for number in numbers) or any(_word(name).search(text) for name in self.names)


class Anonymity:
    """Overhears one test."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._people: dict[int, Who] = {}
        self._named: set[int] = set()
        self._stand_ins: set[int] = set()
        self._questions: set[int] = set()
        self._seen: list[tuple[str, str, int | None]] = []
        self._files: set[Path] = set()
        self._faults: list[str] = []

    def asked(self, member: Member, stand_in: int) -> None:
        """Take in that a stand-in was made for a member."""
        assert member.user_id is not None
        who = self._people.setdefault(member.user_id, Who(member.user_id))
        who.number = member.id
        who.names |= {member.name} if member.name else set()
        self._stand_ins.add(stand_in)

    def asked_at_practice(self, user_id: int) -> None:
        self._people.setdefault(user_id, Who(user_id))

    def known(self, names: dict[int, str]) -> None:
        """Take in how people are called at the practice server."""
        for who in self._people.values():
            who.names |= {names[who.user_id]} if who.user_id in names else set()

    def logged(self, events: Iterable[Event]) -> None:
        """Take in lines of the log: what somebody does by name, and what bears a number that it must not."""
        for event in events:
            if event.member in self._stand_ins and event.question is not None:
                self._questions.add(event.question)
            for number in (event.member, event.other):
                if number is None or number in self._stand_ins:
                    continue
                if event.question in self._questions and self._is_asker(number, event):
                    self._faults.append(f"a line {event.kind} of the log tells who asked")
                elif event.kind in OWN:
                    self._named.add(number)

    def told(self, where: str, text: object, only: int | None = None) -> None:
        """Take in what others can see; `only` is the one person who does, if it is one."""
        if self._people and len(self._seen) < MOST:
            self._seen.append((where, str(text), only))

    def opened(self, file: Path) -> None:
        self._files.add(file)

    def found(self) -> list[str]:
        """Give who is betrayed where."""
        hidden = [who for who in self._people.values() if who.number not in self._named]
        told = {
            f"whoever asked anonymously stands in {where}"
            for where, text, only in self._seen
            for who in hidden
            if only != who.user_id and who.stands_in(text)
        }
        rows = {place for file in self._files if hidden for place in _rows(file, hidden)}
        return [*self._faults, *sorted(told), *sorted(rows)]

    def _is_asker(self, number: int, event: Event) -> bool:
        """Say whether this is somebody who asked anonymously, and not there for a reason of their own."""
        return event.kind not in OWN - {EventKind.ASKED} and any(who.number == number for who in self._people.values())


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _rows(file: Path, hidden: list[Who]) -> Iterator[str]:
    """Find rows beside a member's own that hold who they are; sealed ones are searched byte by byte."""
    if not file.is_file():
        return
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        for (table,) in database.execute(TABLES).fetchall():
            for row in database.execute(f"SELECT * FROM {table}"):
                yield from (f"whoever asked stands in a row of {table}" for who in hidden if _betrays(table, row, who))


def _betrays(table: str, row: tuple[Any, ...], who: Who) -> bool:
    if table in OWN_ROWS:
        return False
    values = [value for value in row if value is not None]
    if any(isinstance(value, bytes) and _holds(value, who) for value in values):
        return True
    if {who.user_id, who.number} & {value for value in values if isinstance(value, int)}:
        return True
    # What people wrote may hold a name, if they decided so.
    return any(isinstance(value, str) and str(who.user_id) in value for value in values)


def _holds(value: bytes, who: Who) -> bool:
    return who.number is not None and who.number.to_bytes(4) in value
