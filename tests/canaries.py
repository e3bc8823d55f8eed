"""G13: no token and no question anywhere but where they belong, in every test of the suite.

What could leak is overheard at the one place that writes it: every line of every logger and of every bot in a process
of its own, every export, refusal, message and backup, and what the practice server notes. What must not be there is
told by its shape (tokens), or was asked or given out in the same test: questions as the store keeps them or as people
send them to a bot of its own process, and the tokens of their interactions.
"""

import contextlib
import logging
import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from mentorbot.errors import Refused
from mentorbot.logs import OURS, TextFormatter
from mentorbot.playground import child
from mentorbot.playground.interactions import Interaction, Interactions
from mentorbot.playground.rest.call import Upload
from mentorbot.playground.transcript import Transcript
from mentorbot.rendering.parts import Sheet
from mentorbot.services import exporting
from mentorbot.store import backups, questions
from mentorbot.store.database import Transaction
from tests.anonymity import Anonymity
from tests.overhearing import overhear_people

TOKENS = re.compile(r"simcord\.fake\.token|simcord_interaction_\d|practice\.[\w-]{32}|aW50ZXJhY3Rpb246[\w-]{8}")
TELLING = 12  # a shorter question might stand anywhere by chance
MOST = 50  # of the questions of one test, and of the tokens
MOST_NOTES = 2000  # of one test: gates make ten thousands, all of a few kinds
WRITTEN = frozenset({"question", "note", "text"})  # the options and fields in which people write more than a name
EXPORTS = (".csv", ".jsonl")
SEEN_BY_OTHERS = ("exports", "lines of bots")


class Canaries:
    """Overhears a test, and says afterwards what it should not have heard."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.anonymity = Anonymity()
        self._formatter = TextFormatter()
        self.begin()

    def begin(self) -> None:
        self._questions: set[str] = set()
        self._tokens: set[str] = set()
        self._heard: dict[str, list[str]] = {}
        self.anonymity.begin()

    def asked(self, text: str) -> None:
        if len(text.strip()) >= TELLING and len(self._questions) < MOST:
            self._questions.add(text)

    def begun(self, interaction: Interaction) -> None:
        """Take in what somebody did at the practice server: what they wrote, and the token that the bot is given."""
        if len(self._tokens) < MOST:
            self._tokens.add(interaction.token)
        if asks_anonymously(interaction.data):
            self.anonymity.asked_at_practice(interaction.user_id)
        for name, text in _written(interaction.data):
            if name in WRITTEN:
                self.asked(text)

    def hear(self, where: str, text: str) -> None:
        """Take in what must hold neither a token nor a question."""
        self.counts[where] += 1
        if where in SEEN_BY_OTHERS:
            self.anonymity.told(f"the {where}", text)
        self._heard.setdefault(where, []).append(text)

    def hear_message(self, text: str) -> None:
        """Take in a message, in which questions may stand; tokens may not."""
        self.hear("messages", self._tokens_in(text))

    def hear_note(self, plain: str, raw: object) -> None:
        """Take in what the practice server tells of people and of the bot's messages; tokens may not stand there."""
        where = "notes of the practice server"
        if len(self._heard.get(where, ())) < MOST_NOTES:
            self.hear(where, self._tokens_in(f"{plain} {raw}"))

    def hear_upload(self, upload: Upload) -> None:
        """Take in a file that a bot of its own process sends."""
        if upload.filename.endswith(EXPORTS):
            self.hear("exports", upload.content.decode(errors="replace"))

    def hear_record(self, record: logging.LogRecord) -> None:
        """Take in a line as it would be written."""
        if not record.name.startswith(("asyncio", "tests", "hypothesis")):
            with contextlib.suppress(TypeError, ValueError):  # what cannot be written is not written
                line = self._formatter.format(record)
                self.hear("lines of the log", line)
                if record.name.startswith(OURS):
                    self.anonymity.told("the lines of our log", line)

    def hear_file(self, file: Path) -> None:
        """Take in a backup, in which questions stand; tokens may not."""
        if file.is_file():
            self.anonymity.opened(file)
            self.hear("backups", "".join(TOKENS.findall(file.read_bytes().decode("latin-1"))))

    def found(self) -> list[str]:
        """Give what was heard and should not have been."""
        told = self.anonymity.found()
        for where, texts in self._heard.items():
            whole = "\n".join(texts)
            told += [f"a token stands in the {where}"] if self._tokens_in(whole) else []
            told += [f"the question {text!a} stands in the {where}" for text in self._questions if text in whole]
        return told

    def _tokens_in(self, text: str) -> str:
        return " ".join([*TOKENS.findall(text), *(token for token in self._tokens if token in text)])


def _written(data: Any) -> Iterator[tuple[str, str]]:
    """Give each text in an interaction, however deep, under the name of its option or field."""
    parts = cast("list[dict[str, Any]]", [*data.get("options", []), *data.get("components", [])])
    for part in parts:
        yield str(part.get("name", part.get("custom_id"))), str(part.get("value", ""))
        yield from _written(part)
        yield from _written({"components": [part["component"]]} if "component" in part else {})


CANARIES = pytest.StashKey[Canaries]()


class Overheard(deque[str]):
    """What a bot in a process of its own prints."""

    hear: Callable[[str, str], None]

    def append(self, line: str, /) -> None:
        self.hear("lines of bots", line)
        super().append(line)


def asks_anonymously(data: Any) -> bool:
    chosen = [option for option in data.get("options", []) if option.get("name") == "anonymous"]
    return bool(chosen and chosen[0].get("value"))


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

    def note(_: Transcript, __: str, plain: str, raw: object = None) -> None:
        canaries.hear_note(plain, raw)

    def line(_: Overheard, where: str, text: str) -> None:
        canaries.hear(where, text)

    overhear_people(canaries.anonymity)
    patch = pytest.MonkeyPatch()
    patch.setattr(logging.Logger, "handle", _before(logging.Logger.handle, record))
    patch.setattr(questions, "add", _before(questions.add, question))
    patch.setattr(backups, "check", _before(backups.check, canaries.hear_file))
    patch.setattr(Refused, "__init__", _after(Refused.__init__, refusal))
    patch.setattr(Sheet, "arguments", _before(Sheet.arguments, message))
    patch.setattr(Transcript, "note", _before(Transcript.note, note))
    patch.setattr(Upload, "__init__", _after(Upload.__init__, canaries.hear_upload))
    patch.setattr(Interactions, "begin", _seeing(Interactions.begin, canaries.begun))
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


def _seeing(act: Callable[..., Any], look: Callable[[Any], object]) -> Callable[..., Any]:
    def looked_at(*given: Any, **named: Any) -> Any:
        result = act(*given, **named)
        look(result)
        return result

    return looked_at


def _pieces(canaries: Canaries, write: Callable[..., AsyncIterator[str]]) -> Callable[..., AsyncIterator[str]]:
    async def written(pages: Any) -> AsyncIterator[str]:
        async for piece in write(pages):
            canaries.hear("exports", piece)
            yield piece

    return written
