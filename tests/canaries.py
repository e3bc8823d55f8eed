"""G13: no token and no question anywhere but where they belong, in every test of the suite.

What could leak is overheard at the one place that writes it: every line of every logger and of every bot in a process
of its own, every export, refusal, message and backup. What must not be there is told by its shape (tokens), or was
asked in the same test (questions).
"""

import contextlib
import logging
import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from mentorbot.errors import Refused
from mentorbot.logs import TextFormatter
from mentorbot.playground import child
from mentorbot.rendering.parts import Sheet
from mentorbot.services import exporting
from mentorbot.store import backups, questions
from mentorbot.store.database import Transaction

TOKENS = re.compile(r"simcord\.fake\.token|simcord_interaction_\d|practice\.[\w-]{32}|aW50ZXJhY3Rpb246[\w-]{8}")
TELLING = 12  # a shorter question might stand anywhere by chance
MOST = 50  # of the questions of one test


class Canaries:
    """Overhears a test, and says afterwards what it should not have heard."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._formatter = TextFormatter()
        self.begin()

    def begin(self) -> None:
        self._questions: set[str] = set()
        self._heard: dict[str, list[str]] = {}

    def asked(self, text: str) -> None:
        if len(text.strip()) >= TELLING and len(self._questions) < MOST:
            self._questions.add(text)

    def hear(self, where: str, text: str) -> None:
        """Take in what must hold neither a token nor a question."""
        self.counts[where] += 1
        self._heard.setdefault(where, []).append(text)

    def hear_message(self, text: str) -> None:
        """Take in a message, in which questions may stand; tokens may not."""
        self.hear("messages", "".join(TOKENS.findall(text)))

    def hear_record(self, record: logging.LogRecord) -> None:
        """Take in a line as it would be written."""
        if not record.name.startswith(("asyncio", "tests", "hypothesis")):
            with contextlib.suppress(TypeError, ValueError):  # what cannot be written is not written
                self.hear("lines of the log", self._formatter.format(record))

    def hear_file(self, file: Path) -> None:
        """Take in a backup, in which questions stand; tokens may not."""
        if file.is_file():
            self.hear("backups", "".join(TOKENS.findall(file.read_bytes().decode("latin-1"))))

    def found(self) -> list[str]:
        """Give what was heard and should not have been."""
        told: list[str] = []
        for where, texts in self._heard.items():
            whole = "\n".join(texts)
            told += [f"a token stands in the {where}"] if TOKENS.search(whole) else []
            told += [f"the question {text!a} stands in the {where}" for text in self._questions if text in whole]
        return told


CANARIES = pytest.StashKey[Canaries]()


class Overheard(deque[str]):
    """What a bot in a process of its own prints."""

    hear: Callable[[str, str], None]

    def append(self, line: str, /) -> None:
        self.hear("lines of bots", line)
        super().append(line)


def listen(canaries: Canaries) -> None:
    """Listen at every place, for as long as the process lives."""

    def record(_: logging.Logger, line: logging.LogRecord) -> None:
        canaries.hear_record(line)

    def question(_: Transaction, new: questions.NewQuestion) -> None:
        canaries.asked(new.text)

    def refusal(refused: Refused) -> None:
        canaries.hear("refusals", refused.words)

    def message(sheet: Sheet) -> None:
        canaries.hear_message(str(sheet))

    def line(_: Overheard, where: str, text: str) -> None:
        canaries.hear(where, text)

    patch = pytest.MonkeyPatch()
    patch.setattr(logging.Logger, "handle", _before(logging.Logger.handle, record))
    patch.setattr(questions, "add", _before(questions.add, question))
    patch.setattr(backups, "check", _before(backups.check, canaries.hear_file))
    patch.setattr(Refused, "__init__", _after(Refused.__init__, refusal))
    patch.setattr(Sheet, "arguments", _before(Sheet.arguments, message))
    for name in ("csv_pieces", "json_pieces"):
        patch.setattr(exporting, name, _pieces(canaries, getattr(exporting, name)))
    patch.setattr(Overheard, "hear", line, raising=False)
    patch.setattr(child, "deque", Overheard)


def _before(act: Callable[..., Any], look: Callable[..., object]) -> Callable[..., Any]:
    def looked_at(*given: Any, **named: Any) -> Any:
        look(*given)
        return act(*given, **named)

    return looked_at


def _after(act: Callable[..., Any], look: Callable[[Any], object]) -> Callable[..., Any]:
    def looked_at(self: Any, *given: Any, **named: Any) -> None:
        act(self, *given, **named)
        look(self)

    return looked_at


def _pieces(canaries: Canaries, write: Callable[..., AsyncIterator[str]]) -> Callable[..., AsyncIterator[str]]:
    async def written(pages: Any) -> AsyncIterator[str]:
        async for piece in write(pages):
            canaries.hear("exports", piece)
            yield piece

    return written
