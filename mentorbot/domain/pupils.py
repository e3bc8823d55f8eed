"""Seeing whether a text looks as if it names a pupil: a rule of thumb, which asks and never decides.

A name alone tells nothing, since colleagues, authors and plays have names as well. It counts beside a word for
pupil, a class or an age, a need, a family, or what is said of children only.
"""

from collections.abc import Iterator

from mentorbot.domain.pupil_numbers import pupil_numbers
from mentorbot.domain.pupil_signs import acts, end_in_class, end_of_unknown, end_with_sign
from mentorbot.domain.pupil_words import ACRONYMS, BETWEEN, CALLED, GREETINGS, NOT_AT_FIRST, PUPIL, STAFF
from mentorbot.domain.reading_names import Names

_NEAR, _AROUND = 3, 8


def pupils(text: str) -> Iterator[str]:
    """Give each place that looks as if it told who a pupil is, as it is written there."""
    yield from pupil_numbers(text)
    names = Names(text)
    place = 0
    while place < len(names.pieces):
        end = _end_of_pupil(names, place)
        if end:
            yield names.shown(place, end)
        place = end or place + 1


def _end_of_pupil(names: Names, place: int) -> int | None:
    """Give where that ends which begins here and looks as if it named a pupil."""
    if _is_told(names, place):
        return names.end_of_name(place)
    initials = _end_of_initials(names, place)
    if initials:
        return end_in_class(names, initials)
    if _is_grown_up(names, place):
        return None
    initialled = names.end_of_name(place) > place + 1 and len(names.word(place + 1)) == 1
    first = names.is_known(place, said=True) and names.word(place) not in NOT_AT_FIRST
    if names.is_known(place) or first or (initialled and names.is_like_a_name(place)):
        return end_with_sign(names, place)
    return end_of_unknown(names, place)


def _is_told(names: Names, place: int) -> bool:
    """A pupil Jamie; a girl in Y4 called Ella; the child's name is Tom."""
    before = place - 1
    while before > place - 1 - _NEAR and names.word(before) in BETWEEN | CALLED:
        before -= 1
    said = names.word(place - 1) in CALLED or names.words(place - 2, place) == ["name", "is"]
    if names.words(place - 2, place) == ["name", "is"] and names.word(place - 3) in ("his", "her", "their"):
        return names.is_known(place, said=True)
    if said and PUPIL.intersection(names.in_sentence(before, _AROUND)) and not names.is_somebody_else(place):
        return names.is_known(place, said=True) or names.is_like_a_name(place)
    if names.word(before) not in PUPIL or names.is_somebody_else(place):
        return False
    return names.is_known(place, said=True) or (names.is_like_a_name(place) and acts(names, names.end_of_name(place)))


def _is_grown_up(names: Names, place: int) -> bool:
    """My colleague Sarah; Hi Tom; I'm Ben."""
    apart = names.word(place - 1) == ","
    near = names.earlier_in_sentence(place, _AROUND) if apart else names.words(place - _NEAR, place)
    return bool(
        STAFF.intersection(near)
        or GREETINGS.intersection(names.words(place - 2, place))
        or names.words(place - 2, place) in (["i", "am"], ["this", "is"], ["name", "is"])
        or names.is_somebody_else(place)
    )


def _end_of_initials(names: Names, place: int) -> int | None:
    """J.B. and JB, but neither P.E. nor PE."""
    written = [piece.text for piece in names.pieces[place : place + 4]]
    dotted = len(written) > 2 and written[1] == "." and all(_is_initial(letter) for letter in (written[0], written[2]))
    if dotted and written[0] + written[2] not in ACRONYMS:
        return place + (4 if written[3:] == ["."] else 3)
    first = names.pieces[place]
    pair = len(first.text) == 2 and first.capital and first.text.isupper() and first.text.isalpha()
    return place + 1 if pair and first.text not in ACRONYMS and not first.owns else None


def _is_initial(written: str) -> bool:
    return len(written) == 1 and "A" <= written <= "Z"
