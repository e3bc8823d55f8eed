"""Seeing what tells who a pupil is without a name: dates of birth, and the numbers that pupils have."""

import re
from collections.abc import Iterator

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = (
    rf"(?:\d{{1,2}}[/. -]{{1,2}}\d{{1,2}}[/. -]{{1,2}}(?:20)?\d\d(?!\d)|20\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})[a-z]{{0,6}},? (?:20)?\d\d(?!\d))"
)
_PATTERNS = (
    re.compile(r"(?<!\w)[a-z]\d{11}[a-z\d](?!\w)", re.IGNORECASE),  # a unique pupil number
    re.compile(r"\b(?:uln|unique learner number)\W{0,3}(?:is |no\.? )?\d{10}(?!\d)", re.IGNORECASE),
    re.compile(r"\bnhs (?:number|no)\W{0,3}(?:is )?\d{3} ?\d{3} ?\d{4}(?!\d)", re.IGNORECASE),
    re.compile(
        rf"\b(?:d\.?o\.?b\.?|date of birth|birthday|birth date|born)\W{{0,3}}(?:is |on |was )?(?:the )?{_DATE}",
        re.IGNORECASE,
    ),
)


def pupil_numbers(text: str) -> Iterator[str]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield found.group()
