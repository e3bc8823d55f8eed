"""Which past questions read like a new one (BM25), and who answered those. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest
from sys import intern

from mentorbot.domain.everyday import TELLING_NOTHING
from mentorbot.domain.wording import folded

K1, B = 1.5, 0.75  # BM25's usual saturation and length normalisation
COMMON = 1 / 3  # a word of so many questions tells next to nothing, and costs most
SHARED = 2  # telling words that make two questions alike; one where a question hardly has more
_TELLING_NOTHING = frozenset(map(folded, TELLING_NOTHING))
LOOKED_AT = 5_000  # occurrences of a question's words, the rarest first: a very long question costs no more


@dataclass(frozen=True, slots=True)
class Votes:
    """How strongly past questions speak for people; `alike` answered one that shares more than everyday words."""

    of: Mapping[int, float]
    alike: frozenset[int]


class Likeness:
    """The last `kept` questions by their words. The `nearest` to a new one vote for those who answered them."""

    def __init__(self, kept: int, nearest: int) -> None:
        self._kept = kept
        self._nearest = nearest
        self._questions: dict[int, tuple[str, ...]] = {}
        self._answered_by: dict[int, set[int]] = {}
        self._holding: dict[str, dict[int, int]] = {}
        self._lengths: dict[int, int] = {}
        self._length = 0

    def __len__(self) -> int:
        return len(self._questions)

    def add(self, number: int, words: Mapping[str, int]) -> None:
        """Take in a question; the oldest is forgotten for it."""
        self._questions[number], self._answered_by[number] = tuple(map(intern, words)), set()
        self._lengths[number] = sum(words.values())
        self._length += self._lengths[number]
        for word, times in words.items():
            self._holding.setdefault(intern(word), {})[number] = times
        if len(self._questions) > self._kept:
            self._forget(next(iter(self._questions)))

    def answer(self, number: int, member: int) -> None:
        """Take in who answered a question, if it is still known."""
        if number in self._answered_by:
            self._answered_by[number].add(member)

    def votes(self, words: Mapping[str, int]) -> Votes:
        """Let the nearest past questions vote for those who answered them; the most votes are 1."""
        similar = self._similar(words)
        telling = words.keys() - _TELLING_NOTHING
        votes: dict[int, float] = {}
        alike: set[int] = set()
        for number in nlargest(self._nearest, similar, key=lambda number: (similar[number], number)):
            for member in self._answered_by[number]:
                votes[member] = votes.get(member, 0.0) + similar[number] ** 2
            if len(telling.intersection(self._questions[number])) >= max(1, min(SHARED, (len(telling) + 1) // 2)):
                alike |= self._answered_by[number]
        most = max(votes.values(), default=1.0)
        return Votes({member: vote / most for member, vote in votes.items()}, frozenset(alike))

    def _similar(self, words: Mapping[str, int]) -> dict[int, float]:
        """Score past questions; a word that this question repeats counts each time."""
        similar: dict[int, float] = {}
        count, looked_at = len(self._questions), 0
        norm = [K1 * (1 - B), K1 * B * count / (self._length or 1)]
        most = max(self._nearest, count * COMMON)
        holding = {word: self._holding[word] for word in words if word in self._holding}
        for word, questions in sorted(holding.items(), key=lambda one: len(one[1])):
            looked_at += len(questions)
            if len(questions) > most or looked_at > LOOKED_AT:
                break
            rare = words[word] * math.log(1 + (count - len(questions) + 0.5) / (len(questions) + 0.5)) * (K1 + 1)
            for number, times in questions.items():
                length = self._lengths[number]
                similar[number] = similar.get(number, 0.0) + rare * times / (times + norm[0] + norm[1] * length)
        return similar

    def _forget(self, number: int) -> None:
        words = self._questions.pop(number)
        del self._answered_by[number]
        self._length -= self._lengths.pop(number)
        for word in words:
            del self._holding[word][number]
            if not self._holding[word]:
                del self._holding[word]
