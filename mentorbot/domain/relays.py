"""What is passed on between the two of an anonymous question."""

from datetime import timedelta

from mentorbot.domain.questions import upright
from mentorbot.errors import Refused

LONGEST_RELAY = 1500
MOST, WITHIN = 20, timedelta(minutes=10)


class NothingToPassOn(Refused):
    """There is nothing to pass on: I pass on words only, never pictures or files."""


class TooLongToPassOn(Refused):
    """That is longer than I can pass on at once. Please send it in parts; nothing was passed on."""


class TooManyAtOnce(Refused):
    """That was a lot within a few minutes. Please wait a little; this one was not passed on."""


def passable(text: str) -> str:
    """Give a text as it will be passed on."""
    kept = upright(text)
    if not kept:
        raise NothingToPassOn
    if len(kept) > LONGEST_RELAY:
        raise TooLongToPassOn
    return kept
