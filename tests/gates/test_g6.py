"""G6, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g6 import WHILE, every_answer
from tests.gates.gateways import TRUSTING
from tests.gates.shares import SEED, held

LIVES = 12

pytestmark = pytest.mark.gate


@pytest.mark.parametrize("times", [1, WHILE])
async def test_g6_whatever_discord_answers_nothing_is_stuck_and_no_error_goes_unhandled(times: int) -> None:
    report = await every_answer(SEED, times=times, lives=LIVES)
    held(report)
    assert report.counts["wrong answers met"] > 3 * LIVES


async def test_g6_fails_when_whatever_comes_back_is_believed() -> None:
    assert not (await every_answer(SEED, times=1, broken=TRUSTING, lives=LIVES)).holds
