"""Runs the gates: `python -m tests.gates [G1 G2 G7 …] [--long] [--seed N]`.

Each gate is a module `g<number>.py` of this package with `async def run(asked: Options) -> list[Report]`, and with
`BROKEN`, the names of the faults on purpose that it knows.
"""

import argparse
import asyncio
import re
import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import cast

from tests.gates.options import Options
from tests.gates.report import Report

Gate = Callable[[Options], Awaitable[list[Report]]]


def gates() -> dict[str, ModuleType]:
    """Every gate there is, by its number."""
    found = {module.name for module in iter_modules([str(Path(__file__).parent)]) if re.fullmatch(r"g\d+", module.name)}
    names = sorted(found, key=lambda name: int(name[1:]))
    return {name.upper(): import_module(f"tests.gates.{name}") for name in names}


def main() -> int:
    """Run what is asked for; the exit code is 0 where every gate holds."""
    known = gates()
    broken = sorted({name for gate in known.values() for name in gate.BROKEN})
    parser = argparse.ArgumentParser(prog="python -m tests.gates", description="Runs the gates of docs/reliability.md.")
    parser.add_argument("gates", nargs="*", metavar="GATE", help=f"any of {', '.join(known)}; all of them if left out")
    parser.add_argument("--long", action="store_true", help="as much as a night allows, instead of CI's share")
    parser.add_argument("--seed", type=int, default=None, help="replay what this seed decided")
    parser.add_argument("--step", type=int, default=None, help="replay one step only, in a gate that has steps")
    parser.add_argument("--broken", choices=broken, default="", help="a fault on purpose, to see gates fail")
    given = parser.parse_args()
    names = [name.upper() for name in given.gates] or list(known)
    if unknown := [name for name in names if name not in known]:
        parser.error(f"there is no gate {', '.join(unknown)}")
    if deaf := [name for name in names if given.broken and given.broken not in known[name].BROKEN]:
        parser.error(f"{', '.join(deaf)} does not know the fault {given.broken}")
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    asked = Options(seed, given.long, given.broken, given.step)
    return asyncio.run(_run({name: cast("Gate", known[name].run) for name in names}, asked))


async def _run(chosen: dict[str, Gate], asked: Options) -> int:
    failed = False
    for gate in chosen.values():
        began = time.monotonic()
        for report in await gate(asked):
            sys.stdout.write("\n".join([*report.lines(), ""]))
            failed |= not report.holds
        sys.stdout.write(f"  in {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
