"""G13: tokens, questions and notes are nowhere but where they belong, at DEBUG, with everything failing that can.

The ordinary tests are overheard one by one (`tests/canaries.py`). This is one world in which every kind of canary lives
at once: the real bot in this process on a practice server, with handlers that crash, a database that fails, and a
Discord that refuses; then its log as text and as JSON, its health, its metrics, its exports, its backups, and what the
commands of the terminal print are searched. The seed makes the canaries; what is done is always the same.
"""

import logging
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mentorbot import answering, logs
from mentorbot.domain.members import Person
from mentorbot.domain.questions import Draft
from mentorbot.services.asking import Asked, Asking
from tests.gates.options import Options
from tests.gates.report import Report
from tests.gates.spilling.aviary import Aviary
from tests.gates.spilling.spills import spoken

CHATTY = "chatty"  # a line of the log tells the question
BARE = "bare"  # nothing is taken out of the log, tracebacks included
QUOTING = "quoting"  # only tokens are: errors quote what people wrote
BROKEN = (CHATTY, BARE, QUOTING)


async def run(asked: Options) -> list[Report]:
    report = Report("G13", asked.seed)
    for number in range(20 if asked.long else 1):
        await leak(asked.seed + number, report, broken=asked.broken)
    return [report]


async def leak(seed: int, report: Report, *, broken: str = "") -> None:
    """Let everything happen to the canaries, and look where they are."""
    aviary = Aviary(Random(f"{seed} canaries"))
    with tempfile.TemporaryDirectory(prefix="mentorbot-gate-") as folder, _without(broken):
        async with spoken(Path(folder), aviary) as spills:
            await spills.happen()
            await spills.tell()
        report.faults += aviary.found(spills.heard)
        report.counts.update(spills.counts)
        report.counts["canaries"] += aviary.number


@contextmanager
def _without(guard: str) -> Generator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if guard == CHATTY:
            patch.setattr(Asking, "ask", _chatty(Asking.ask))
        elif guard == BARE:
            patch.setattr(logs, "redact", _as_it_is)
        elif guard == QUOTING:
            patch.setattr(answering, "hiding", nullcontext)
        yield


def _as_it_is(text: str, _: object = ()) -> str:
    return text


def _chatty(ask: Any) -> Any:
    async def chatty(self: Asking, person: Person, draft: Draft, channel_id: int) -> Asked:
        logging.getLogger("mentorbot.services.asking").debug("somebody asks: %s", draft.text)
        return await ask(self, person, draft, channel_id)

    return chatty
