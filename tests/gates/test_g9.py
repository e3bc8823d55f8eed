"""G9, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g9 import BROKEN, absences
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate


async def test_g9_after_any_absence_what_is_late_is_done_once_and_rings_for_nobody_in_vain() -> None:
    report = await absences(SEED, count=10)
    held(report)
    assert report.counts["absences"] == 10
    assert report.counts["hands meanwhile"] >= 1  # whether a card still waits then is chance
    assert report.counts["late things done"] >= 10


@pytest.mark.parametrize("broken", BROKEN)
async def test_g9_fails_when_what_is_late_is_forgotten_or_rings_all_the_same(broken: str) -> None:
    report = await absences(SEED, count=4, broken=broken)
    assert not report.holds
