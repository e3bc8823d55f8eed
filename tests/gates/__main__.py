"""Runs the gates: `python -m tests.gates [G1 G2 G7 …] [--long] [--seed N]`."""

import argparse
import asyncio
import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.gates.g1 import kills
from tests.gates.g2 import every_step
from tests.gates.g7 import races
from tests.gates.outboxes import FORGETFUL, HASTY
from tests.gates.report import Report


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for. `step` is the one step of G2 to be killed at."""

    seed: int
    long: bool
    broken: str
    step: int | None


async def _g1(asked: Options) -> list[Report]:
    count, interactions = (1000, 100_000) if asked.long else (50, 2000)
    return [await kills(asked.seed, count=count, interactions=interactions, broken=asked.broken)]


async def _g2(asked: Options) -> list[Report]:
    if asked.step is not None:
        return [await every_step(asked.seed, first=asked.step, last=asked.step, broken=asked.broken)]
    seeds = range(asked.seed, asked.seed + (10 if asked.long else 1))
    return [await every_step(seed, broken=asked.broken) for seed in seeds]


async def _g7(asked: Options) -> list[Report]:
    return [await races(asked.seed, count=5000 if asked.long else 50, rivals=200)]


GATES: dict[str, Callable[[Options], Awaitable[list[Report]]]] = {"G1": _g1, "G2": _g2, "G7": _g7}


def main() -> int:
    """Run what is asked for; the exit code is 0 where every gate holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.gates", description="Runs the gates of docs/reliability.md.")
    parser.add_argument("gates", nargs="*", metavar="GATE", help=f"any of {', '.join(GATES)}; all of them if left out")
    parser.add_argument("--long", action="store_true", help="as much as a night allows, instead of CI's share")
    parser.add_argument("--seed", type=int, default=None, help="replay what this seed decided")
    parser.add_argument("--step", type=int, default=None, help="G2: be killed at this step only")
    parser.add_argument("--broken", choices=(FORGETFUL, HASTY), default="", help="break the outbox, to see gates fail")
    given = parser.parse_args()
    if unknown := [name for name in given.gates if name.upper() not in GATES]:
        parser.error(f"there is no gate {', '.join(unknown)}")
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    asked = Options(seed, given.long, given.broken, given.step)
    return asyncio.run(_run([name.upper() for name in given.gates] or list(GATES), asked))


async def _run(names: list[str], asked: Options) -> int:
    failed = False
    for name in names:
        began = time.monotonic()
        for report in await GATES[name](asked):
            sys.stdout.write("\n".join([*report.lines(), ""]))
            failed |= not report.holds
        sys.stdout.write(f"  in {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
