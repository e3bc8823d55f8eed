"""What Discord calls invalid requests: those it answers with 401, 403 or 429, unless a shared limit was the cause."""

from collections import deque
from datetime import datetime, timedelta

from mentorbot.playground.ratelimits import Scope

WINDOW = timedelta(minutes=10)
INVALID = frozenset({401, 403, 429})


class Refusals:
    """Counts them by the world's clock. Discord bans an address with 10,000 of them in ten minutes."""

    def __init__(self) -> None:
        self.count = 0
        self.most = 0
        """The most there ever were in ten minutes."""
        self._recent: deque[datetime] = deque()

    def note(self, at: datetime, status: int, scope: Scope) -> None:
        """Take in what a request was answered; `scope` says whose limit a 429 was."""
        if status not in INVALID or (status == 429 and scope == "shared"):
            return
        self.count += 1
        self._recent.append(at)
        while self._recent[0] <= at - WINDOW:
            self._recent.popleft()
        self.most = max(self.most, len(self._recent))
