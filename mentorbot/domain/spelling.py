"""Mending a word that is one slip of the finger away from a known one."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST = 5
LONGEST = 30


class Spelling:
    """Knows words, and which of them a misspelt word was meant to be.

    A slip is one letter too many, missing, wrong, or swapped with its neighbour. The first letter is taken as
    right, words below five letters and words with figures are left alone, and so is a slip with two explanations.
    Words are kept under each of their spellings with a letter left out, so that a look-up is a few dictionary reads.
    """

    def __init__(self, words: Iterable[str], *, right_too: Iterable[str] = ()) -> None:
        """Mend to any of `words`; those `right_too` are neither mended nor mended to."""
        wanted = frozenset(words)
        self._known = wanted.union(right_too)
        self._under: dict[str, set[str]] = {}
        for word in wanted:
            if _is_mendable(word):
                for short in _shortened(word):
                    self._under.setdefault(short, set()).add(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def mend(self, word: str) -> str | None:
        """Give the only known word that `word` can be a slip of."""
        if word in self._known or not _is_mendable(word):
            return None
        near = set[str]().union(*(self._under.get(short, ()) for short in _shortened(word)))
        meant = [known for known in near if known[0] == word[0] and OSA.distance(known, word, score_cutoff=1) <= 1]
        return meant[0] if len(meant) == 1 else None


def _is_mendable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _shortened(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
