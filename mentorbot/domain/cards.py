"""A question as its message shows it."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.questions import Outcome, Status


@dataclass(frozen=True, slots=True)
class Card:
    """What the card and its thread's messages may show of any question; `user` ids are Discord's, None once erased.

    The link's fields are those of the newest link, None where nobody ever claimed. `also` counts others who wait
    for its answer.
    """

    question: int
    server_id: int
    channel_id: int
    card_id: int | None
    text: str | None
    topic: str | None
    urgent: bool
    private: bool
    status: Status
    outcome: Outcome | None
    wave: int
    asked_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    link: int | None
    thread_id: int | None
    link_closed: bool
    link_outcome: Outcome | None
    note: str | None
    helper_name: str | None
    helper_user: int | None
    moderator_channel: int | None
    also: int


@dataclass(frozen=True, slots=True)
class SignedCard(Card):
    """A question that was asked by name."""

    asker_name: str | None
    asker_user: int | None


@dataclass(frozen=True, slots=True)
class UnsignedCard(Card):
    """A question that was asked anonymously: nothing here, or in what is drawn from it, can hold who asked."""
