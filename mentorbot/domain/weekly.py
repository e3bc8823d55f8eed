"""Weekly windows: "Thursdays 15:30-17:00", when somebody is available without saying so each time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from mentorbot.domain.clockchanges import DAY, WHOLE_DAY, reached
from mentorbot.domain.dayspans import read_window, simple, span_in_words
from mentorbot.domain.quoting import quoted
from mentorbot.domain.weekdays import JOINS, days_in_words, leading_days, trailing_days
from mentorbot.errors import Refused

SHORTEST, LONGEST = 5, 12 * 60
MOST = 21
LONGEST_TEXT = 1000
EXAMPLE = '"Thursdays 15:30-17:00; Mon, Wed 8-8.30am"'


class NotWindows(Refused):
    """I couldn't read that as days and times. Write them like this: "Thursdays 15:30-17:00; Mon, Wed 8-8.30am"."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Each week on this day, Monday being 0, between these minutes after midnight; 24 hours are the day's end."""

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.weekday < 7 and 0 <= self.start < self.end <= WHOLE_DAY):
            raise ValueError(f"no window: {self.weekday} {self.start} {self.end}")


Occurrence = tuple[Window, datetime, datetime]
"""A window, and the moments (UTC) at which it begins and ends in one week."""

_PARTS = re.compile(r"[;\n]")
_PIECES = re.compile(r"[,&+/]| and ")
_BETWEEN = re.compile(r"\bbetween (\S+(?: ?[ap]\.?m\.?)?) and ")


def parse_windows(text: str) -> list[Window]:
    """Read windows as people write them, in order and without overlaps; an empty text is none at all."""
    if len(text) > LONGEST_TEXT:
        raise NotWindows(f"That is longer than I can read. Write the days and times only, like this: {EXAMPLE}.")
    found: list[Window] = []
    for part in _PARTS.split(text):
        found += _read_part(simple(part))
    windows = _merged(found)
    if len(windows) > MOST:
        raise NotWindows(f"That is more than {MOST} windows a week. Please write fewer; nothing was changed.")
    for window in windows:
        _check(window)
    return windows


def shown(windows: Iterable[Window]) -> str:
    """Write windows so that `parse_windows` reads the same ones again."""
    by_span: dict[tuple[int, int], list[int]] = {}
    for window in sorted(set(windows)):
        by_span.setdefault((window.start, window.end), []).append(window.weekday)
    return "; ".join(f"{days_in_words(days)} {span_in_words(span)}" for span, days in by_span.items())


def next_window(windows: Iterable[Window], zone: ZoneInfo, after: datetime) -> Occurrence | None:
    """Give the first window that begins later than `after`."""
    return min((one for one in _around(windows, zone, after) if one[1] > after), key=_begin, default=None)


def window_at(windows: Iterable[Window], zone: ZoneInfo, moment: datetime) -> Occurrence | None:
    """Give the window that is running."""
    return next((one for one in _around(windows, zone, moment) if one[1] <= moment < one[2]), None)


def _begin(occurrence: Occurrence) -> datetime:
    return occurrence[1]


def _around(windows: Iterable[Window], zone: ZoneInfo, moment: datetime) -> Iterator[Occurrence]:
    """Give every window from the day before to a fortnight on: a skipped day may swallow next week's."""
    wanted = list(windows)
    today = moment.astimezone(zone).date()
    for ahead in range(-1, 15):
        day = today + ahead * DAY
        for window in wanted:
            if window.weekday == day.weekday():
                start, end = reached(day, window.start, zone), reached(day, window.end, zone)
                end = min(end, start + timedelta(minutes=LONGEST))  # clocks put back make a day an hour longer
                if start < end:
                    yield window, start, end


def _read_part(part: str) -> Iterator[Window]:
    """Read days and times that belong together: "mon, wed 8-9 and 15:00-16:00"."""
    days: list[int] = []
    unused = ""
    for piece in _PIECES.split(_BETWEEN.sub(r"\1 to ", part)):
        named, rest = leading_days(piece.strip(JOINS))
        if named:
            days = [*days, *named] if unused else named
            unused = f"{unused}, {piece.strip()}" if unused else piece.strip()
        if not rest:
            continue
        rest, after = trailing_days(rest)
        span = read_window(rest)
        days = [*days, *after] if unused else after or days
        if span is None or not days:
            raise _not_understood(piece, span is not None)
        unused = ""
        yield from (Window(day, *span) for day in days)
    if unused:
        raise NotWindows(f"I found no times for {_said(unused)}. Write them after the days, like this: {EXAMPLE}.")


def _merged(windows: Iterable[Window]) -> list[Window]:
    """Make one of those that overlap or touch."""
    merged: list[Window] = []
    for _, day in groupby(sorted(windows), key=lambda window: window.weekday):
        for index, window in enumerate(day):
            before = merged[-1] if index else None
            if before and window.start <= before.end:
                merged[-1] = Window(window.weekday, before.start, max(before.end, window.end))
            else:
                merged.append(window)
    return merged


def _check(window: Window) -> None:
    length = window.end - window.start
    if length > LONGEST:
        raise NotWindows(f"{shown([window])} is longer than twelve hours. Please make it shorter; nothing was changed.")
    if length < SHORTEST:
        raise NotWindows(f"{shown([window])} is shorter than five minutes. Please make it longer; nothing was changed.")


def _not_understood(piece: str, has_times: bool) -> NotWindows:
    if has_times:
        return NotWindows(f"I found no day for {_said(piece)}. Write the day before the times, like this: {EXAMPLE}.")
    return NotWindows(
        f"I couldn't read {_said(piece)} as times of a day. Write them like this: {EXAMPLE}. "
        "A window begins and ends on the same day; for a night, write two."
    )


def _said(text: str) -> str:
    return f'"{quoted(text.strip()[:60])}"'
