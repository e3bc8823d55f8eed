"""Seeing names in a question's text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mentorbot.domain.everyday import CAPITALS_ONLY, EVERYDAY, ORDINARY, SAYINGS
from mentorbot.domain.spelling import Spelling
from mentorbot.domain.wording import Word, folded, is_meant, phrase, words_of

SPELT, SLIPPED = 2.0, 1.0
A_WORD_MORE = 1.0
MOST_MENDED = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """How strongly the text speaks of one of the named things, and at which word it first does."""

    owner: int
    weight: float
    at: int


class Reader:
    """Knows what several things are called, and sees them in a text.

    Whole words only, singular or plural. Where labels overlap, the longest counts. A label spelt right weighs 2, with a
    slip of the finger 1, and each word beyond its first 1 more; labels of one thing add up, each once. Everyday
    words and sayings are read as `everyday.py` states.
    """

    def __init__(self, labels: Sequence[Sequence[str]]) -> None:
        self._owner: dict[tuple[str, ...], int | None] = {phrase(saying): None for saying in SAYINGS}
        for owner, own in enumerate(labels):
            for label in own:
                self._owner.setdefault(phrase(label), owner)
        self._owner.pop((), None)
        self._longest: dict[str, int] = {}
        for label in self._owner:
            self._longest[label[0]] = max(len(label), self._longest.get(label[0], 0))
        plain = {folded(word) for word in EVERYDAY | CAPITALS_ONLY | ORDINARY}
        self._spelling = Spelling({word for label in self._owner for word in label}, right_too=plain)

    def see(self, text: str) -> list[Seen]:
        """Give what the text speaks of, strongest first, then in the text's order."""
        written = words_of(text)
        words, slips = self._mended(written)
        seen: dict[tuple[str, ...], Seen] = {}
        place = 0
        while place < len(words):
            end, owner = self._label_at(words, place)
            if owner is not None:
                label = tuple(word.text for word in words[place:end])
                base = SLIPPED if slips.intersection(range(place, end)) else SPELT
                seen.setdefault(label, Seen(owner, base + A_WORD_MORE * (end - place - 1), place))
            place = end
        return _added_up(seen.values())

    def _mended(self, words: list[Word]) -> tuple[list[Word], set[int]]:
        """Give the words with slips mended, and the places of those."""
        mended, slips, tried = list(words), set[int](), 0
        for place, word in enumerate(words):
            if word.text in self._spelling:
                continue
            tried += 1
            if tried > MOST_MENDED:
                break
            if meant := self._spelling.mend(word.text):
                mended[place] = replace(word, text=meant)
                slips.add(place)
        return mended, slips

    def _label_at(self, words: Sequence[Word], start: int) -> tuple[int, int | None]:
        """Give where the longest label or saying from `start` ends and whose it is: one word and nobody's if none."""
        longest = self._longest.get(words[start].text, 0)
        for end in range(min(len(words), start + longest), start, -1):
            label = tuple(word.text for word in words[start:end])
            if label in self._owner and is_meant(words, start, end):
                return end, self._owner[label]
        return start + 1, None


def _added_up(seen: Iterable[Seen]) -> list[Seen]:
    total: dict[int, Seen] = {}
    for one in seen:
        before = total.get(one.owner)
        total[one.owner] = replace(before, weight=before.weight + one.weight) if before else one
    return sorted(total.values(), key=lambda one: (-one.weight, one.at))
