"""G6, whole: every wrong answer at every kind of call, and how it fails."""

import pytest

from tests.gates.answers.startups import at_start
from tests.gates.g6 import TRUSTING, alone, every_answer
from tests.gates.shares import SEED, held

PAIRS = 2300

pytestmark = pytest.mark.gate


async def test_g6_whatever_discord_answers_nothing_is_stuck_and_no_error_goes_unhandled() -> None:
    report = await every_answer(SEED)
    held(report)
    assert report.counts["never met"] == 0
    assert report.counts["wrong answers met"] > PAIRS
    assert report.counts["told"]


async def test_g6_a_changed_token_ends_it_and_a_ban_silences_it_whichever_call_meets_it() -> None:
    held(await alone(SEED))


async def test_g6_whatever_discord_answers_at_the_start_it_comes_up_or_ends_in_words() -> None:
    held(await at_start(SEED))


async def test_g6_fails_when_whatever_comes_back_is_believed() -> None:
    report = await every_answer(SEED, broken=TRUSTING, rounds=1)
    assert any("mentorbot" in fault for fault in report.faults)
