"""A claim's temporary thread."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.questions import Outcome


@dataclass(frozen=True, slots=True)
class Link:
    """Asker and helper for one question; it runs until `closed_at`. `thread_id` is None until Discord made it."""

    id: int
    server_id: int
    question_id: int
    asker_id: int
    helper_id: int
    private: bool
    thread_id: int | None
    opened_at: datetime
    active_at: datetime
    nudged_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    note: str | None
