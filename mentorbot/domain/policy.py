"""How long things take: the operator's settings as plain values."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mentorbot.domain.matching import Rest


@dataclass(frozen=True, slots=True)
class Policy:
    """`met` is how long a pair counts as having met; `quiet` how long a link may be idle before it is asked about.

    `hold` is how long somebody tries first, `forget` when it is forgotten who asked a closed question anonymously.
    A follow-up that is more than `follow_up_late` late is left out; until `not_yet` after the end it opens again.
    """

    question: timedelta = timedelta(hours=72)
    wave: timedelta = timedelta(minutes=10)
    urgent_wave: timedelta = timedelta(minutes=2)
    rest: Rest = field(default_factory=Rest)
    hold: timedelta = timedelta(minutes=5)
    forget: timedelta = timedelta(days=30)
    met: timedelta = timedelta(days=30)
    quiet: timedelta = timedelta(hours=24)
    dissolve: timedelta = timedelta(hours=24)
    reopen: timedelta = timedelta(days=7)
    follow_up: timedelta = timedelta(hours=24)
    second_follow_up: timedelta = timedelta(days=7)
    follow_up_late: timedelta = timedelta(days=1)
    not_yet: timedelta = timedelta(days=14)
    offer: timedelta = timedelta(minutes=60)
    open_limit: int = 3
    topics_per_member: int = 0
    zone: str = "Europe/London"

    def next_wave(self, now: datetime, *, urgent: bool) -> datetime:
        return now + (self.urgent_wave if urgent else self.wave)
