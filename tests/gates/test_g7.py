"""G7, as much of it as every run of CI can take."""

import pytest

from tests.gates.g7 import races
from tests.gates.races.lenient import ENDLESS, MIXING
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate


async def test_g7_of_two_hundred_rivals_one_wins_and_every_loser_is_told() -> None:
    report = await races(SEED, count=50, rivals=240)
    held(report)
    assert report.counts["presses"] + report.counts["hands"] == 50 * 241  # with whoever asked
    assert report.counts["changed hands"] >= 10
    assert report.counts["contests"] == 30


@pytest.mark.parametrize(
    ("broken", "noticed"),
    [(MIXING, "wished to be kept apart, and was answered"), (ENDLESS, "wanted 2 at once and has 3")],
)
async def test_g7_fails_when_nobody_is_kept_away_or_has_full_hands(broken: str, noticed: str) -> None:
    report = await races(SEED, count=1, rivals=24, broken=broken)
    assert any(noticed in fault for fault in report.faults)
