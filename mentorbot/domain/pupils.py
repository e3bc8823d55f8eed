"""Seeing whether a text looks as if it names a pupil: a rule of thumb, which asks and never decides.

A name alone tells nothing, since colleagues, authors and plays have names as well. It counts beside a word for
pupil, a class or an age, a need, a family, or what is said of children only.
"""

from collections.abc import Iterator

from mentorbot.domain.pupil_numbers import pupil_numbers
from mentorbot.domain.pupil_words import (
    ACRONYMS,
    BETWEEN,
    CALLED,
    CHILDISH,
    DOES,
    FAMILY,
    GREETINGS,
    LENT,
    LINKS,
    MISDOES,
    MUST_LINK,
    NEEDS,
    NOT_AT_FIRST,
    OWNED,
    PUPIL,
    STAFF,
    SUBJECTS,
)
from mentorbot.domain.reading_names import Names
from mentorbot.domain.school_classes import end_of_age, end_of_class

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
        return _end_in_class(names, initials)
    end = names.end_of_name(place)
    initialled = end > place + 1 and len(names.word(place + 1)) == 1 and names.is_like_a_name(place)
    first = names.is_known(place, said=True) and names.word(place) not in NOT_AT_FIRST
    if not (names.is_known(place) or initialled or first) or _is_grown_up(names, place):
        return None
    return (
        _end_in_class(names, end)
        or (end if names.is_known(place) and (_does(names, place, end) or _is_of(names, place, end)) else None)
        or _end_of_full_name(names, place, end)
    )


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
    return names.is_known(place, said=True) or (names.is_like_a_name(place) and _acts(names, names.end_of_name(place)))


def _acts(names: Names, end: int) -> bool:
    return names.word(_verb(names, end)) in DOES


def _verb(names: Names, end: int) -> int:
    """Skip what may stand between a name and what is said of it."""
    place = end + (names.word(end) == ",")
    return place + (names.word(place) == "who")


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


def _end_in_class(names: Names, end: int) -> int | None:
    """Jamie in 7B; Jamie B from year 4; Ella (Y6); Tom, who is nine years old."""
    if names.word(end) == "(" and NEEDS.intersection(names.words(end + 1, end + 1 + _NEAR)):
        return end + 2
    place = end
    while place < end + 5 and names.word(place) in LINKS:
        place += 1
        linked = MUST_LINK.intersection(names.words(end, place))
        if linked and (found := end_of_class(names, place)) and not _is_taught(names, found):
            return found
        if found := end_of_age(names, place):
            return found
    return None


def _is_taught(names: Names, end: int) -> bool:
    return names.word(end) not in DOES and bool(SUBJECTS.intersection(names.rest_of_sentence(end, _NEAR + 4)))


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


def _does(names: Names, place: int, end: int) -> bool:
    """Jamie keeps hitting other children; in year 4 Ella has ADHD."""
    verb = names.word(_verb(names, end))
    if verb in MISDOES:
        return True
    if verb not in DOES:
        return False
    return _class_ends_at(names, place) or bool((NEEDS | CHILDISH).intersection(names.rest_of_sentence(end, _AROUND)))


def _class_ends_at(names: Names, place: int) -> bool:
    """Say whether a class goes before: "in 7B, Jamie"."""
    comma = names.word(place - 1) == ","
    return any(end_of_class(names, start) == place - comma for start in range(max(0, place - 6), place))


def _is_of(names: Names, place: int, end: int) -> bool:
    """Ella's EHCP; Tom's mum; a diagnosis for Ella; one child, Tom, has; Jamie, a boy in my class."""
    if names.pieces[place].owns:
        theirs = set(names.words(end, end + _NEAR))
        return bool((NEEDS | FAMILY | OWNED) & theirs) and not LENT & theirs
    if names.word(place - 1) in ("for", "of", "about") and (NEEDS | FAMILY).intersection(names.words(place - 4, place)):
        return True
    if names.word(end) != ",":
        return False
    if names.word(place - 1) == "," and _acts(names, end):
        return bool(PUPIL.intersection(names.earlier_in_sentence(place, _AROUND)))
    return names.word(end + 1) in ("a", "my", "our", "one") and bool(PUPIL.intersection(names.words(end + 2, end + 6)))


def _end_of_full_name(names: Names, place: int, end: int) -> int | None:
    """Ella Brown has been excluded."""
    full = end == place + 2 and len(names.word(place + 1)) > 1 and names.is_known(place)
    return end if full and NEEDS.intersection(names.in_sentence(place, _AROUND)) else None
