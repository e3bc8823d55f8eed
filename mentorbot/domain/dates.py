"""Days, weeks, months and years as people write them."""

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, date]
"""A first and a last day, both included."""

YEARS = range(2000, 2101)
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_AGO = re.compile(r"(?:the )?(?:last|past|previous) ([0-9]{1,4}) (day|week)s?")
_NAMED = re.compile(r"(this|last|the last|past|previous) (week|month|year)")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_FIGURES = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
_MONTH = re.compile(r"([a-z]{3,9})\.?(?: ([0-9]{4}))?")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?: ([0-9]{4}))?")
_DAY_AFTER = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?")


def read_days(text: str, today: date, *, after: date | None = None) -> Days | None:
    """Read "yesterday", "last week", "October", "1 October 2026", "2026-10", "1/10/2026".

    Without a year it is the latest that has begun by today, or the first that doesn't end before `after`.
    """
    try:
        return _relative(text, today) or _with_year(text) or _without_year(text, today, after)
    except (ValueError, OverflowError):  # 31 November, or a day before the year 1
        return None


def _relative(text: str, today: date) -> Days | None:
    if text in {"today", "now"}:
        return today, today
    if text == "yesterday":
        return today - timedelta(1), today - timedelta(1)
    if found := _AGO.fullmatch(text):
        days = int(found[1]) * (7 if found[2] == "week" else 1)
        return (today - timedelta(days - 1), today) if days else None
    found = _NAMED.fullmatch(text)
    return _named(found[2], today, is_this=found[1] == "this") if found else None


def _named(unit: str, today: date, *, is_this: bool) -> Days:
    if unit == "week":
        monday = today - timedelta(today.weekday() + (0 if is_this else 7))
        return monday, monday + timedelta(6)
    if unit == "month":
        day = today if is_this else today.replace(day=1) - timedelta(1)
        return _month(day.year, day.month)
    year = today.year if is_this else today.year - 1
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _with_year(text: str) -> Days | None:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _FIGURES.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    return _days(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _without_year(text: str, today: date, after: date | None) -> Days | None:
    if found := _MONTH.fullmatch(text):
        name, day, year = found[1], None, found[2]
    elif found := _DAY.fullmatch(text):
        day, name, year = found.groups()
    elif found := _DAY_AFTER.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = _month_number(name)
    if month is None or year:
        return _days(int(year), month, day) if month else None
    return _nearest(month, int(day) if day else None, today, after)


def _month_number(name: str) -> int | None:
    numbers = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)]
    return numbers[0] if len(numbers) == 1 else 9 if name == "sept" else None


def _nearest(month: int, day: int | None, today: date, after: date | None) -> Days | None:
    """Try the years around, since 29 February is in few of them."""
    around = range(today.year - 8, today.year + 1) if after is None else range(after.year, after.year + 9)
    candidates = [days for year in around if (days := _possible(year, month, day))]
    if after is None:
        return max((days for days in candidates if days[0] <= today), default=None)
    return min((days for days in candidates if days[1] >= after), default=None)


def _possible(year: int, month: int, day: int | None) -> Days | None:
    try:
        return _days(year, month, day)
    except ValueError:
        return None


def _days(year: int, month: int | str | None, day: int | str | None) -> Days | None:
    if year not in YEARS:
        return None
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return _month(year, int(month))
    one = date(year, int(month), int(day))
    return one, one


def span_in_words(first: date, last: date) -> str:
    """Write "October 2026", "9 to 15 November 2026" or "28 September to 4 October 2026"."""
    end = f"{last.day} {_name(last)} {last.year}"
    if first == last:
        return end
    if (first, last) == _month(first.year, first.month):
        return f"{_name(first)} {first.year}"
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {_name(first)}{year} to {end}"


def _name(day: date) -> str:
    return MONTHS[day.month - 1].capitalize()
