"""Every benchmark can be run, and says what it found; how quick this computer is, tests do not judge."""

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.figures import Figure, Report, percentile


@pytest.mark.parametrize("name", BENCHMARKS)
async def test_a_small_share_gives_each_figure(name: str) -> None:
    report = await BENCHMARKS[name](quick=True)
    assert report.figures or report.skipped
    assert all(figure.value > 0 for figure in report.figures)
    assert report.title in str(report)


async def test_a_whole_life_keeps_within_the_requests_that_discord_counts() -> None:
    report = await BENCHMARKS["life"](quick=True)
    assert report.figures[0].reached, report
    assert "1 of POST /channels/{channel}/messages/{message}/threads" in report.notes


def test_a_figure_says_whether_it_was_reached() -> None:
    assert str(Figure("Waiting", 4.0, "ms", 5)) == "Waiting: 4.00 ms (at most 5: reached)"
    assert "NOT reached" in str(Report("Title", [Figure("Waiting", 6.0, "ms", 5)]))


def test_a_percentile_is_a_measured_value() -> None:
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 99) == 99.0
    assert percentile([7.0], 99) == 7.0
