"""A person on one server."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.quiet import USUAL, QuietHours


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever acts, as Discord names them: ids of Discord's and the name that others see."""

    server_id: int
    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """What is remembered of a person; `id` is the number that stands for them in the log.

    A stand-in is whoever asked one question anonymously. `quiet_from` and `quiet_to` are minutes after midnight in
    `zone`, or in the server's where that is None. Limits (links at once, minutes a week, minutes of cool-down) are None
    where the operator's defaults hold. `school` is a keyed hash, of a school that was named at `school_since`.
    """

    id: int
    server_id: int
    user_id: int | None
    name: str | None
    call_outside: bool
    paused: bool
    stand_in: bool = False
    zone: str | None = None
    quiet_from: int = USUAL.start
    quiet_to: int = USUAL.end
    quiet_weekends: bool = USUAL.weekends
    most_links: int | None = None
    week_minutes: int | None = None
    cool_down: int | None = None
    by_message: bool = False
    try_first: bool = False
    follow_up: bool = True
    school: bytes | None = None
    school_since: datetime | None = None


def quiet_hours(member: Member) -> QuietHours:
    return QuietHours(member.quiet_from, member.quiet_to, member.quiet_weekends)
