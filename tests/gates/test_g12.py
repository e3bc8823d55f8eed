"""G12, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.g12 import ALIVE, BROKEN, FORMULAS, LOUD, SHARE, TRUSTING, bad_input
from tests.gates.report import Report
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate

NOTICED = {
    FORMULAS: "a formula is live",
    LOUD: "anybody might be rung",
    ALIVE: "a mention came alive",
    TRUSTING: "something went wrong",
}


async def test_g12_whatever_is_sent_nothing_crashes_nobody_is_rung_and_no_formula_lives() -> None:
    report = Report("G12", SEED)
    await bad_input(SEED, SHARE, report)
    held(report)
    kinds = ("command", "typing", "press", "menu", "form", "readings and drawings", "lines exported")
    assert sum(report.counts[kind] for kind in kinds) == SHARE
    assert min(report.counts[kind] for kind in kinds) > 300
    assert report.counts["requests looked at"] > SHARE // 10


@pytest.mark.parametrize("broken", BROKEN)
async def test_g12_fails_when_a_guard_is_taken_away(broken: str) -> None:
    report = Report("G12", SEED)
    await bad_input(SEED, 2000, report, broken=broken)
    assert any(NOTICED[broken] in fault for fault in report.faults)
