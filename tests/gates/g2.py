"""G2: the bot is killed before and after every commit and every request of every workflow."""

import random

from mentorbot.playground.practice import Practice
from tests.gates.options import Options
from tests.gates.outages.endings import WATCH, Fuse
from tests.gates.outages.workflow import Workflow
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.outboxes import BREAK, FORGETFUL, HASTY
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.stage import stage
from tests.gates.report import Report

BROKEN = (FORGETFUL, HASTY)
LATE = 600.0
PATIENCE = 15.0
MOST_STEPS = 2000


async def run(asked: Options) -> list[Report]:
    if asked.step is not None:
        return [await every_step(asked.seed, first=asked.step, last=asked.step, broken=asked.broken)]
    seeds = range(asked.seed, asked.seed + (10 if asked.long else 1))
    return [await every_step(seed, broken=asked.broken) for seed in seeds]


async def every_step(seed: int, *, first: int = 1, last: int = MOST_STEPS, stride: int = 1, broken: str = "") -> Report:
    """Play the workflow again and again, each time killed one step later, until it plays through unharmed.

    Chance decides whether the bot comes back at once or ten minutes later, when no nonce protects any more.
    """
    report = Report("G2", seed)
    environment = {BREAK: broken}
    async with stage(f"G2 {seed}", environment, answer_seconds=PATIENCE) as practice:
        fuse = Fuse(practice.database.with_name("end-at"))
        environment[WATCH] = str(fuse.file)
        await practice.restart_bot()
        known: set[str] = set()
        for step in range(first, last + 1, stride):
            away = random.Random(f"{seed} {step}").choice((0.0, LATE))
            people = Persevering(practice, away)
            faults = await _played(people, fuse, step, seed)
            _add(report, people, step, [fault for fault in faults if fault not in known])
            known.update(faults)
            if not people.deaths or (broken and known):
                break
    return report


async def _played(people: Persevering, fuse: Fuse, step: int, seed: int) -> list[str]:
    """Play once, with the bot's end at this step; give what is wrong afterwards."""
    fuse.light(step)
    try:
        await Workflow(people, f"{seed}-{step}").play()
        found = await once_settled(lambda: complaints(people.practice))
    except AssertionError as error:
        found = [_in_short(error, people.practice), *complaints(people.practice)]
    fuse.put_out()
    return found


def _in_short(error: AssertionError, practice: Practice) -> str:
    return f"{str(error).splitlines()[0]} (the last that happened: {practice.transcript[-1]})"


def _add(report: Report, people: Persevering, step: int, faults: list[str]) -> None:
    report.counts.update({"kills": len(people.deaths), "workflows": 1})
    report.seconds += people.starts
    report.steps.update(people.deaths)
    where = f"step {step}, {'late' if people.away else 'at once'}: {', '.join(people.deaths) or 'not killed'}"
    report.faults += [f"{where}: {fault}" for fault in faults]
