"""G11: anything that members, moderators, Discord and time may do, in any order, against a model of the whole web.

A failure prints its steps, and comes back with its seed.
"""

import asyncio
import logging
from collections.abc import Generator
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.gates.options import Options
from tests.gates.report import Report
from tests.gates.webs.mistakes import MISTAKES, mistaken
from tests.gates.webs.webrules import LearningWeb

BROKEN = tuple(MISTAKES)


async def run(asked: Options) -> list[Report]:
    runs, steps = (20_000, 50) if asked.long else (500, 30)
    # Hypothesis' rules wait for nothing, so each of them runs a loop of its own, in another thread than this one's.
    return [await asyncio.to_thread(played, asked.seed, runs=runs, steps=steps, broken=asked.broken)]


def played(number: int, *, runs: int, steps: int, broken: str = "") -> Report:
    """Play so many webs of so many steps, until one of them is not as the model has it."""
    report = Report("G11", number)
    wanted = settings(
        max_examples=runs,
        stateful_step_count=steps,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        phases=[Phase.generate],
        print_blob=False,
        report_multiple_bugs=False,
    )
    with _loop() as loop, _quietly(), mistaken(broken):

        class Played(LearningWeb):
            counts = report.counts

        Played.loop = loop
        try:
            run_state_machine_as_test(seed(number)(Played), settings=wanted)
        except Exception as error:  # noqa: BLE001 - whatever stops a web is a fault, and its steps are told with it
            report.faults.append(f"{type(error).__name__}: {error}")
            report.faults += getattr(error, "__notes__", [])
    return report


@contextmanager
def _loop() -> Generator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    try:
        yield loop
    finally:
        loop.close()


@contextmanager
def _quietly() -> Generator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
