"""The words of a thank-you; there may be none."""

from mentorbot.domain.questions import DIRECTION_MARKS
from mentorbot.errors import Refused

LONGEST_THANKS = 300


class TooManyThanks(Refused):
    """That is longer than 300 characters. Please shorten it a little; it comes back to you below."""


def checked_thanks(text: str) -> str:
    """Give the words as they are passed on: direction overrides out, blanks at the ends off."""
    kept = "".join(c for c in text if c not in DIRECTION_MARKS and (c >= " " or c in "\n\t")).strip()
    if len(kept) > LONGEST_THANKS:
        raise TooManyThanks
    return kept
