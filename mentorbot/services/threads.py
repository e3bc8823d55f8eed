"""What a thread's link has to know of Discord, from whoever can look."""

from datetime import datetime
from typing import Protocol


class ThreadGone(Exception):
    """Discord has no such thread any more."""


class Look(Protocol):
    """What can be seen on Discord."""

    async def last_message_at(self, thread_id: int) -> datetime | None:
        """Say when somebody last wrote in a thread; raise `ThreadGone` where it was deleted."""
        ...
