"""Seeing years, classes and ages: "year 4", "7B", "my tutor group", "aged nine"."""

import re

from mentorbot.domain.pupil_words import CLASS_WORDS, STAGES, YEAR_NUMBERS, YEAR_WORDS
from mentorbot.domain.reading_names import Names

_YEAR = re.compile(r"(?:y|yr|year|p)-?(\d{1,2})[a-z]{0,2}", re.IGNORECASE)
_CLASS = re.compile(r"(\d{1,2})-?(?:[A-Z]{1,3}\d?|[abcefhlnrtwy])")
_NUMBER = re.compile(r"(\d{1,2})[a-z]?", re.IGNORECASE)
_AGED = re.compile(r"(\d{1,2})-(?:years?|yrs?)-olds?")
_SHAPES = frozenset({"2D", "3D", "4D", "4G", "5G", "4K", "8K", "1ST", "2ND", "3RD"})
_OLDEST_YEAR = 13
_AGES = range(3, 19)
_WORDS_OF_A_CLASS = 4


def end_of_class(names: Names, place: int) -> int | None:
    """Give where the year, class or stage that begins here ends; None where none does."""
    word = names.word(place)
    if word in ("my", "our"):
        return end_of_class(names, place + 1) or _end_of_own(names, place + 1)
    if word in STAGES:
        return place + 1
    if word in YEAR_WORDS and _is_year(names.word(place + 1)):
        return place + 2
    written = names.pieces[place].text if place < len(names.pieces) else ""
    found = _YEAR.fullmatch(written) or (written.upper() not in _SHAPES and _CLASS.fullmatch(written)) or None
    return place + 1 if found and 1 <= int(found[1]) <= _OLDEST_YEAR else None


def end_of_age(names: Names, place: int) -> int | None:
    """Give where the age that begins here ends: it says that it is one, or stands apart."""
    apart = (names.word(place - 1), names.word(place + 1)) in (("(", ")"), (",", ","))
    aged = names.word(place - 1) in ("aged", "age")
    whole = _AGED.fullmatch(names.word(place))
    if whole:
        return place + 1 if int(whole[1]) in _AGES else None
    word, after = names.word(place), names.word(place + 1)
    if not word.isdecimal() or len(word) > 2 or int(word) not in _AGES:
        return None
    if aged or apart:
        return place + 1
    return place + 3 if after in ("year", "years", "yrs", "yr") and names.word(place + 2) == "old" else None


def _is_year(word: str) -> bool:
    number = _NUMBER.fullmatch(word)
    return word in YEAR_NUMBERS or (number is not None and 1 <= int(number[1]) <= _OLDEST_YEAR)


def _end_of_own(names: Names, place: int) -> int | None:
    words = names.words(place, place + _WORDS_OF_A_CLASS)
    end = next((place + number + 1 for number, word in enumerate(words) if word in CLASS_WORDS), None)
    return end if end and all(word.isalnum() for word in words[: end - place]) else None
