"""What happened since the process began, as plain counts: no names, no ids, no texts."""

from bisect import bisect_left
from collections import Counter

SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)  # Discord waits three seconds for an answer


class Tally:
    """Kept over every client that the process begins; whoever counts adds to it."""

    def __init__(self) -> None:
        self.interactions: Counter[str] = Counter()
        self.restarts: Counter[str] = Counter()
        self.logins = 0
        self.resumes = 0
        self.disconnects = 0
        self.stalls = 0
        self.lateness = 0.0
        """How late the event loop was lately, in seconds."""
        self.answers = [0] * (len(SECONDS) + 1)
        self.answer_seconds = 0.0

    def answered(self, seconds: float) -> None:
        """Count an answer into the bucket of how long it took."""
        self.answers[bisect_left(SECONDS, seconds)] += 1
        self.answer_seconds += seconds
