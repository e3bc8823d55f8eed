"""A question, from asked to its ending."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentorbot.errors import Refused

LONGEST_QUESTION = 1500
LONGEST_EXCERPT = 60


class Status(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a question, or one of its links, came to its end."""

    SORTED = "sorted"
    QUIET = "quiet"
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"
    NOT_POSTED = "not-posted"
    ASKER_LEFT = "asker-left"
    HELPER_LEFT = "helper-left"
    CARD_DELETED = "card-deleted"
    THREAD_DELETED = "thread-deleted"
    MODERATOR = "moderator"
    ERASED = "erased"
    HANDED_BACK = "handed-back"
    HANDED_OVER = "handed-over"


@dataclass(frozen=True, slots=True)
class Question:
    """One row of what was asked; `helper_id` only while it is claimed, `outcome` only once it is closed.

    `opened_at` is when it was asked or last reopened, `wave` counts the waves of its whole life. The asker of an
    anonymous one is a stand-in. Until `held_until` the asker tries first, and nobody is called.
    """

    id: int
    server_id: int
    asker_id: int
    topic_id: int | None
    text: str | None
    urgent: bool
    private: bool
    channel_id: int
    card_id: int | None
    status: Status
    helper_id: int | None
    outcome: Outcome | None
    wave: int
    waved_at: datetime | None
    asked_at: datetime
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    anonymous: bool
    not_my_school: bool
    held_until: datetime | None

    def is_held(self, now: datetime) -> bool:
        """Say whether the asker is still trying first."""
        return self.held_until is not None and now < self.held_until


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to ask, before anything is decided about it; None leaves it to what is usual."""

    text: str
    topic: str | None = None
    urgent: bool = False
    private: bool = False
    anonymous: bool | None = None
    not_my_school: bool = False
    try_first: bool | None = None


class TooShort(Refused):
    """Please write your question in a few words, so that a mentor knows whether they can help."""


class TooLong(Refused):
    """That is longer than a card can hold. Please shorten it a little; the thread has room for the details."""


def checked_text(text: str) -> str:
    """Give the question's text as it will be kept: direction overrides out, blanks at the ends off."""
    kept = upright(text)
    if len(kept) < 3:
        raise TooShort
    if len(kept) > LONGEST_QUESTION:
        raise TooLong
    return kept


def upright(text: str) -> str:
    """Take out what would turn a text round, or cannot be seen; and blanks at its ends."""
    return "".join(c for c in text if c not in DIRECTION_MARKS and (c >= " " or c in "\n\t")).strip()


DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def excerpt(text: str | None, length: int = LONGEST_EXCERPT) -> str:
    """Give the beginning of a text on one line, cut at a word where that is possible."""
    line = " ".join((text or "").split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,.;:") + "…"
