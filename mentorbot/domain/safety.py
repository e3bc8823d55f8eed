"""What moderators look after: looks at who asked anonymously, and what somebody reported."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SHORTEST_REASON, LONGEST_REASON = 10, 300
LONGEST_REPORT = 1000
AGREE_WITHIN = timedelta(hours=24)
SHOWN_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LookUp:
    """A moderator's wish to see who asked; `reason` is None once that moderator was erased.

    `granted_at` is when another moderator agreed, or when it was asked for where nobody else has to; `seen_at` when
    the name was shown for the first time.
    """

    id: int
    server_id: int
    question_id: int
    moderator_id: int
    moderator_name: str | None
    second_id: int | None
    reason: str | None
    safeguarding: bool
    asked_at: datetime
    granted_at: datetime | None
    seen_at: datetime | None

    def is_waiting(self, now: datetime) -> bool:
        """Say whether a second moderator can still agree."""
        return self.granted_at is None and now < self.asked_at + AGREE_WITHIN

    def is_open(self, now: datetime) -> bool:
        """Say whether the name may be shown now."""
        return self.granted_at is not None and now < self.granted_at + SHOWN_FOR


class Subject(StrEnum):
    """Whom or what a report is about."""

    ASKER = "asker"
    HELPER = "helper"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Reportable:
    """What somebody may report about a question; a name is None where it is hidden, erased, or nobody's.

    `asker` and `helper` say whether there is one, other than whoever reports.
    """

    question: int
    asker: bool
    asker_name: str | None
    helper: bool
    helper_name: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody told the moderators. Somebody unnamed is whoever asked the question anonymously."""

    id: int
    server_id: int
    question_id: int
    channel_id: int
    card_id: int | None
    text: str | None
    reported_at: datetime
    closed_at: datetime | None
    reporter_name: str | None
    reporter_unnamed: bool
    about_id: int | None
    about_name: str | None
    about_unnamed: bool
