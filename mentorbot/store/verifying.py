"""Whether the interaction log is as it was written: every line's number and seal follow from the lines before."""

from dataclasses import dataclass, field

from mentorbot.domain.events import FIRST_SEAL, Event, EventKind, seal
from mentorbot.store.database import Transaction
from mentorbot.store.rows import from_milliseconds

PAGE = 2000
BEFORE_ALL = -(2**63)  # a changed number may be any
KINDS = frozenset(kind.encode() for kind in EventKind)
# As bytes, because a changed byte may leave something that is no text at all.
LINES = """SELECT id, server_id, at, CAST(kind AS BLOB) AS kind, member, other, question, CAST(topic AS BLOB) AS topic,
    wave, CAST(detail AS BLOB) AS detail, seal FROM event WHERE id > $1 ORDER BY id LIMIT $2"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands, whatever somebody made of it."""

    id: int
    server_id: int
    at: int
    kind: bytes
    member: int | None
    other: int | None
    question: int | None
    topic: bytes | None
    wave: int | None
    detail: bytes | None
    seal: bytes


@dataclass(slots=True)
class Checked:
    """How many lines were as written, the number of the first that was not, and each server's newest seal.

    Lines cut off at the end leave no trace: keep the newest seals elsewhere to notice those.
    """

    lines: int = 0
    broken: int | None = None
    seals: dict[int, bytes] = field(default_factory=dict[int, bytes])

    def take(self, line: Line) -> bool:
        """Say whether the next line follows from those before, and count it if it does."""
        if self.broken is None and self._follows(line):
            self.lines += 1
            self.seals[line.server_id] = line.seal
            return True
        self.broken = line.id if self.broken is None else self.broken
        return False

    def _follows(self, line: Line) -> bool:
        if line.id != self.lines + 1 or line.kind not in KINDS:
            return False
        try:
            topic, detail, at = _text(line.topic), _text(line.detail), from_milliseconds(line.at)
        except (UnicodeDecodeError, OverflowError):
            return False
        kind = EventKind(line.kind.decode())
        event = Event(kind, line.member, line.other, line.question, topic, line.wave, detail)
        return seal(self.seals.get(line.server_id, FIRST_SEAL), line.server_id, at, event) == line.seal


async def verify(tx: Transaction) -> Checked:
    """Go through the whole log, all servers' lines in the order of their numbers, as far as it is as written."""
    checked = Checked()
    last = BEFORE_ALL
    while page := await tx.all(Line, LINES, last, PAGE):
        if not all(checked.take(line) for line in page):
            break
        last = page[-1].id
    return checked


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
