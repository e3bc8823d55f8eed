"""G12: bad input everywhere: no crash, no stray mention, nothing that Discord would refuse, no live formula.

A run is made of plays of 20,000 inputs: 3,000 go through the whole bot on a simulated Discord, the rest through
readers, renderers and the export by themselves. Play n of a seed is decided by seed + n. What twenty people send at
once is handled in the computer's own order; everything else replays exactly.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import discord
import pytest

from mentorbot.rendering import cards, offering, parts, threads, waiting
from mentorbot.routes import Routes
from mentorbot.services import exporting
from tests.gates.inputs.cells import cells
from tests.gates.inputs.malice import mischief
from tests.gates.inputs.readings import Readings
from tests.gates.options import Options
from tests.gates.report import Report

FORMULAS, LOUD, ALIVE, TRUSTING = "formulas", "loud", "alive", "trusting"
BROKEN = (FORMULAS, LOUD, ALIVE, TRUSTING)
SHARE = 20_000
PLAYS = 500  # make ten million


async def run(asked: Options) -> list[Report]:
    report = Report("G12", asked.seed)
    for play in range(PLAYS if asked.long else 1):
        await bad_input(asked.seed + play, SHARE, report, broken=asked.broken)
        if asked.long and not report.holds:
            report.faults.append(f"in play {play}, which --seed {asked.seed + play} replays")
            break
    return [report]


async def bad_input(seed: int, count: int, report: Report, *, broken: str = "") -> None:
    """Try so many inputs; `broken` takes one of the guards away, which has to be noticed."""
    with _without(broken):
        await mischief(seed, count * 3 // 20, report)
        Readings(seed).go(count * 12 // 20, report)
        await cells(seed, count * 5 // 20, report)


@contextmanager
def _without(guard: str) -> Generator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if guard == FORMULAS:
            patch.setattr(exporting, "safe", _as_it_is)
        elif guard == LOUD:
            patch.setattr(parts.Sheet, "arguments", _rings_everybody(parts.Sheet.arguments))
        elif guard == ALIVE:
            for room in (cards, offering, threads, waiting):
                patch.setattr(room, "quoted", _as_it_is)
        elif guard == TRUSTING:
            patch.setattr(Routes, "_fitting", _trusting)
        exporting._cell.cache_clear()  # pyright: ignore[reportPrivateUsage] - it would remember guarded cells
        yield
    exporting._cell.cache_clear()  # pyright: ignore[reportPrivateUsage] - and unguarded ones


def _as_it_is(text: str) -> str:
    return text


def _trusting(_: Routes, _word: str, numbers: list[int]) -> list[int]:
    return numbers


def _rings_everybody(arguments: Callable[[parts.Sheet], dict[str, Any]]) -> Callable[[parts.Sheet], dict[str, Any]]:
    return lambda sheet: arguments(sheet) | {"allowed_mentions": discord.AllowedMentions.all()}
