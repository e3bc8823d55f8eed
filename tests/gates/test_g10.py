"""G10, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g10 import BROKEN, KINDS, ail
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate


async def test_g10_whatever_ails_the_database_nobody_is_told_what_is_not_so_and_it_heals_by_itself() -> None:
    report = await ail(SEED, count=20)
    held(report)
    assert sum(report.counts[kind] for kind in KINDS) == 20
    assert report.counts["kind refusals"] > 50


@pytest.mark.parametrize("broken", BROKEN)
async def test_g10_fails_when_the_bot_bears_it_badly(broken: str) -> None:
    report = await ail(SEED, count=20, broken=broken)
    assert not report.holds
