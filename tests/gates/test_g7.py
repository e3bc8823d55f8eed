"""G7, as much of it as every run of CI can take."""

import pytest

from tests.gates.g7 import races
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate


async def test_g7_of_two_hundred_rivals_one_wins_and_every_loser_is_told() -> None:
    report = await races(SEED, count=50, rivals=200)
    held(report)
    assert report.counts["presses"] + report.counts["hands"] == 50 * 201  # with whoever asked
    assert report.counts["changed hands"] >= 10
