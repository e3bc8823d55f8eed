"""A Discord server and what its admins decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Anonymity(StrEnum):
    """Whether members may ask without their name; `default` asks so unless they say otherwise."""

    OFF = "off"
    ON = "on"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Server:
    """Channels are Discord's ids, None where the admins named none; `topics_per_member` 0 means no limit.

    `second_moderator` says that a look at who asked anonymously needs two; `spread` is the load penalty in hundredths.
    Until `paused_until` nobody is called.
    """

    id: int
    question_channel: int | None
    moderator_channel: int | None
    open_limit: int
    topics_per_member: int
    zone: str
    joined_at: datetime
    anonymous: Anonymity
    second_moderator: bool
    spread: int
    paused_until: datetime | None = None

    def is_paused(self, now: datetime) -> bool:
        return self.paused_until is not None and self.paused_until > now
