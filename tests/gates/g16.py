"""G16: a backup is made while a crowd acts, and restored later; Discord has gone on meanwhile, the database has not.

The seed decides who does what and when the backup is made; which commit is the last one in it is chance.
"""

import asyncio
import os
import random
import re
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from mentorbot.playground.practice import Practice
from tests.gates.options import Options
from tests.gates.practice import told
from tests.gates.practice.crowd import REFUSED, ROOM, Crowd
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.records import Records, records
from tests.gates.practice.stage import stage
from tests.gates.report import Report

CARELESS = "careless"  # the database's file is copied as it lies there, without what stands beside it
BROKEN = (CARELESS,)
MEMBERS = 16
AT_ONCE = 4
AWAY = 60.0  # long enough for clocks to agree that it comes later, and Discord still knows what has just been said
NEW = 2
PATIENCE = 10.0
GONE = "isn't here any more"
_FOOTER = re.compile(r"^Question (\d+)$", re.MULTILINE)


async def run(asked: Options) -> list[Report]:
    return [await restores(asked.seed, count=200 if asked.long else 5, broken=asked.broken)]


async def restores(seed: int, *, count: int, broken: str = "") -> Report:
    """Go back to a backup so often, each time on a server of its own."""
    report = Report("G16", seed)
    for number in range(1, count + 1):
        async with stage(f"G16 {seed} {number}", answer_seconds=PATIENCE) as practice:
            try:
                faults = await _one(practice, random.Random(f"{seed} {number}"), report, broken)
            except AssertionError as error:
                faults = [str(error)]
        report.faults += [f"restore {number}: {fault}" for fault in faults]
        report.counts["restores"] += 1
        if report.faults:
            break
    return report


async def _one(practice: Practice, rng: random.Random, report: Report, broken: str) -> list[str]:
    crowd = Crowd(practice, rng, MEMBERS)
    await _several(crowd, rng.randint(12, 30))
    busy = asyncio.create_task(_several(crowd, 24))
    sure = list(crowd.facts)
    backup = await _careless(practice) if broken == CARELESS else await _backed_up(practice)
    await busy
    await _several(crowd, rng.randint(0, 24))
    await (practice.stop_bot() if rng.random() < 0.5 else practice.server.runner.killed())
    report.counts.update({"facts before": len(sure), "facts since": len(crowd.facts) - len(sure)})
    await practice.advance(AWAY)
    await _mentorbot(practice, "restore", str(backup))
    held = records(practice.database)
    faults = [*held.damage, *told.untrue(sure, held)]
    return faults or await _goes_on(practice, _behind(practice, held), report)


@dataclass(frozen=True, slots=True)
class Behind:
    """What the database has not heard of: cards with their numbers; and openings that it does not know to stand."""

    cards: dict[int, int]
    openings: set[int]

    def explains(self, fault: str) -> bool:
        """Say whether this is only what Discord shows of the time that the database knows nothing of."""
        again = re.match(r"question (\d+) \(\w+\) has 2 cards", fault)
        opening = re.match(r"(?:said 2 times: |opening )a(\d+)", fault)
        return (
            fault.startswith(("said for no announcement", "a card shows question", "thread ", "private thread "))
            or (fault.startswith("link ") and "its opening offers" in fault)
            or (again is not None and int(again[1]) in self.cards.values())
            or (opening is not None and int(opening[1]) in self.openings)  # its thread was made anew
        )


def _behind(practice: Practice, held: Records) -> Behind:
    known = {row["id"] for row in held.questions}
    cards = [(one.id, _FOOTER.search(one.text)) for one in practice.channel(ROOM).messages if one.message.embeds]
    return Behind(
        {card: int(footer[1]) for card, footer in cards if footer and int(footer[1]) not in known},
        {row["id"] for row in held.announcements if row["kind"] == "opening" and row["state"] == "pending"},
    )


async def _goes_on(practice: Practice, behind: Behind, report: Report) -> list[str]:
    """Start the bot on it: it settles, says kindly what it does not know any more, and works as ever."""
    await practice.start_bot()
    faults = await _settled(practice, behind)
    faults += await _asked_anew(practice)
    faults += [fault async for fault in _pressed(practice, behind, report)]
    return faults + await _settled(practice, behind)


async def _settled(practice: Practice, behind: Behind) -> list[str]:
    """Wait until nothing is wrong but what has to be; give what still is after a while."""
    await Persevering(practice).quiet()

    def look() -> list[str]:
        # What a restore puts into the outbox leaves no line, so the model cannot follow it.
        return [fault for fault in complaints(practice, limits=None) if not behind.explains(fault)]

    return await once_settled(look)


async def _asked_anew(practice: Practice) -> list[str]:
    """Questions asked now are posted and claimed like any other."""
    people, amira, ben = Persevering(practice), practice.person("Amira"), practice.person("Ben")
    faults: list[str] = []
    for number in range(NEW):
        text = f"And now {number}?"
        answer = await amira.slash(ROOM, "ask", question=text, topic="Excel")
        await people.quiet()
        cards = [one for one in practice.channel(ROOM).messages if text in one.text and one.message.embeds]
        stands = any(words in answer.text for words in ("Your question is posted", "Your question is safe"))
        if not stands or len(cards) != 1:
            faults.append(f"a new question was answered {answer.text!r} and has {len(cards)} cards")
            continue
        await ben.press(cards[0], "I can help")
        await people.quiet()
        if "Ben is helping" not in cards[0].text or cards[0].thread is None:
            faults.append(f"a new question was claimed, and its card says {cards[0].text!r}")
    return faults


async def _pressed(practice: Practice, behind: Behind, report: Report) -> AsyncIterator[str]:
    """Press what the database knows nothing of, while new questions have come to bear the same numbers."""
    report.counts["unknown cards"] += len(behind.cards)
    for shown in [one for one in practice.channel(ROOM).messages if one.id in behind.cards]:
        for button in [shown.custom_id(words) for words in shown.buttons]:
            report.counts["presses on them"] += 1
            answer = await practice.person("Chloe").press(shown, button)
            wrong = button.startswith("claim:") and GONE not in answer.text
            if answer.failed or answer.updated or "went wrong" in answer.text or wrong:
                yield f"{shown.text[:40]!r} is not known any more, and {button} was answered {answer.text!r}"


async def _several(crowd: Crowd, deeds: int) -> None:
    wanted = crowd.counts["interactions"] + deeds

    async def go_on() -> None:
        while crowd.counts["interactions"] < wanted:
            try:
                await crowd.act()
            except REFUSED:
                crowd.counts["too late to press"] += 1
            await asyncio.sleep(0)

    await asyncio.gather(*(go_on() for _ in range(AT_ONCE)))


async def _backed_up(practice: Practice) -> Path:
    return Path((await _mentorbot(practice, "backup")).strip())


async def _careless(practice: Practice) -> Path:
    copy = practice.database.with_name("careless.db")
    await asyncio.to_thread(shutil.copyfile, practice.database, copy)
    return copy


async def _mentorbot(practice: Practice, *arguments: str) -> str:
    """Use the command line as an admin does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "mentorbot",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "MENTORBOT_DATABASE": str(practice.database)},
    )
    said, complained = await process.communicate()
    if process.returncode:
        raise AssertionError(f"mentorbot {arguments[0]}: {complained.decode()}")
    return said.decode()
