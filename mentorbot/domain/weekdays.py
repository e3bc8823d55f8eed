"""Days of the week as people write them: "Mon, Wed", "weekdays", "Monday to Thursday"."""

import re
from collections.abc import Sequence

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SCHOOL_WEEK, WEEKEND = range(5), range(5, 7)
JOINS = " ,:-"
_DAY = (
    r"(?:mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"(?:'?s)?\b\.?"
)
_NAMED = re.compile(r"(?:every |each |on |all |the )*(?P<name>weekdays?|school ?days?|week-?ends?|day|daily)\b")
_DAYS = re.compile(rf"(?:every |each |on |all )*(?P<first>{_DAY})(?: ?(?:-|to|till|until|through) ?(?P<last>{_DAY}))?")


def days_in_words(days: Sequence[int]) -> str:
    """Write "Mondays and Thursdays", "weekdays" or "every day"."""
    if len(days) == 7:
        return "every day"
    if list(days) == [*SCHOOL_WEEK]:
        return "weekdays"
    names = [f"{DAYS[day]}s" for day in days]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def leading_days(piece: str) -> tuple[list[int], str]:
    days: list[int] = []
    while found := _NAMED.match(piece) or _DAYS.match(piece):
        days += _days_of(found)
        piece = piece[found.end() :].lstrip(JOINS)
    return days, piece


def trailing_days(piece: str) -> tuple[str, list[int]]:
    """Read "15:30-17:00 on Thursdays"."""
    for place in (at for at, letter in enumerate(piece) if letter == " "):
        days, rest = leading_days(piece[place + 1 :])
        if days and not rest:
            return piece[:place].rstrip(JOINS), days
    return piece, []


def _days_of(found: re.Match[str]) -> list[int]:
    groups = found.groupdict()
    if name := groups.get("name"):
        return [*(SCHOOL_WEEK if name.startswith(("weekday", "school")) else WEEKEND if "end" in name else range(7))]
    first = _number(groups["first"])
    last = _number(groups["last"]) if groups["last"] else first
    return [day % 7 for day in range(first, last + (1 if last >= first else 8))]


def _number(name: str) -> int:
    return next(number for number, day in enumerate(DAYS) if day.casefold().startswith(name[:3]))
