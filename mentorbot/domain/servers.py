"""A Discord server and what its admins decided."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Server:
    """Channels are Discord's ids, None where the admins named none; `topics_per_member` 0 means no limit."""

    id: int
    question_channel: int | None
    moderator_channel: int | None
    open_limit: int
    topics_per_member: int
    zone: str
    joined_at: datetime
