"""G5: one request in twenty fails, is refused, breaks off or is answered late or not at all; events are told twice.

The seed decides who does what, and which fault strikes the how-manieth request. Which request that is depends on the
computer, so a failure may take a few runs to come back.
"""

import asyncio
import random

from mentorbot.playground.practice import Practice
from mentorbot.playground.ratelimits import RateLimits
from tests.gates.options import Options
from tests.gates.practice import told
from tests.gates.practice.crowd import REFUSED, Crowd
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.outboxes import BREAK, HASTY
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.records import records
from tests.gates.practice.stage import stage
from tests.gates.report import Report
from tests.gates.storms import hurry
from tests.gates.storms.careless import BLIND, DEAF, PUSHING
from tests.gates.storms.deeds import Deeds
from tests.gates.storms.weather import storm, struck

BROKEN = (HASTY, BLIND, DEAF, PUSHING)
MEMBERS = 24
SHY = 4
"""So many of them take no private messages, which Discord answers with 403."""
AT_ONCE = 6
PATIENCE = 2.0
"""Seconds that this bot waits for Discord, in place of a minute."""
MOST_REFUSED = 100
BETWEEN_STEPS, STEP = 5, 0.5
"""After so many calls the clock moves on so many seconds: ten calls a second, were it not for a computer's haste.

Steps are small, because one may fall between working out when an offer ends and writing it down.
"""
BETWEEN_CUTS = 250
LONGEST_PAUSE, ROUNDS = 900.0, 4
LEAP, BETWEEN_LEAPS = 30.0, 0.05
"""So far the clock goes at once while requests may be under way: less than their nonces last beyond our own limit."""
HASTE = 100.0
"""Discord's limits with their seconds so much shorter: as many requests at once as there, and no waiting for days."""


async def run(asked: Options) -> list[Report]:
    return [await rough_weather(asked.seed, calls=200_000 if asked.long else 5000, broken=asked.broken)]


async def rough_weather(seed: int, *, calls: int, broken: str = "") -> Report:
    """Let a crowd use the bot for so many calls; then hold what was told and what was done against what is."""
    report = Report("G5", seed)
    async with stage(f"G5 {seed}", {BREAK: broken, hurry.WATCH: str(PATIENCE)}) as practice:
        practice.realm.limits = RateLimits(realistic=True, haste=HASTE)
        crowd, deeds = Crowd(practice, random.Random(seed), MEMBERS), Deeds(practice)
        for number in range(SHY):
            await practice.person(f"Member {number}").close_dms()
        faults = storm(practice.faults, random.Random(seed + 1))
        await _live(practice, crowd, deeds, calls)
        practice.faults.clear()
        try:
            await _calm(practice)
        except AssertionError as error:
            report.faults.append(str(error))
        report.counts.update({"calls": deeds.calls, **crowd.counts, **struck(faults)})
        report.counts["refused at most in ten minutes"] = practice.refusals.most
        if practice.refusals.most >= MOST_REFUSED:
            report.faults.append(f"{practice.refusals.most} requests were refused in ten minutes")
        report.faults += await once_settled(lambda: complaints(practice))
        held = records(practice.database)
        report.faults += [*told.untrue(crowd.facts, held), *deeds.complaints(held)]
    return report


async def _live(practice: Practice, crowd: Crowd, deeds: Deeds, calls: int) -> None:
    done = asyncio.Event()
    members = [asyncio.create_task(_act(crowd, done)) for _ in range(AT_ONCE)]
    while deeds.calls < calls:
        wanted = deeds.calls + BETWEEN_STEPS
        await practice.until(lambda w=wanted: deeds.calls >= w, 120)
        await practice.advance(STEP)
        if wanted // BETWEEN_CUTS > (wanted - BETWEEN_STEPS) // BETWEEN_CUTS:
            practice.cut_gateway()
    done.set()
    await asyncio.gather(*members)


async def _act(crowd: Crowd, done: asyncio.Event) -> None:
    while not done.is_set():
        try:
            await crowd.act()
        except REFUSED:
            crowd.counts["too late to press"] += 1
        await asyncio.sleep(0)


async def _calm(practice: Practice) -> None:
    """Let whatever was put off come due, and wait until nothing is left to be said or done."""
    people = Persevering(practice)
    await people.revived()
    await asyncio.sleep(PATIENCE)  # no request under way may meet a clock that leaps: its nonce would be worth nothing
    await practice.person("Elin").slash("questions", "available")
    for _ in range(ROUNDS):
        for _ in range(round(LONGEST_PAUSE / LEAP)):
            await practice.advance(LEAP)
            await asyncio.sleep(BETWEEN_LEAPS)
        try:
            return await people.quiet()
        except AssertionError:
            continue
    return await people.quiet()
