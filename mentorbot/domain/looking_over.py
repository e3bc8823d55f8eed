"""What is looked for in a text before others read it: pupils, ways to reach somebody, a server's own list of words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentorbot.domain.contacts import emails, postcodes
from mentorbot.domain.own_names import written_ids, written_names
from mentorbot.domain.phone_numbers import phones
from mentorbot.domain.plainly import plainly, unmarked
from mentorbot.domain.pupils import pupils
from mentorbot.domain.word_list import WordList

LONGEST_LOOKED_AT = 4000  # nothing that Discord lets anybody post is longer


class FindingKind(StrEnum):
    """What was seen; the last two are never posted."""

    PUPIL = "pupil"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    OWN_NAME = "own-name"
    WORD = "word"
    OWN_ID = "own-id"

    @property
    def is_refused(self) -> bool:
        """Say whether the text cannot be posted with it; with all else the asker decides."""
        return self in (FindingKind.WORD, FindingKind.OWN_ID)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something seen in a text, as it is written there; a listed word as it is listed."""

    kind: FindingKind
    found: str


def look_over(
    text: str, *, words: Sequence[str] = (), own_names: Sequence[str] = (), own_user_id: int | None = None
) -> list[Finding]:
    """Give everything that its writer should look at again, each once.

    `own_names` and `own_user_id` are given only where the asker's name is hidden.
    """
    seen = _seen(text, words, own_names, own_user_id)
    return list({(one.kind, one.found.casefold()): one for one in seen}.values())


def _seen(text: str, words: Sequence[str], names: Sequence[str], user_id: int | None) -> Iterator[Finding]:
    text = text[:LONGEST_LOOKED_AT]
    plain = unmarked(plainly(text))
    for kind, found in (
        (FindingKind.PUPIL, pupils(plain)),
        (FindingKind.EMAIL, emails(plain)),
        (FindingKind.PHONE, phones(plain)),
        (FindingKind.POSTCODE, postcodes(plain)),
        (FindingKind.OWN_NAME, written_names(plain, names)),
        (FindingKind.WORD, WordList(words).see(text)),
        (FindingKind.OWN_ID, written_ids(plain, user_id) if user_id is not None else ()),
    ):
        for one in found:
            yield Finding(kind, one)
