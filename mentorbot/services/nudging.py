"""A link that has gone quiet: it is asked whether it is done, and tidied away when nobody says that it isn't."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind, Letter
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.links import Link
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome
from mentorbot.services.agenda import Agenda
from mentorbot.services.linking import Linking
from mentorbot.services.outbox import Outbox
from mentorbot.services.threads import Look, ThreadGone
from mentorbot.store import events, links
from mentorbot.store.database import Database, Transaction

Act = Callable[[Transaction, Link], Awaitable[str]]


class Nudging:
    """Does the jobs of links in which nobody wrote for a while; one in which somebody did is left alone."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        outbox: Outbox,
        agenda: Agenda,
        linking: Linking,
        look: Look,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._outbox = outbox
        self._agenda = agenda
        self._linking = linking
        self._look = look

    async def nudge(self, job: Job) -> str:
        """Ask whether a quiet link is done."""
        return await self._when_quiet(job.subject_id, self._nudge)

    async def dissolve(self, job: Job) -> str:
        """Tidy away a link that stayed quiet after its nudge."""
        return await self._when_quiet(job.subject_id, self._dissolve)

    async def _when_quiet(self, link_id: int, act: Act) -> str:
        link = await self._database.read(links.get, link_id)
        if link is None or link.closed_at is not None:
            return "not needed"
        try:
            seen = await self._look.last_message_at(link.thread_id) if link.thread_id else None
        except ThreadGone:
            await self._linking.end(link_id, Outcome.THREAD_DELETED)
            return "thread deleted"
        if seen and seen > _last_sign(link):
            act = partial(self._still_active, seen=seen)
        return await self._database.write(self._if_as_quiet, link, act)

    @staticmethod
    async def _if_as_quiet(tx: Transaction, link: Link, act: Act) -> str:
        """Act unless somebody pressed something while the thread was being looked at."""
        now = await links.get(tx, link.id)
        if now is None or now.closed_at is not None or _last_sign(now) != _last_sign(link):
            return "not needed"
        return await act(tx, now)

    async def _still_active(self, tx: Transaction, link: Link, seen: datetime) -> str:
        await self._linking.stir(tx, link, seen)
        return "still active"

    async def _nudge(self, tx: Transaction, link: Link) -> str:
        now = self._clock.now()
        if await links.set_nudged(tx, link.id, now) is None:
            return "not needed"
        await self._outbox.put_about(tx, AnnouncementKind.NUDGE, link)
        await self._linking.write_to_asker(tx, link, Letter.NUDGE)
        await self._agenda.plan(tx, JobKind.DISSOLVE, link.id, now + self._policy.dissolve)
        await events.append(tx, link.server_id, now, [Event(EventKind.NUDGED, question=link.question_id)])
        return "nudged"

    async def _dissolve(self, tx: Transaction, link: Link) -> str:
        await self._linking.end_in(tx, link.id, Outcome.QUIET)
        return "dissolved"


def _last_sign(link: Link) -> datetime:
    """Give the last sign of life that is known, or when it was asked about since."""
    return max(link.active_at, link.nudged_at or link.active_at)
