"""Puts right what happened on Discord unseen: deleted cards and threads, people who left."""

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.links import Link
from mentorbot.domain.questions import Outcome, Question, Status
from mentorbot.services.departing import Departing
from mentorbot.services.endings import Endings
from mentorbot.services.identities import Identities
from mentorbot.services.linking import Linking
from mentorbot.services.outbox import Outbox
from mentorbot.services.windows import Windows
from mentorbot.store import announcements, events, links, members, questions
from mentorbot.store.database import Database, Transaction


class Reconciling:
    """Each of these may be told the same thing twice: the second time changes nothing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        outbox: Outbox,
        endings: Endings,
        linking: Linking,
        departing: Departing,
        windows: Windows,
        identities: Identities,
    ) -> None:
        self._database = database
        self._clock = clock
        self._outbox = outbox
        self._endings = endings
        self._linking = linking
        self._departing = departing
        self._windows = windows
        self._identities = identities

    async def unclosed(self, server_id: int) -> list[Question]:
        return await self._database.read(questions.unclosed, server_id)

    async def question(self, question_id: int) -> Question | None:
        return await self._database.read(questions.get, question_id)

    async def running(self, server_id: int) -> list[Link]:
        return await self._database.read(links.running, server_id)

    async def user_of(self, member_id: int) -> int | None:
        """Give the Discord id of a member, or of whoever is behind a stand-in."""
        member = await self._database.read(self._identities.person, member_id)
        return member.user_id if member else None

    async def card_deleted(self, card_id: int) -> None:
        """Post a deleted card again, once; the second time the question ends and its asker is told."""
        await self._database.write(self.card_deleted_in, card_id)

    async def card_gone_in(self, tx: Transaction, question_id: int) -> None:
        """Do the same for a question whose card turned out to be missing, inside a transaction that has begun."""
        question = await questions.get(tx, question_id)
        if question is not None and question.card_id is not None:
            await self.card_deleted_in(tx, question.card_id)

    async def thread_deleted(self, thread_id: int) -> None:
        """End the link whose thread is gone, with its question; the card offers to open it again."""
        link = await self._database.read(links.by_thread, thread_id)
        if link is not None and link.closed_at is None:
            await self._linking.end(link.id, Outcome.THREAD_DELETED)

    async def given_up(self, job: Job) -> None:
        """Tell the moderators of a question, or of a link, whose next step kept failing."""
        if job.kind in (JobKind.WAVE, JobKind.EXPIRE):
            await self._database.write(self._given_up, job.subject_id, "waiting")
        elif job.kind in (JobKind.NUDGE, JobKind.DISSOLVE):
            link = await self._database.read(links.get, job.subject_id)
            if link is not None and link.closed_at is None:
                await self._database.write(self._given_up, link.question_id, "out-of-sight")
        elif job.kind is JobKind.WINDOW:
            await self._windows.go_on(job)

    async def left(self, server_id: int, user_id: int) -> None:
        """Let somebody go who left: their questions end, what they were helping with waits again."""
        await self._database.write(self._left, server_id, user_id)

    async def card_deleted_in(self, tx: Transaction, card_id: int) -> None:
        question = await questions.by_card(tx, card_id)
        if question is None:
            return
        await questions.set_card(tx, question.id, None)
        if question.status is not Status.OPEN:
            return
        if not await announcements.was_reposted(tx, question.id):
            await self._outbox.put_about(tx, AnnouncementKind.CARD, question, detail={"again": True})
            return
        await self._endings.end(tx, question.id, Outcome.CARD_DELETED)

    async def _given_up(self, tx: Transaction, question_id: int, reason: str) -> None:
        question = await questions.get(tx, question_id)
        if question is None:
            return
        await self._outbox.put_about(tx, AnnouncementKind.MODERATORS, question, detail={"reason": reason})
        line = Event(EventKind.MODERATORS_TOLD, question=question.id, detail="a step kept failing")
        await events.append(tx, question.server_id, self._clock.now(), [line])

    async def _left(self, tx: Transaction, server_id: int, user_id: int) -> None:
        member = await members.find(tx, server_id, user_id)
        if member is None:
            return
        await self._departing.let_go(tx, member, asked=Outcome.ASKER_LEFT, helped=Outcome.HELPER_LEFT, why="left")
