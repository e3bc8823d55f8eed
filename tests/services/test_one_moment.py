"""What one transaction writes bears one moment, however long it takes and whoever sets the clock meanwhile."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentorbot.clock import ShiftedClock, SteadyClock, one_moment
from tests.played import PlayedClock, Web, played


class HastyClock(PlayedClock):
    """Goes on by a second each time it is read."""

    def now(self) -> datetime:
        self.move(seconds=1)
        return super().now()


def test_time_stands_still_within_one_moment_and_goes_on_after_it() -> None:
    hasty = HastyClock()
    steady = SteadyClock(hasty)
    before = steady.now()
    with one_moment():
        first, again = steady.now(), steady.now()
    assert [first, again, steady.now()] == [before + timedelta(seconds=seconds) for seconds in (1, 1, 2)]


def test_two_clocks_keep_to_moments_of_their_own() -> None:
    one, other = SteadyClock(HastyClock(datetime(2026, 1, 1, tzinfo=UTC))), SteadyClock(HastyClock())
    with one_moment():
        assert one.now() != other.now()


def test_whoever_waits_for_the_clock_to_be_moved_is_told() -> None:
    shifted, told = ShiftedClock(), list[str]()
    SteadyClock(shifted).on_shift(lambda: told.append("moved"))
    shifted.shift(timedelta(hours=1))
    assert told == ["moved"]


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    async with played(tmp_path, clock=HastyClock()) as opened:
        yield opened


async def test_rows_and_lines_of_the_log_that_are_written_together_bear_one_time(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Amira"), link.id)
    question = await web.question(link.question_id)
    kinds = "'asked', 'claimed', 'question-closed'"
    written = await web.all(int, f"SELECT at FROM event WHERE kind IN ({kinds}) ORDER BY id")
    ended = (await web.link_of(link.question_id)).closed_at
    assert ended is not None
    told = [round(moment.timestamp() * 1000) for moment in (question.asked_at, link.opened_at, ended)]
    assert written == told
    assert question.closed_at == ended
    assert len(set(written)) == 3
