"""Seeing e-mail addresses and postcodes in a text that `plainly` has written out.

Every pattern starts at a boundary and has a bound to each of its repeats, so a text takes time by its length alone.
"""

import re
from collections.abc import Iterator

from mentorbot.domain.postal_areas import AREAS, UNITS

_EMAIL = re.compile(
    r"""(?<![\w.+-])\w[\w.+'-]{0,63}
    (?: \ ?@\ ?                                      (?:[\w-]{1,63}\.){1,5}      [^\W\d_]{2,24}
      | \s{0,3}[\[({<]\s?(?:at|@)\s?[\])}>]\s{0,3}   (?:[\w-]{1,63} DOT ){1,5}   [^\W\d_]{2,24}
      | \s{1,3}at\s{1,3}                             (?:[\w-]{1,63} SAID ){1,5}  [^\W\d_]{2,24}
    )(?![\w@])""".replace("DOT", r"(?:\s?\.\s?|\s?[\[({<]\s?dot\s?[\])}>]\s?|\s{1,3}dot\s{1,3})").replace(
        "SAID", r"\s{1,3}dot\s{1,3}"
    ),
    re.VERBOSE | re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<![\w.])([a-z]{1,2})(\d[a-z\d]?)( {0,2})(\d[abd-hjlnp-uw-z]{2})(?!\w)", re.IGNORECASE)
_SAID = re.compile(r"\b(?:post ?codes?|lives? (?:at|in)|address)\b", re.IGNORECASE)


def emails(text: str) -> Iterator[str]:
    for found in _EMAIL.finditer(text):
        yield found.group().strip()


def postcodes(text: str) -> Iterator[str]:
    said = bool(_SAID.search(text))
    for found in _POSTCODE.finditer(text):
        area, _, blank, inward = found.groups()
        if area.upper() in AREAS and (said or _is_plain_postcode(found.group(), area, blank, inward)):
            yield found.group()


def _is_plain_postcode(written: str, area: str, blank: str, inward: str) -> bool:
    """Tell "sw1a 1aa" from "set e1 2nd period" and from "b12ab", which may be anything."""
    if written.isupper():
        return len(area) == 2 or inward[1:] not in UNITS
    if inward[1:].upper() in UNITS:
        return False
    return bool(blank) or (len(area) == 2 and len(written) > 5)
