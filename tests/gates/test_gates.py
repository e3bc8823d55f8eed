"""The gates' share of every run of CI; `python -m tests.gates --long` is for a night."""

import os

import pytest

from tests.gates.g1 import kills
from tests.gates.g2 import every_step
from tests.gates.g7 import races
from tests.gates.outboxes import FORGETFUL, HASTY
from tests.gates.report import Report

SEED = int(os.environ.get("GATE_SEED", "20261121"))
MOST_BROKEN = 24

pytestmark = pytest.mark.gate


def held(report: Report) -> None:
    """Say what the gate counted, and fail with its faults."""
    lines = "\n".join(report.lines())
    print(lines)  # noqa: T201 - a gate's counts and seed are its result
    assert report.holds, lines


async def test_g1_killed_at_random_instants_nothing_is_lost_or_said_twice() -> None:
    report = await kills(SEED, count=50, interactions=2000)
    held(report)
    assert report.counts["kills"] == 50
    assert report.counts["interactions"] >= 2000


async def test_g2_killed_at_every_step_the_workflow_comes_to_its_end() -> None:
    report = await every_step(SEED)
    held(report)
    assert report.counts["kills"] > 100


async def test_g7_of_two_hundred_rivals_one_wins_and_every_loser_is_told() -> None:
    report = await races(SEED, count=50, rivals=200)
    held(report)
    assert report.counts["presses"] + report.counts["hands"] == 50 * 200


@pytest.mark.parametrize("broken", [FORGETFUL, HASTY])
async def test_g1_fails_when_the_outbox_is_broken(broken: str) -> None:
    report = await kills(SEED, count=5, interactions=150, broken=broken)
    assert not report.holds


async def test_g2_fails_when_what_was_left_behind_is_never_sent() -> None:
    report = await every_step(SEED, first=14, last=MOST_BROKEN, broken=FORGETFUL)
    assert not report.holds
