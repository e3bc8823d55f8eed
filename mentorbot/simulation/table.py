"""The results as a table for a terminal of 80 columns, and what follows from the same luck for all."""

from collections.abc import Iterator, Mapping, Sequence

from mentorbot.simulation.figures import Figures, Spread, lower, spreads
from mentorbot.simulation.running import Results
from mentorbot.simulation.wording import COLUMNS, spread_in_words

WIDE = 10
COMPARED = (
    ("median_wait", "half claimed sooner", "later"),
    ("unanswered", "fewer never claimed", "more"),
    ("calls_mean", "fewer calls", "more"),
)


def table(results: Results) -> Iterator[str]:
    """Give the lines: each way's name, its figures in the middle run, and the least and most of all runs."""
    for place in range(3):
        yield _row([column.heading[place] for column in COLUMNS])
    for name, runs in results.items():
        yield ""
        yield name
        yield from _rows(spreads(runs), several=len(runs) > 1)


def comparisons(results: Results, today: str, others: Sequence[str]) -> Iterator[str]:
    """Say of our way under other settings in how many runs it did better than today's, and in how many worse."""
    runs = len(results[today])
    for name in others:
        yield f"{name}, held against {today}, in {runs} communities:"
        for figure, less, more in COMPARED:
            below, above = lower(results[name], results[today], lambda run, wanted=figure: _of(run, wanted))
            yield f"  {less} in {below}, {more} in {above}, the same in {runs - below - above}"


def _of(run: Figures, figure: str) -> float:
    return getattr(run, figure)


def _rows(of: Mapping[str, Spread], *, several: bool) -> Iterator[str]:
    yield _row([column.written(of[column.figure].middle) for column in COLUMNS])
    if several:
        yield _row([spread_in_words(of[column.figure], column.short) for column in COLUMNS])


def _row(cells: Sequence[str]) -> str:
    return "".join(cell.rjust(WIDE) for cell in cells).rstrip()
