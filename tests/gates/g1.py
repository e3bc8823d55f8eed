"""G1: the bot is killed at random instants while a crowd asks, claims and closes."""

import asyncio
import random
import time

from mentorbot.playground.practice import Practice
from tests.gates.options import Options
from tests.gates.practice import told
from tests.gates.practice.crowd import REFUSED, Crowd
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.outboxes import BREAK, FORGETFUL, HASTY
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.records import records
from tests.gates.practice.stage import stage
from tests.gates.report import Report

BROKEN = (FORGETFUL, HASTY)
MEMBERS = 24
AT_ONCE = 4
LONGEST_LIFE = 0.8
TRIES = 3
"""So often somebody tries before they believe that nobody answers: busy computers are late."""
LATE = 0.2
AWAY = (150.0, 3600.0)


async def run(asked: Options) -> list[Report]:
    count, interactions = (1000, 100_000) if asked.long else (50, 2000)
    return [await kills(asked.seed, count=count, interactions=interactions, broken=asked.broken)]


async def kills(seed: int, *, count: int, interactions: int, broken: str = "") -> Report:
    """Kill so often while so many interactions go on; then hold what was told against what is."""
    report = Report("G1", seed)
    async with stage(f"G1 {seed}", {BREAK: broken}) as practice:
        crowd = Crowd(practice, random.Random(seed), MEMBERS)
        done = asyncio.Event()
        members = [asyncio.create_task(_live(crowd, done)) for _ in range(AT_ONCE)]
        await _kill(practice, random.Random(seed + 1), crowd, count, interactions, report)
        done.set()
        await asyncio.gather(*members)
        people = Persevering(practice)
        await people.revived()
        try:
            await practice.person("Elin").slash("questions", "available")
            await people.quiet()
        except AssertionError as error:
            report.faults.append(str(error))
        report.counts.update({"kills": count, **crowd.counts})
        report.faults += await once_settled(lambda: complaints(practice))
        report.faults += told.untrue(crowd.facts, records(practice.database))
    return report


async def _live(crowd: Crowd, done: asyncio.Event) -> None:
    """Be one of those who act at the same time; while the bot is down, people look at what stands there and react."""
    while not done.is_set():
        await crowd.practice.until(lambda: crowd.practice.bot_status == "up" or done.is_set(), 30)
        try:
            await crowd.act()
        except REFUSED:
            crowd.counts["too late to press"] += 1
        await asyncio.sleep(0)


async def _kill(
    practice: Practice, rng: random.Random, crowd: Crowd, count: int, interactions: int, report: Report
) -> None:
    for number in range(1, count + 1):
        wanted = crowd.counts["interactions"] + interactions // count
        life = asyncio.create_task(asyncio.sleep(rng.uniform(0, LONGEST_LIFE)))
        await practice.until(lambda w=wanted: crowd.counts["interactions"] >= w, 60)
        await life
        practice.kill_bot()
        await practice.server.runner.ended()
        if rng.random() < LATE:
            await practice.advance(rng.uniform(*AWAY))
        began = time.monotonic()
        await practice.start_bot()
        if not await _answers(practice):
            report.faults.append(f"kill {number}: no answer, {TRIES} times")
        report.seconds.append(time.monotonic() - began)


async def _answers(practice: Practice) -> bool:
    for _ in range(TRIES):
        if not (await practice.person("Elin").slash("questions", "available")).failed:
            return True
    return False
