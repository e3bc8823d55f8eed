"""What stands around a name and tells that it is a pupil's: a class, an age, a need, what is said of children."""

from mentorbot.domain.pupil_words import (
    CHILDISH,
    CONCERN,
    DOES,
    DOES_ALONE,
    FAMILY,
    HEROES,
    LENT,
    LINKS,
    MISDOES,
    MUST_LINK,
    NEEDS,
    OWNED,
    PUPIL,
    STAFF,
    SUBJECTS,
)
from mentorbot.domain.reading_names import Names
from mentorbot.domain.school_classes import end_of_age, end_of_class

_NEAR, _AROUND = 3, 8


def end_with_sign(names: Names, place: int) -> int | None:
    """Give where that ends which begins with a name and has a sign of a pupil's beside it."""
    end = names.end_of_name(place)
    signs = (_does, _is_of, _is_a_concern)
    return (
        end_in_class(names, end)
        or _end_directly(names, place, end)
        or (end if names.is_known(place) and any(sign(names, place, end) for sign in signs) else None)
        or _end_of_full_name(names, place, end)
    )


def end_of_unknown(names: Names, place: int) -> int | None:
    """Bluebell in 6W wants; a name that we do not know, in a class, and doing what plays and programs don't."""
    if not names.is_like_a_name(place) or names.pieces[place].opens or names.is_somebody_else(place):
        return None
    found = end_in_class(names, names.end_of_name(place))
    return found if found and names.word(found) in DOES_ALONE else None


def acts(names: Names, end: int) -> bool:
    return names.word(verb_after(names, end)) in DOES


def verb_after(names: Names, end: int) -> int:
    """Skip what may stand between a name and what is said of it."""
    place = end + (names.word(end) == ",")
    return place + (names.word(place) == "who")


def end_in_class(names: Names, end: int) -> int | None:
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


def _end_directly(names: Names, place: int, end: int) -> int | None:
    """Oscar Finch 3B; Jamie Y4, but neither "Matilda Year 5" nor "Sarah Year 4 lead"."""
    full = end == place + 2
    found = end_of_class(names, end) if names.pieces[place].capital and names.is_known(place) else None
    taught = names.word(place) in HEROES and not full
    return found if found and not taught and names.word(found) not in STAFF else None


def _is_taught(names: Names, end: int) -> bool:
    return names.word(end) not in DOES and bool(SUBJECTS.intersection(names.rest_of_sentence(end, _NEAR + 4)))


def _does(names: Names, place: int, end: int) -> bool:
    """Jamie B keeps leaving; Jamie keeps hitting other children; in year 4 Ella has ADHD."""
    verb = names.word(verb_after(names, end))
    if verb in MISDOES:
        return True
    if verb not in DOES:
        return False
    initialled = end > place + 1 and len(names.word(place + 1)) == 1
    telling = (NEEDS | CHILDISH).intersection(names.rest_of_sentence(end, _AROUND))
    return initialled or _class_ends_at(names, place) or bool(telling)


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
    if names.word(place - 1) == "," and acts(names, end):
        return bool(PUPIL.intersection(names.earlier_in_sentence(place, _AROUND)))
    return names.word(end + 1) in ("a", "my", "our", "one") and bool(PUPIL.intersection(names.words(end + 2, end + 6)))


def _is_a_concern(names: Names, place: int, end: int) -> bool:
    """Struggling with Jamie, he won't join in."""
    before = names.word(place - 1) in ("with", "about") and CONCERN.intersection(names.words(place - 4, place))
    return bool(before) and bool({"he", "she", "they"}.intersection(names.words(end, end + _AROUND)))


def _end_of_full_name(names: Names, place: int, end: int) -> int | None:
    """Ella Brown has been excluded."""
    full = end == place + 2 and len(names.word(place + 1)) > 1 and names.is_known(place)
    return end if full and NEEDS.intersection(names.in_sentence(place, _AROUND)) else None
