"""What others are to be told: one row of the outbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

WINNER = "{winner}"
"""Stands in a kept text for the name of the member in `winner`, which is looked up when the text is said."""


class AnnouncementKind(StrEnum):
    """What Discord is to show; each names what it needs beside the server."""

    CARD = "card"  # question: its message
    CARD_UPDATE = "card-update"  # question: its message, as things stand now
    CALL_OUT = "call-out"  # question, detail wave: a reply that calls that wave's people
    CALLS_OVER = "calls-over"  # question: its later call-outs, once it waits no more
    THREAD = "thread"  # link: its thread
    OPENING = "opening"  # link: the first message in its thread
    NUDGE = "nudge"  # link: "are you done?"
    PASSED_ON = "passed-on"  # link, detail relay, winner who wrote it unless the asker did: what was passed on
    THREAD_NOTE = "thread-note"  # link, member, detail about: a line in its thread about that member
    THREAD_CLOSE = "thread-close"  # link: last words where there are any, then locked and archived
    THREAD_RETIRE = "thread-retire"  # link: its opening message without buttons
    NOTICE = "notice"  # member, detail text, and winner whom it names; or look_up; or letter, link: a private message
    MODERATORS = "moderators"  # question, detail reason: a line for the moderators
    LOOK_UP = "look-up"  # question, detail look_up: asks the moderators whether one of them may see who asked
    REPORT = "report"  # question, detail report: tells the moderators what somebody reported
    PANEL = "panel"  # detail channel: the pinned panel
    THREAD_ERASE = "thread-erase"  # link: its thread and opening message without somebody who was erased
    TAKE_BACK = "take-back"  # detail of: deletes the message that this other announcement made


class Letter(StrEnum):
    """A private message to whoever asked, about a link of theirs; it is for nobody else's eyes."""

    CLAIMED = "claimed"  # somebody helps: how to write to them
    RELAY = "relay"  # detail relay: what the helper passed on
    NUDGE = "nudge"
    RELEASED = "released"  # the question waits again
    CLOSED = "closed"
    FOLLOW_UP = "follow-up"  # "did it work?"


class AnnouncementState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One effect on Discord; `due_at` moves on with each failed attempt."""

    id: int
    server_id: int
    kind: AnnouncementKind
    question_id: int | None
    link_id: int | None
    member_id: int | None
    detail: dict[str, Any]
    created_at: datetime
    due_at: datetime
    attempt: int

    @property
    def lane(self) -> tuple[str, int]:
        """Announcements of one lane go out one after the other; lanes do not wait for each other."""
        if self.question_id is not None:
            return "question", self.question_id
        return "announcement", self.id
