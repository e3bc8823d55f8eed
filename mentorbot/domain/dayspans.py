"""From when to when in a day: reading "15:30-17:00", "8-8.30am" and "half past 3 to 5", and writing it."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from mentorbot.domain.clockchanges import WHOLE_DAY
from mentorbot.domain.durations import in_figures
from mentorbot.domain.walltime import WallTime, read_wall_time

DaySpan = tuple[int, int]
"""Minutes after midnight."""

HALF_A_DAY = WHOLE_DAY // 2
SCHOOL_DAY = range(7 * 60, 19 * 60)
_TO = re.compile(r" ?- ?| (?:to|until|till|til|and) ")
_LEAD = re.compile(r"^(?:from|between|at) ")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_HYPHEN = re.compile(r"(?<=[a-z]{3})-(?=[a-z]{3,})")  # "twenty-five", not "9am-pm"


def simple(text: str) -> str:
    """Give what somebody typed in small letters, with plain blanks and dashes, and numbers in figures."""
    text = unicodedata.normalize("NFKC", _DASHES.sub("-", text)).casefold().replace("\u2019", "'")
    shown = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cf", "Cc"} or letter.isspace())
    return in_figures(" ".join(shown.split())).rstrip("!. ?")


def read_window(text: str) -> DaySpan | None:
    """Read a part of one day; 24 hours are its end. None where it is none, or would go over midnight.

    Where nothing says which half of the day is meant, the shortest span is, and of two the one that begins between
    07:00 and 19:00: "3.30-5" is in the afternoon, "8-8.30" in the morning, and "11-1" around noon.
    """
    for first, last in _ends(text):
        spans = [(start, end or WHOLE_DAY) for start, end in product(_halves(first), _halves(last))]
        possible = [(start, end) for start, end in spans if start < end]
        if possible:
            return min(possible, key=lambda span: (span[1] - span[0], span[0] not in SCHOOL_DAY, span))
    return None


def read_night(text: str) -> DaySpan | None:
    """Read quiet hours, which may go over midnight: "7-8" is from the evening to the morning."""
    for first, last in _ends(text):
        start, end = _minutes(first), _minutes(last)
        return (start + HALF_A_DAY if first.either_half and start >= 60 else start), end
    return None


def in_figures_of_a_clock(minute: int) -> str:
    """Write 510 as "08:30"; the end of a day is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def span_in_words(span: DaySpan) -> str:
    """Write it so that it is read as the same again, by people and by `read_window`."""
    end = "midnight" if span[1] == WHOLE_DAY else in_figures_of_a_clock(span[1])
    return f"{in_figures_of_a_clock(span[0])} to {end}"


def _ends(text: str) -> Iterator[tuple[WallTime, WallTime]]:
    """Try each word between two times in turn: "quarter to 4 to 5" has two."""
    text = _LEAD.sub("", text)
    for between in _TO.finditer(text):
        first, last = text[: between.start()].strip(), text[between.end() :].strip()
        one, other = (read_wall_time(end, bare_hour=True) for end in (first, last))
        if one and other:
            yield one, other


def _halves(wall: WallTime) -> tuple[int, ...]:
    minute = _minutes(wall)
    return (minute, minute + HALF_A_DAY) if wall.either_half else (minute,)


def _minutes(wall: WallTime) -> int:
    return wall.time.hour * 60 + wall.time.minute
