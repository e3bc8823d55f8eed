"""Puts what others are to be told into the outbox, and wakes whoever delivers it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from mentorbot.clock import Clock
from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.links import Link
from mentorbot.domain.questions import Question
from mentorbot.store import announcements
from mentorbot.store.database import Transaction


class Outbox:
    """The way to say something to anybody but the person who just acted."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._deliver: Callable[[Announcement, bool], None] = _nobody_listens

    def deliver_to(self, deliver: Callable[[Announcement, bool], None]) -> None:
        """Let `deliver(announcement, held)` have each announcement once its transaction is on disk."""
        self._deliver = deliver

    async def put(
        self,
        tx: Transaction,
        kind: AnnouncementKind,
        server_id: int,
        *,
        question_id: int | None = None,
        link_id: int | None = None,
        member_id: int | None = None,
        detail: dict[str, Any] | None = None,
        held: bool = False,
    ) -> Announcement:
        """Add an announcement. `held` leaves it a moment for the answer to a press, which shows the same for free."""
        announcement = await announcements.add(
            tx,
            kind,
            server_id,
            self._clock.now(),
            question_id=question_id,
            link_id=link_id,
            member_id=member_id,
            detail=detail,
        )
        tx.after_commit(partial(self._hand_over, announcement, held))
        return announcement

    async def put_about(
        self,
        tx: Transaction,
        kind: AnnouncementKind,
        subject: Question | Link,
        *,
        member_id: int | None = None,
        detail: dict[str, Any] | None = None,
        held: bool = False,
    ) -> Announcement:
        """Do the same for what is said about a question, or about a link and its question."""
        question_id, link_id = (subject.question_id, subject.id) if isinstance(subject, Link) else (subject.id, None)
        return await self.put(
            tx,
            kind,
            subject.server_id,
            question_id=question_id,
            link_id=link_id,
            member_id=member_id,
            detail=detail,
            held=held,
        )

    def _hand_over(self, announcement: Announcement, held: bool) -> None:
        self._deliver(announcement, held)


def _nobody_listens(announcement: Announcement, held: bool) -> None:
    """Leave it in the outbox: whoever listens later begins by reading what waits there."""
