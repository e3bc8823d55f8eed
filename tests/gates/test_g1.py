"""G1, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g1 import BROKEN, kills
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate


async def test_g1_killed_at_random_instants_nothing_is_lost_or_said_twice() -> None:
    report = await kills(SEED, count=50, interactions=2000)
    held(report)
    assert report.counts["kills"] == 50
    assert report.counts["interactions"] >= 2000


@pytest.mark.parametrize(("broken", "noticed"), [*zip(BROKEN, ("still waiting", "there stands []"), strict=True)])
async def test_g1_fails_when_the_outbox_is_broken(broken: str, noticed: str) -> None:
    report = await kills(SEED, count=10, interactions=300, broken=broken)
    assert any(noticed in fault for fault in report.faults)
