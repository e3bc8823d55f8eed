"""G11, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g11 import BROKEN, played
from tests.gates.shares import SEED, held

SEEDS = 4

pytestmark = pytest.mark.gate


def test_g11_whatever_happens_the_web_is_as_the_model_has_it() -> None:
    report = played(SEED, runs=500, steps=30)
    held(report)
    assert report.counts["webs"] >= 500
    links = ("claimed", "claim-lost", "nudged", "link-closed", "joined", "handed-back", "handed-over", "assigned")
    for kind in ("asked", "called", "reopened", "me-too", "choice-changed", "weekly window", "restarts", *links):
        assert report.counts[kind] >= 3, kind


@pytest.mark.parametrize("broken", BROKEN)
def test_g11_fails_with_a_mistake(broken: str) -> None:
    """Which webs are drawn depends on all that was loaded before: what one seed misses by chance, the next must not."""
    assert any(not played(SEED + more, runs=500, steps=30, broken=broken).holds for more in range(SEEDS))
