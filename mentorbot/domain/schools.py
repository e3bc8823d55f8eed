"""A school as its colleagues write it: their spellings are brought to one, since only a code of it is kept."""

import unicodedata

from mentorbot.errors import Refused

SHORTEST, LONGEST = 4, 80
SAME = {"&": " and ", "+": " and "}
LEFT_OUT = frozenset({"the", "school"})


class NotASchool(Refused):
    """Write your school's name or postcode: four letters or figures at least, 80 at most. Nothing was changed."""


def school_key(text: str) -> str:
    """Give a school's letters and figures alone: "The St. Mary's School" and "st marys" are one, "SW1A 1AA" a code."""
    plain = unicodedata.normalize("NFKD", text[: LONGEST + 1]).casefold()
    for sign, word in SAME.items():
        plain = plain.replace(sign, word)
    plain = plain.replace("'", "").replace("\u2019", "")
    words = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    key = "".join("st" if word == "saint" else word for word in words.split() if word not in LEFT_OUT)
    if len(text) > LONGEST or len(key) < SHORTEST:
        raise NotASchool
    return key
