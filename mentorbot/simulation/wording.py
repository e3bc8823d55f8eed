"""The figures in words and numbers that people read."""

from collections.abc import Callable
from dataclasses import dataclass

from mentorbot.simulation.figures import NEVER, Spread

HOUR, DAY = 60, 1440


@dataclass(frozen=True, slots=True)
class Column:
    """A figure's name in `Figures`, its heading in three short lines, and how its values are written."""

    figure: str
    heading: tuple[str, str, str]
    written: Callable[[float], str]
    short: Callable[[float], str]


def duration(minutes: float) -> str:
    """Write minutes as "20 min", "3.5 h" or "4 days"."""
    if minutes == NEVER:
        return "never"
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{_few_digits(minutes / HOUR)} h" if minutes < 2 * DAY else f"{minutes / DAY:.0f} days"


def brief_duration(minutes: float) -> str:
    """Write minutes as "20m", "4h" or "4d", where there is little room."""
    if minutes == NEVER:
        return "never"
    if minutes < 90:
        return f"{minutes:.0f}m"
    return f"{minutes / HOUR:.0f}h" if minutes < 2 * DAY else f"{minutes / DAY:.0f}d"


def percent(part: float) -> str:
    return f"{part * 100:.0f} %"


def brief_percent(part: float) -> str:
    return f"{part * 100:.0f}%"


def number(value: float) -> str:
    return _few_digits(value)


def _few_digits(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == 0 else f"{value:.1f}"


COLUMNS = (
    Column("median_wait", ("half", "claimed", "within"), duration, brief_duration),
    Column("long_wait", ("nine", "tenths", "within"), duration, brief_duration),
    Column("unanswered", ("never", "claimed", ""), percent, brief_percent),
    Column("calls_a_question", ("called", "for each", "question"), number, number),
    Column("calls_mean", ("calls", "a week,", "mean"), number, number),
    Column("calls_most", ("calls", "a week,", "most"), number, number),
    Column("busiest_tenth", ("busiest", "tenth", "answered"), percent, brief_percent),
    Column("met_before", ("they had", "met", "before"), percent, brief_percent),
)


def spread_in_words(spread: Spread, written: Callable[[float], str]) -> str:
    low, high = written(spread.low), written(spread.high)
    return low if low == high else f"{low}-{high}"
