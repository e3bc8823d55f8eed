"""Seeing phone numbers in a text that `plainly` has written out.

Figures are read in groups, and groups that stand together are tried from each on which a number can begin: what tells
a number from dates, times, sums and pages is its length, its first figures, and where it is broken.
"""

import re
from collections.abc import Iterator, Sequence

_GROUP = re.compile(r"\(?\+?\(?\d{1,16}\)?")
_BETWEEN = re.compile(r"[ .-]{0,3}")
_GOES_BEFORE = re.compile(r"(?:[\w$\u00a3\u20ac#/]|\d[.,:])$")  # a price, an address, a word, a decimal
_GOES_AFTER = re.compile(r"[\w%]|[.,:/]\d")
_ASKED_TO_RING = re.compile(
    r"\b(?:phone|tel|telephone|mob|mobile|number|call|ring|text|whatsapp)\W{1,3}(?:\w{1,8}\W{1,3}){0,3}$", re.IGNORECASE
)
_WORDS_BEFORE = 40
_MOST_GROUPS = 12
_MOST_FIGURES = 15
_FEWEST = 8


def phones(text: str) -> Iterator[str]:
    """Give what can be rung: British numbers however they are grouped, and those of elsewhere where it is plain."""
    for chain in _chains(text):
        start = 0
        while start < len(chain):
            end = _end_of_number(text, chain, start)
            if end:
                yield text[chain[start].start() : chain[end - 1].end()].strip()
            start = end or start + 1


def _chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Give the groups of figures that have nothing but blanks, dots and dashes between them."""
    chain: list[re.Match[str]] = []
    for group in _GROUP.finditer(text):
        if chain and not _BETWEEN.fullmatch(text, chain[-1].end(), group.start()):
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _end_of_number(text: str, chain: Sequence[re.Match[str]], start: int) -> int | None:
    """Give the group after the longest number that begins with this one."""
    first = chain[start].start()
    if _GOES_BEFORE.search(text[max(0, first - 2) : first]):
        return None
    asked = bool(_ASKED_TO_RING.search(text[max(0, first - _WORDS_BEFORE) : first]))
    groups: list[str] = []
    best = None
    figures = 0
    for place in range(start, min(len(chain), start + _MOST_GROUPS)):
        groups.append(chain[place].group())
        figures += sum(map(str.isdigit, groups[-1]))
        if figures > _MOST_FIGURES + 1:
            break
        if figures >= _FEWEST and not _GOES_AFTER.match(text, chain[place].end()) and _can_be_rung(groups, asked=asked):
            best = place + 1
    return best


def _can_be_rung(groups: Sequence[str], *, asked: bool) -> bool:
    written = "".join(groups).replace("(0)", "")
    shape = [len(figures) for group in groups if (figures := re.sub(r"\D|\(0\)", "", group))]
    digits = re.sub(r"\D", "", written)
    if written.startswith(("+", "(+")):
        return _FEWEST <= len(digits) <= _MOST_FIGURES and digits[0] != "0"
    if "+" in written:
        return False
    if digits.startswith("0044"):
        return 13 <= len(digits) <= 14
    if digits.startswith("0"):
        return _is_national(digits, shape, bracketed=written.startswith("("), asked=asked)
    if shape == [3, 3, 4]:  # as in America, where figures are joined by dashes or begin with brackets
        return asked or (written.startswith("(") and digits[0] not in "01" and digits[3] not in "01")
    return asked and len(digits) == 10 and digits[0] == "7"


def _is_national(digits: str, shape: Sequence[int], *, bracketed: bool, asked: bool) -> bool:
    """Judge a number that begins with 0 by its length and its groups."""
    if len(digits) == 11 and digits[1] != "0":
        return asked or _is_grouped(digits, shape)
    if len(digits) != 10 or digits[1] == "0":
        return False
    elsewhere = shape in ([3, 3, 4], [4, 3, 3]) or (shape == [2, 4, 4] and bracketed)
    return asked or elsewhere or (len(shape) > 1 and 5 <= shape[0] <= 6)


def _is_grouped(digits: str, shape: Sequence[int]) -> bool:
    if len(shape) == 1:
        return digits[1] in "12357899" and not digits.startswith("012345")
    mobile = digits[1] == "7"
    if shape[0] <= 2:
        return mobile and (max(shape) == 1 or shape[1] >= 3 or list(shape[:5]) == [2] * 5)
    return 3 <= shape[0] <= 6
