"""A text as words that may be names: how each is written, and what stands around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentorbot.domain.everyday import word_set
from mentorbot.domain.first_names import NAMES, WORDLIKE
from mentorbot.domain.known_people import KNOWN_PEOPLE
from mentorbot.domain.pupil_words import HEROES, NOT_NAMES, PUPIL, STUDIED, TITLES

_PIECE = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|\n")
_ENDS = frozenset(".!?:\n\u2026")
_SHORT_FORMS = word_set("it's he's she's that's who's what's where's there's here's let's how's")
_ROMAN = re.compile(r"[IVX]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a sign; `owns` where "'s" was taken off it, `opens` where it begins a sentence."""

    text: str
    word: str
    start: int
    end: int
    owns: bool
    opens: bool
    capital: bool


class Names:
    """Reads a text once, and answers what stands at a place of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = _pieces(text)

    def word(self, place: int) -> str:
        """Give the word at this place in small letters; nothing outside the text."""
        return self.pieces[place].word if 0 <= place < len(self.pieces) else ""

    def words(self, start: int, end: int) -> list[str]:
        return [piece.word for piece in self.pieces[max(0, start) : max(0, end)]]

    def in_sentence(self, place: int, reach: int) -> set[str]:
        """Give the words around a place, at most so far away and of its own sentence."""
        return self.earlier_in_sentence(place, reach) | self.rest_of_sentence(place, reach)

    def earlier_in_sentence(self, place: int, reach: int) -> set[str]:
        first = place
        while first > max(0, place - reach) and not self.pieces[first].opens:
            first -= 1
        return set(self.words(first, place))

    def rest_of_sentence(self, place: int, reach: int) -> set[str]:
        last = place
        while last < min(len(self.pieces), place + reach) and (last == place or not self.pieces[last].opens):
            last += 1
        return set(self.words(place, last))

    def shown(self, start: int, end: int) -> str:
        """Give the text from one place up to another, as it was written."""
        return self.text[self.pieces[start].start : self.pieces[end - 1].end]

    def is_known(self, place: int, *, said: bool = False) -> bool:
        """Say whether a first name stands here; `said` where the text says that it is one."""
        if not 0 <= place < len(self.pieces):
            return False
        piece = self.pieces[place]
        if piece.word in NAMES or piece.word.partition("-")[0] in NAMES:
            return True
        return piece.word in WORDLIKE and piece.capital and (said or not piece.opens)

    def is_like_a_name(self, place: int) -> bool:
        """Say whether a word stands here that is written like a name and is no other word that we know."""
        if not 0 <= place < len(self.pieces):
            return False
        piece = self.pieces[place]
        return piece.capital and piece.word not in NOT_NAMES and not piece.text.isupper() and piece.text.isalpha()

    def end_of_name(self, place: int) -> int:
        """Give where the name that begins here ends: an initial or a surname may follow."""
        after = place + 1
        if self.pieces[place].owns or after >= len(self.pieces):
            return after
        follower = self.pieces[after]
        if self._is_initial(place, after):
            return after + 2 if self.word(after + 1) == "." and self._goes_on(after + 2) else after + 1
        surname = follower.capital and follower.text.isalpha() and not follower.opens and follower.word not in NOT_NAMES
        return after + 1 if surname or ("-" in follower.text and follower.capital) else after

    def _is_initial(self, place: int, after: int) -> bool:
        letter = self.pieces[after].text
        if "A" <= letter <= "Z" and letter != "I":
            return len(letter) == 1
        small = not self.pieces[place].capital and "b" <= letter <= "z" and letter not in "iux"
        return small and len(letter) == 1 and self.is_known(place)

    def is_somebody_else(self, place: int) -> bool:
        """Say whether this is whom a lesson is about, or one with a title."""
        before, here, after = self.word(place - 1), self.word(place), self.word(place + 1)
        titled = before in TITLES or (before == "." and self.word(place - 2) in TITLES)
        known = (here, after) in KNOWN_PEOPLE or (before, here) in KNOWN_PEOPLE
        numbered = place + 1 < len(self.pieces) and bool(_ROMAN.fullmatch(self.pieces[place + 1].text)) and after != "i"
        return titled or known or numbered or self._is_studied(place) or self._is_within_a_title(place)

    def _is_studied(self, place: int) -> bool:
        """Say whether this is read or taught, as in "reading Matilda"; "reading with Ella" is something else."""
        may_be = self.word(place) in HEROES and self.word(place - 1) != "with"
        told_of = "who" in self.words(place + 1, place + 5)
        return may_be and not told_of and bool(STUDIED.intersection(self.words(place - 3, place)))

    def _is_within_a_title(self, place: int) -> bool:
        """Say whether a word with a capital goes before, as in "White Rose"."""
        before = self.pieces[place - 1] if place else None
        written_large = before is not None and before.capital and before.text.isalpha() and not before.opens
        return written_large and not self.is_known(place - 1) and self.word(place - 1) not in PUPIL

    def _goes_on(self, place: int) -> bool:
        return place < len(self.pieces) and self.pieces[place].text[0].islower()


def _pieces(text: str) -> Sequence[Piece]:
    shouted = not any(map(str.islower, text))
    pieces: list[Piece] = []
    opens = True
    for found in _PIECE.finditer(text):
        written = found.group()
        owns = written.endswith(("'s", "'S")) and len(written) > 3 and written.lower() not in _SHORT_FORMS
        name = written[:-2] if owns else written
        end = found.end() - 2 * owns
        capital = name[0].isupper() and not shouted
        pieces.append(Piece(name, name.casefold(), found.start(), end, owns, opens, capital))
        opens = written in _ENDS
    return pieces
