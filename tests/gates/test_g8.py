"""G8, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g8 import BROKEN, clocks
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate


async def test_g8_whatever_clocks_do_each_thing_is_done_once_at_its_time() -> None:
    report = await clocks(SEED, count=2000)
    held(report)
    assert report.counts["nights"] == 20
    assert report.counts["deadlines"] >= 2000
    assert report.counts["quiet hours"] == 1000
    assert report.counts["windows"] >= 2000
    assert report.counts["windows begun"] >= 100
    assert min(report.counts[what] for what in ("clock set", "set in the midst", "slept")) >= 20


@pytest.mark.parametrize("broken", BROKEN)
async def test_g8_fails_when_clocks_are_misunderstood(broken: str) -> None:
    report = await clocks(SEED, count=500, broken=broken)
    assert not report.holds
