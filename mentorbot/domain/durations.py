"""Lengths of time as people write them, and in words."""

import re
from datetime import timedelta

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "twenty five": 25,
    "thirty": 30,
    "thirty five": 35,
    "forty": 40,
    "forty five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_NUMBER = re.compile(rf"\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b")
_SAME = (
    (re.compile(r"^(?:an?|the) (?=hour|half|quarter)"), "1 "),
    (re.compile(r"\b(?:1 )?half(?: an?)? hour\b"), "0.5 hour"),
    (re.compile(r"\b1 quarter of an hour|^quarter of an hour|\b1 quarter hour"), "15 minutes"),
    (re.compile(r"\b3 quarters of an hour"), "45 minutes"),
    (re.compile(r"\b([0-9]{1,2}) and a half hours?"), r"\1.5 hours"),
    (re.compile(r"\b([0-9]{1,2}) hours? and a half$"), r"\1.5 hours"),
)
_HOURS = r"(?P<hours>[0-9]{1,3}(?:[.,][0-9]{1,2})?|\.[0-9]{1,2}) ?(?:h|hr|hrs|hours?)"
_MINUTES = r"(?P<minutes>[0-9]{1,4})"
_BOTH = re.compile(rf"{_HOURS}(?:(?: and|,)? ?{_MINUTES} ?(?:m|mins?|minutes?)?)?")
_ONLY_MINUTES = re.compile(rf"{_MINUTES} ?(?:m|mins?|minutes?)")


def in_figures(text: str) -> str:
    """Write a text's number words as figures: "half past three" as "half past 3"."""
    return _NUMBER.sub(lambda word: str(NUMBERS[word.group()]), text)


def read_length(text: str) -> timedelta | None:
    """Read "45 min", "1h30", "1.5 hours", "an hour and a half"; a bare number is minutes, one with a point hours."""
    if re.fullmatch(r"[0-9]{1,3}", text):
        return timedelta(minutes=int(text))
    if re.fullmatch(r"[0-9]{1,2}?\.[0-9]", text):
        return timedelta(minutes=round(60 * float(text)))
    for written, same in _SAME:
        text = written.sub(same, text)
    found = _BOTH.fullmatch(text) or _ONLY_MINUTES.fullmatch(text)
    if not found:
        return None
    parts = found.groupdict()
    hours, minutes = (parts.get("hours") or "0").replace(",", "."), parts["minutes"] or "0"
    return timedelta(minutes=round(60 * float(hours)) + int(minutes))


def length_in_words(minutes: int) -> str:
    """Write 95 as "1 hour 35 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "hour"), _counted(rest, "minute")]
    return " ".join(part for part in parts if part) or "0 minutes"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
