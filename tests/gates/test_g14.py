"""G14, as much of it as every run of CI can take, and how it fails."""

import pytest

from tests.gates.erasing.erasures import KEEPS_BYTES, KEEPS_MESSAGES, KEEPS_NO_LIST, KEEPS_NOTES
from tests.gates.erasing.tampering import COLUMNS, SKIPS_DETAIL
from tests.gates.g14 import BROKEN, erasures
from tests.gates.shares import SEED, held

SYMPTOMS = {
    KEEPS_NOTES: "the database: link.note holds",
    KEEPS_MESSAGES: "Discord: message",
    KEEPS_BYTES: "the database: mentorbot.db",
    KEEPS_NO_LIST: "a restored backup: member.user_id holds",
    SKIPS_DETAIL: "and nobody noticed",
}

DEALT = (
    *("weekly", "block", "unnamed_block", "me_too", "joining", "invitation", "skill"),
    *("relay.text", "report.text", "look_up.reason", "link.note", "question.text", "member.name", "skill.note"),
)

pytestmark = pytest.mark.gate


async def test_g14_nothing_is_left_of_the_erased_and_a_changed_byte_is_noticed() -> None:
    report = await erasures(SEED, size=7, flips=25)
    held(report)
    assert report.counts["erased"] == 3
    assert report.counts["traces before"] > 30
    assert [kind for kind in DEALT if not report.steps[kind]] == [], "people did not do all that they can"
    assert report.counts["lines exported"] > 50
    assert report.counts["files given to moderators"] == 2
    assert report.counts["bytes changed"] == 25 * len(COLUMNS)


@pytest.mark.parametrize("broken", BROKEN)
async def test_g14_fails_when_one_place_or_column_is_forgotten(broken: str) -> None:
    report = await erasures(SEED, size=3, flips=12, broken=broken)
    assert any(SYMPTOMS[broken] in fault for fault in report.faults), report.lines()
