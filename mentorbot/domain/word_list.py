"""A server's list of words that are not posted: whole words, whatever their capitals and accents."""

import re
from collections.abc import Iterator, Sequence

from mentorbot.domain.plainly import alike, plainly, unmarked

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARKS = re.compile(r"[*_~|`\\]")


def word_key(listed: str) -> str:
    """Write a listed word or phrase so that everything counted as the same is the same; empty without a letter."""
    return " ".join(_words(plainly(listed)))


class WordList:
    """Sees listed words and phrases in a text."""

    def __init__(self, listed: Sequence[str]) -> None:
        self._shown = {tuple(key.split()): word for word in listed if (key := word_key(word))}
        self._lengths: dict[str, set[int]] = {}
        for key in self._shown:
            self._lengths.setdefault(key[0], set()).add(len(key))

    def see(self, text: str) -> Iterator[str]:
        """Give each listed word that the text holds, as it is listed."""
        plain = plainly(text)
        seen = {key for reading in (plain, unmarked(plain), _MARKS.sub("", plain)) for key in self._in(reading)}
        return (shown for key, shown in self._shown.items() if key in seen)

    def _in(self, text: str) -> Iterator[tuple[str, ...]]:
        words = tuple(_words(text))
        for place, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                if words[place : place + length] in self._shown:
                    yield words[place : place + length]


def _words(text: str) -> list[str]:
    return [found.group().replace("'", "") for found in _WORD.finditer(alike(text))]
