"""A window in which a member is available."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """Runs from `starts_at` until `ended_at` is set; it is meant to end at `ends_at`.

    One that was begun within quiet hours lifts them; a `weekly` one was begun by a weekly window.
    """

    id: int
    server_id: int
    member_id: int
    starts_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    lifts_quiet: bool = False
    weekly: bool = False
