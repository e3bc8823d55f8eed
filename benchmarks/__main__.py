"""`python -m benchmarks [name …] [--quick]`: measures, prints, and says by its exit code whether all was reached."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from benchmarks import answering, exporting, idling, life, matching, routing, topics
from benchmarks.figures import Report

BENCHMARKS: dict[str, Callable[..., Coroutine[Any, Any, Report]]] = {
    "answering": answering.measure,
    "life": life.measure,
    "matching": matching.measure,
    "routing": routing.measure,
    "topics": topics.measure,
    "exporting": exporting.measure,
    "idling": idling.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures what mentorbot costs.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"one or more of {', '.join(BENCHMARKS)}; all if none")
    parser.add_argument("--quick", action="store_true", help="a small share, to see that everything can be measured")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    reports = [_run(name, quick=asked.quick) for name in asked.names or BENCHMARKS]
    missed = [figure for report in reports for figure in report.figures if not figure.reached]
    print(f"\n{len(missed)} figures were not reached." if missed else "\nAll figures were reached.")
    return 1 if missed and not asked.quick else 0


def _run(name: str, *, quick: bool) -> Report:
    report = asyncio.run(BENCHMARKS[name](quick=quick))
    print(f"\n{report}", flush=True)
    return report


if __name__ == "__main__":
    sys.exit(main())
