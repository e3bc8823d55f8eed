"""G13, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.canaries import CANARIES
from tests.gates.g13 import BARE, BROKEN, CHATTY, QUOTING, leak
from tests.gates.report import Report
from tests.gates.shares import SEED, held

pytestmark = [pytest.mark.gate, pytest.mark.usefixtures("logging_as_before")]

NOTICED = {
    CHATTY: "a question stands in the log",
    BARE: "the token stands in the log",
    QUOTING: "a note stands in the log",
}


async def test_g13_no_token_no_question_and_no_note_is_anywhere_but_where_it_belongs() -> None:
    report = Report("G13", SEED)
    await leak(SEED, report)
    held(report)
    places = ("lines of the log", "exports", "backups", "answers", "scrapes", "commands of the terminal")
    assert min(report.counts[place] for place in places) > 0
    assert report.counts["errors logged"] >= 7


@pytest.mark.parametrize("broken", BROKEN)
async def test_g13_fails_when_a_guard_is_taken_away(broken: str, request: pytest.FixtureRequest) -> None:
    report = Report("G13", SEED)
    await leak(SEED, report, broken=broken)
    request.config.stash[CANARIES].begin()  # the suite's own scanner has heard it too
    assert [fault for fault in report.faults if fault.startswith(NOTICED[broken])]
