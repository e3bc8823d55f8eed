"""G5, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g5 import BROKEN, MOST_REFUSED, rough_weather
from tests.gates.shares import SEED, held
from tests.gates.storms.careless import BLIND, PUSHING

pytestmark = pytest.mark.gate

EVERY_KIND = (
    "connections reset",
    "5xx",
    "5xx after the deed",
    "429 (user)",
    "429 (global)",
    "429 (shared)",
    "answers lost",
    "late answers",
    "events told twice",
)


async def test_g5_on_a_rough_wire_nothing_happens_twice_and_hardly_anything_is_refused() -> None:
    report = await rough_weather(SEED, calls=5000)
    held(report)
    assert report.counts["calls"] >= 5000
    assert all(report.counts[kind] for kind in EVERY_KIND)
    assert 0 < report.counts["refused at most in ten minutes"] < MOST_REFUSED


@pytest.mark.parametrize("broken", [how for how in BROKEN if how != PUSHING])
async def test_g5_fails_when_the_bot_is_careless(broken: str) -> None:
    # What is not looked for is said twice only where a message's answer was lost: about once in 150 calls.
    report = await rough_weather(SEED, calls=1500 if broken == BLIND else 500, broken=broken)
    assert not report.holds


async def test_g5_fails_when_the_bot_pushes() -> None:
    report = await rough_weather(SEED, calls=4000, broken=PUSHING)
    assert report.counts["refused at most in ten minutes"] >= MOST_REFUSED
    assert not report.holds
