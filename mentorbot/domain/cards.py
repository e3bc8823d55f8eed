"""A question as its message shows it."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.questions import Outcome, Status


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card and its thread's messages may show; `user` ids are Discord's, None once erased.

    The link's fields are those of the newest link, None where nobody ever claimed.
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
    asker_name: str | None
    asker_user: int | None
    link: int | None
    thread_id: int | None
    link_closed: bool
    link_outcome: Outcome | None
    note: str | None
    helper_name: str | None
    helper_user: int | None
    moderator_channel: int | None
