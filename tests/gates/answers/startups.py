"""G6 at the start: every wrong answer to what the bot asks before it is ready."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import discord

from mentorbot.cli import exits
from mentorbot.cli.endings import REFUSED, ending
from mentorbot.playground.faults import Fault, Faults
from mentorbot.supervision import Supervisor
from tests.gates.answers.household import Household, household
from tests.gates.answers.mishaps import BAN, MISHAPS, Mishap
from tests.gates.report import Report

CALLS = (
    "GET /users/@me",
    "GET /oauth2/applications/@me",
    "PUT /applications/{application_id}/commands",
)
SILENCE = 600


class InARow(Faults):
    """One wrong answer after the other at one call."""

    def __init__(self, name: str, mishaps: list[Mishap]) -> None:
        super().__init__()
        self.left = mishaps
        self._name = name

    def answer(self, name: str, path: Mapping[str, str], body: Any) -> Fault | None:
        if name != self._name or not self.left:
            return super().answer(name, path, body)
        mishap = self.left.pop(0)
        return Fault("status", status=mishap.status, code=mishap.code, page=mishap.page)


async def at_start(seed: int) -> Report:
    """Start until every wrong answer was met, each start as another process or client would."""
    report, rng = Report("G6 at start", seed), random.Random(seed)
    for name in CALLS:
        mishaps = rng.sample(MISHAPS, len(MISHAPS))
        async with household(f"G6 {seed} {name}", 0) as home:
            pauses = await _started(home, name, mishaps)
            report.faults += [f"{name}: {fault}" for fault in _judged(home, mishaps, pauses)]
            report.counts["wrong answers met"] += len(MISHAPS)
            report.counts["ends"] += len(home.endings)
    return report


async def _started(home: Household, name: str, mishaps: list[Mishap]) -> list[float]:
    """Come up in spite of all of them; give the pauses between the tries."""
    pauses: list[float] = []

    async def at_once(_: Supervisor, seconds: float) -> None:
        pauses.append(seconds)
        home.clock.offset += timedelta(seconds=seconds)

    home.practice.realm.faults = InARow(name, list(mishaps))
    with patch.object(Supervisor, "_rest", at_once):
        home.begin()
        await home.up()
        return pauses


def _judged(home: Household, mishaps: list[Mishap], pauses: list[float]) -> list[str]:
    """Whatever is not as it should be: ends without the right words, a ban that was not kept, errors of our own."""
    wanted = (REFUSED, exits.CONFIGURATION)
    ends = [error for error in home.endings if isinstance(error, discord.LoginFailure)]
    faults = [f"ended by {error!r}" for error in home.endings if ending(home.settings, error) != wanted]  # pyright: ignore[reportArgumentType] - only exceptions end it
    if len(ends) != sum(mishap.status == 401 for mishap in mishaps):
        faults.append(f"a refused token ended it {len(ends)} times")
    if BAN in mishaps and not any(pause > SILENCE - 1 for pause in pauses):
        faults.append("the silence was not kept")
    return [*faults, *home.overheard.errors]
