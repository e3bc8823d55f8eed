"""G16, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g16 import BROKEN, restores
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate


async def test_g16_a_backup_made_among_a_crowd_holds_what_was_said_before_and_the_bot_goes_on_from_it() -> None:
    report = await restores(SEED, count=5)
    held(report)
    assert report.counts["restores"] == 5
    assert report.counts["facts before"] > 50
    assert report.counts["presses on them"] > 0


@pytest.mark.parametrize("broken", BROKEN)
async def test_g16_fails_when_the_backup_is_careless(broken: str) -> None:
    report = await restores(SEED, count=1, broken=broken)
    assert not report.holds
