"""What is due, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobKind(StrEnum):
    """What each kind does when due; `subject_id` is the id of the noun in brackets."""

    WAVE = "wave"  # [question] call the next people
    EXPIRE = "expire"  # [question] hand an unanswered question to the moderators
    OFFER_END = "offer-end"  # [offer]
    NUDGE = "nudge"  # [link] ask whether it is done
    DISSOLVE = "dissolve"  # [link] tidy a quiet link away
    FORGET = "forget"  # [question] forget who asked it anonymously
    WITHDRAW = "withdraw"  # [question] withdraw what somebody who left or was erased had asked anonymously
    ERASE = "erase"  # [question] erase what somebody who was erased before had asked anonymously
    FOLLOW_UP = "follow-up"  # [link] ask whether it did work
    WINDOW = "window"  # [weekly] begin the offer of a weekly window
    ASK_OVER = "ask-over"  # [link] ask somebody to take over, once their quiet hours are past
    SCRUB = "scrub"  # [nothing, 0] take what was erased out of the database's files


@dataclass(frozen=True, slots=True)
class Job:
    """`not_after` is when a job that keeps failing is given up; None until it failed for the first time."""

    id: int
    kind: JobKind
    subject_id: int
    due_at: datetime
    attempt: int
    not_after: datetime | None
