"""Reading a question as words, each with what its capitals tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mentorbot.domain.everyday import CAPITALS_ONLY, EVERYDAY, PLURAL_NAMES, SOFTWARE_AFTER, SOFTWARE_BEFORE
from mentorbot.domain.plainly import plainly

LONGEST_TEXT = 4000
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:\n]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters and singular; `named` when written like a name, `shouted` when wholly in capitals."""

    text: str
    named: bool = False
    shouted: bool = False


def folded(word: str) -> str:
    """Write a word in small letters, without apostrophes, and singular ("11s" too) unless that changes its sense."""
    word = word.casefold().replace("'", "").replace("\u2019", "")
    if not word.endswith("s") or word.endswith("ss") or word in PLURAL_NAMES:
        return word
    return word[:-1] if len(word) > 4 or word[:-1].isdecimal() else word


def phrase(text: str) -> tuple[str, ...]:
    """Give a topic's label or a saying as the words to look for."""
    return tuple(folded(found.group()) for found in _WORD.finditer(plainly(text)))


def words_of(text: str) -> list[Word]:
    """Read a question's first 4,000 characters. Capitals tell nothing in a headline or a text all in capitals."""
    plain = plainly(text[:LONGEST_TEXT])
    found = list(_WORD.finditer(plain))
    opens = [True] + [bool(_SENTENCE_END.search(plain, a.end(), b.start())) for a, b in pairwise(found)]
    inner = [match.group() for match, first in zip(found, opens, strict=False) if not first]
    headline = len(inner) > 2 and 3 * sum(word[0].isupper() for word in inner) > 2 * len(inner)
    if headline or not any(map(str.islower, plain)):
        return [Word(folded(match.group())) for match in found]
    return [_word(match.group(), opens_sentence=first) for match, first in zip(found, opens, strict=False)]


def _word(written: str, *, opens_sentence: bool) -> Word:
    shouted = len(written) > 1 and written.isupper()
    return Word(folded(written), named=written[0].isupper() and not opens_sentence, shouted=shouted)


def is_meant(words: Sequence[Word], start: int, end: int) -> bool:
    """Say whether `words[start:end]`, which spell a topic's label, mean it rather than an everyday word."""
    text = " ".join(word.text for word in words[start:end])
    if len(text) < 2:
        return False
    if text in CAPITALS_ONLY:
        return words[start].shouted
    if text not in EVERYDAY:
        return True
    beside_software = (start > 0 and words[start - 1].text in SOFTWARE_BEFORE) or (
        end < len(words) and words[end].text in SOFTWARE_AFTER
    )
    return words[start].named or beside_software
