"""G2, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g2 import every_step
from tests.gates.practice.outboxes import FORGETFUL
from tests.gates.shares import SEED, held

MOST_BROKEN = 24
SHARES = 4  # so that several workers have some of the same length

pytestmark = pytest.mark.gate


@pytest.mark.parametrize("share", range(1, SHARES + 1))
async def test_g2_killed_at_every_step_the_workflow_comes_to_its_end(share: int) -> None:
    report = await every_step(SEED, first=share, stride=SHARES)
    held(report)
    assert report.counts["kills"] > 200 / SHARES


async def test_g2_fails_when_what_was_left_behind_is_never_sent() -> None:
    report = await every_step(SEED, first=14, last=MOST_BROKEN, broken=FORGETFUL)
    assert not report.holds
