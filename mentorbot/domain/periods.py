"""From when to when? Reading the period of an export or a report, and suggesting while somebody types."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorbot.domain.dates import MONTHS, Days, read_days, span_in_words
from mentorbot.domain.times import Suggestion
from mentorbot.domain.walltime import shown_at
from mentorbot.errors import Refused

LONGEST_TEXT = 80
BEGINNING = datetime(2015, 1, 1, tzinfo=UTC)  # Discord opened in May of that year: nothing is older
ALL = frozenset({"all", "everything", "all time", "ever"})
NAMED = (
    "Today",
    "Yesterday",
    "This week",
    "Last week",
    "Last 7 days",
    "Last 30 days",
    "This month",
    "Last month",
    "This year",
    "Last year",
)
_TO = re.compile(r" (?:to|until|till|and|up to|-) |\.\.\.?| ?\u2013 ?")
_SINCE = re.compile(r"(?:since|from) ")


class NotAPeriod(Refused):
    """I couldn't read that as a period.

    Say "last week", "last 30 days", "October", "2026-10", "1 October to 31 October", "since 1 September" or "all".
    """


class BackToFront(Refused):
    """That period ends before it begins. Write the earlier day first, for example "1 October to 31 October"."""


def parse_period(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Give the moments (UTC) at which a period begins and, exclusive, ends; days begin at midnight in `zone`.

    Weeks run from Monday, "this …" to its own end, "last 7 days" includes today, "all" ends with today, and "… to …"
    includes both ends. A date without a year is the latest that has begun (for the end of a period, the first after its
    beginning), and 1/10/2026 is the first of October.
    """
    today = now.astimezone(zone).date()
    plain = _plain(text)
    if plain in ALL:
        return BEGINNING, _midnight(today + timedelta(1), zone)
    first, last = _read(plain, today)
    return _midnight(first, zone), _midnight(last + timedelta(1), zone)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[: LONGEST_TEXT + 1]).casefold()
    shown = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cf", "Cc"} or letter.isspace())
    return " ".join(shown.replace(",", " ").split()).rstrip(".!? ")


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Give the day's first moment; where clocks change at midnight, the first of two."""
    return min(shown_at(day, time(), zone))


def _read(text: str, today: date) -> Days:
    since = _SINCE.match(text)
    start, *ends = _TO.split(text[since.end() :] if since else text)
    days = read_days(start, today)
    if days is None or len(ends) > 1:
        raise NotAPeriod
    if ends:
        until = read_days(ends[0], today, after=days[0])
        if until is None:
            raise NotAPeriod
        days = days[0], until[1]
    elif since:
        days = days[0], today
    if days[1] < days[0]:
        raise BackToFront
    return days


def suggest_period(text: str, now: datetime, zone: ZoneInfo, limit: int = 25) -> list[Suggestion]:
    """Give periods for the text so far, likeliest first; each value is read as the days that its label shows."""
    typed = _plain(text)
    today = now.astimezone(zone).date()
    found: dict[str, Suggestion] = {}
    for name in _names(today):
        if name.casefold().startswith(typed):
            _add(found, name.casefold(), f"{name}: ", today)
    _add(found, typed, "", today)
    if any(word.startswith(typed) for word in ALL):
        found["all"] = Suggestion("Everything so far", "all")
    return list(found.values())[:limit]


def _names(today: date) -> Iterator[str]:
    yield from NAMED
    for back in range(12):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        yield f"{MONTHS[month]} {year}".capitalize()


def _add(found: dict[str, Suggestion], text: str, name: str, today: date) -> None:
    try:
        first, last = _read(text, today)
    except Refused:
        return
    value = f"{first}" if first == last else f"{first} to {last}"
    words = span_in_words(first, last)
    label = words if name.casefold() == f"{words}: ".casefold() else f"{name}{words}"
    found.setdefault(value, Suggestion(label, value))
