"""G4, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g4 import cuts, spent
from tests.gates.practice.gateways import ABSENT, BLIND, RESTLESS, SPENDTHRIFT
from tests.gates.shares import SEED, held

SOON = 12.0

pytestmark = pytest.mark.gate


async def test_g4_cut_off_in_every_way_nothing_that_members_did_is_missed() -> None:
    report = await cuts(SEED, resumable=100, for_good=20)
    held(report)
    assert (report.counts["cuts taken up again"], report.counts["cuts for good"]) == (100, 20)
    assert report.counts["hands while cut off"] > 100
    assert report.counts["presses heard later"] > 20
    assert report.counts["cards deleted"] + report.counts["members left"] > 5


async def test_g4_no_login_beyond_the_budget_whichever_process_asks() -> None:
    report = await spent(SEED)
    held(report)
    assert report.counts["starts that waited"] >= 5


@pytest.mark.parametrize(("broken", "resumable", "for_good"), [(BLIND, 0, 9), (RESTLESS, 3, 0), (ABSENT, 20, 0)])
async def test_g4_fails_when_the_bot_pays_no_heed(broken: str, resumable: int, for_good: int) -> None:
    report = await cuts(SEED, resumable=resumable, for_good=for_good, broken=broken, latest=SOON)
    assert not report.holds


async def test_g4_fails_when_no_budget_is_kept() -> None:
    assert not (await spent(SEED, broken=SPENDTHRIFT)).holds
