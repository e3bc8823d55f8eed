"""The log's seals."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.events import FIRST_SEAL, Event, EventKind, seal

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LINE = Event(EventKind.CALLED, member=11, other=12, question=13, topic="excel", wave=2, detail="offering")
numbers = st.none() | st.integers(0, 2**53)
texts = st.none() | st.text(max_size=8)
lines = st.builds(Event, st.sampled_from(EventKind), numbers, numbers, numbers, texts, numbers, texts)


@pytest.mark.parametrize(
    "changed",
    [
        replace(LINE, kind=EventKind.CLAIMED),
        replace(LINE, member=12),
        replace(LINE, other=None),
        replace(LINE, question=14),
        replace(LINE, topic="Excel"),
        replace(LINE, wave=3),
        replace(LINE, detail=""),
        replace(LINE, member=12, other=11),
    ],
)
def test_another_value_in_any_column_gives_another_seal(changed: Event) -> None:
    assert seal(FIRST_SEAL, 1, NOON, changed) != seal(FIRST_SEAL, 1, NOON, LINE)


def test_another_server_moment_or_line_before_gives_another_seal() -> None:
    ours = seal(FIRST_SEAL, 1, NOON, LINE)
    assert seal(FIRST_SEAL, 2, NOON, LINE) != ours
    assert seal(FIRST_SEAL, 1, NOON + timedelta(milliseconds=1), LINE) != ours
    assert seal(ours, 1, NOON, LINE) != ours


def test_the_same_line_has_the_same_seal_wherever_its_moment_is_told() -> None:
    other_zone = NOON.astimezone().replace(microsecond=999)
    assert seal(FIRST_SEAL, 1, other_zone, LINE) == seal(FIRST_SEAL, 1, NOON, LINE)


@given(lines, lines)
def test_only_equal_lines_share_a_seal(one: Event, other: Event) -> None:
    assert (seal(FIRST_SEAL, 1, NOON, one) == seal(FIRST_SEAL, 1, NOON, other)) == (one == other)


def test_a_seal_written_today_still_fits_after_an_upgrade() -> None:
    """A log sealed by one version must verify with every later one, so the recipe may not change."""
    assert seal(FIRST_SEAL, 1, NOON, LINE).hex()[:16] == "1c6d8ef1de901d5e"
