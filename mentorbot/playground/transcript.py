"""The log that a teacher can read: what happened in plain words, with the raw traffic beneath."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mentorbot.playground.model import Json

EntryKind = Literal["person", "bot", "gateway", "server"]
KEPT = 3000


@dataclass(frozen=True, slots=True)
class Entry:
    seq: int
    at: datetime
    plain: str
    kind: EntryKind
    raw: Json | None = None


class Transcript:
    """The newest entries; listeners hear of each as it is written."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._seq = 0
        self.entries: deque[Entry] = deque(maxlen=KEPT)
        self.listeners: list[Callable[[Entry], None]] = []

    def note(self, kind: EntryKind, plain: str, raw: Json | None = None) -> None:
        self._seq += 1
        entry = Entry(self._seq, self._now(), plain, kind, raw)
        self.entries.append(entry)
        for listener in self.listeners:
            listener(entry)

    def lines(self) -> list[str]:
        return [entry.plain for entry in self.entries]
