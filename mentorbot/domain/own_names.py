"""Seeing whether somebody who asks without a name has written it all the same."""

import re
from collections.abc import Iterator, Sequence

from mentorbot.domain.first_names import NAMES
from mentorbot.domain.plainly import alike
from mentorbot.domain.pupil_words import TITLES

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SHORTEST = 3


def written_names(text: str, names: Sequence[str]) -> Iterator[str]:
    """Give where one of the asker's names stands in a plain text, whole or in part, as it is written there.

    A single name counts if it is a well-known first name, ends the text, or is written like a name within a sentence:
    so neither "Will this work" nor "green pen" counts for Will Green.
    """
    found = list(_WORD.finditer(text))
    words = [alike(word.group()) for word in found]
    owned = list(dict.fromkeys(map(_parts, names)))
    spans = [
        (place, place + len(own))
        for own in owned
        for place in range(len(words))
        if len(own) > 1 and tuple(words[place : place + len(own)]) == own
    ]
    whole = {place for start, end in spans for place in range(start, end)}
    parts = {part for own in owned for part in own}
    for place, word in enumerate(words):
        if place not in whole and word in parts and _is_meant(text, found, place, word):
            spans.append((place, place + 1))
    return (text[found[start].start() : found[end - 1].end()] for start, end in sorted(spans))


def written_ids(text: str, user_id: int) -> Iterator[str]:
    """Give the asker's Discord id, alone or as a mention."""
    for found in re.finditer(rf"<@!?{user_id}>|(?<!\d){user_id}(?!\d)", text):
        yield found.group()


def _parts(name: str) -> tuple[str, ...]:
    return tuple(word for found in _WORD.finditer(alike(name)) if (word := found.group()) not in TITLES)


def _is_meant(text: str, found: Sequence[re.Match[str]], place: int, word: str) -> bool:
    if len(word) < _SHORTEST or word.isdecimal() or word in TITLES:
        return False
    if word in NAMES or any(map(str.isdecimal, word)) or place == len(found) - 1:
        return True
    here = found[place]
    opens = place == 0 or any(sign in ".!?:\n" for sign in text[found[place - 1].end() : here.start()])
    return here.group()[0].isupper() and not opens
