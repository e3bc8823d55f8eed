"""Asks, a day and a week after a link was closed as sorted, whether it did work; privately, and only whoever asked."""

from dataclasses import dataclass

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind, Letter
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome, Question, Status
from mentorbot.services.agenda import Agenda
from mentorbot.services.asking import NotYourQuestion, QuestionGone
from mentorbot.services.identities import Identities
from mentorbot.services.linking import NoLink
from mentorbot.services.outbox import Outbox
from mentorbot.services.waiting import Waiting
from mentorbot.store import events, links, members, questions
from mentorbot.store.database import Database, Transaction, found


@dataclass(frozen=True, slots=True)
class _Asked:
    """A link whose asker is followed up, and the member who that is."""

    link: Link
    question: Question
    member: Member


class FollowingUp:
    """One job for each link: it plans itself once more."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        outbox: Outbox,
        agenda: Agenda,
        identities: Identities,
        waiting: Waiting,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._outbox = outbox
        self._agenda = agenda
        self._identities = identities
        self._waiting = waiting

    async def ask(self, job: Job) -> str:
        """Do the job of asking whether it did work."""
        return await self._database.write(self._ask, job)

    async def worked(self, user_id: int, link_id: int) -> None:
        """Take in that it did work."""
        await self._database.write(self._worked, user_id, link_id)

    async def not_yet(self, user_id: int, link_id: int) -> Question:
        """Open the question again: it did not work."""
        return await self._database.write(self._not_yet, user_id, link_id)

    async def stop(self, user_id: int, link_id: int) -> None:
        """Ask this person nothing of this kind any more, on the server of this link."""
        await self._database.write(self._stop, user_id, link_id)

    async def _ask(self, tx: Transaction, job: Job) -> str:
        link = await links.get(tx, job.subject_id)
        question = await questions.get(tx, link.question_id) if link else None
        if link is None or question is None or not await self._still_sorted(tx, link, question):
            return "not needed"
        asker = await self._identities.person(tx, link.asker_id)
        if asker is None or asker.user_id is None or not asker.follow_up:
            return "not wanted"
        closed_at, now = link.closed_at or job.due_at, self._clock.now()
        second = closed_at + self._policy.second_follow_up
        first = job.due_at < second
        if first:
            await self._agenda.plan(tx, JobKind.FOLLOW_UP, link.id, second)
        if now > job.due_at + self._policy.follow_up_late:
            return "too late"
        letter = {"letter": Letter.FOLLOW_UP, "again": not first}
        await self._outbox.put_about(tx, AnnouncementKind.NOTICE, link, member_id=link.asker_id, detail=letter)
        await self._note(tx, link, EventKind.FOLLOWED_UP, "after a day" if first else "after a week")
        return "asked"

    async def _worked(self, tx: Transaction, user_id: int, link_id: int) -> None:
        asked = await self._own(tx, user_id, link_id)
        await self._note(tx, asked.link, EventKind.FOLLOWED_UP, "it worked")

    async def _not_yet(self, tx: Transaction, user_id: int, link_id: int) -> Question:
        asked = await self._own(tx, user_id, link_id)
        opened = await self._waiting.open_again(tx, asked.question, self._policy.not_yet)
        await self._note(tx, asked.link, EventKind.FOLLOWED_UP, "not yet")
        return opened

    async def _stop(self, tx: Transaction, user_id: int, link_id: int) -> None:
        asked = await self._own(tx, user_id, link_id)
        await members.set_follow_up(tx, asked.member.id, follow_up=False)
        # Under nobody's number where it was asked without a name: the member's would tell who asked, and so would the
        # question's, since who wants no follow-ups stands beside the log.
        member, now = None if asked.question.anonymous else asked.member.id, self._clock.now()
        line = Event(EventKind.CHOICE_CHANGED, member, detail="no follow-up")
        await events.append(tx, asked.link.server_id, now, [line])

    async def _own(self, tx: Transaction, user_id: int, link_id: int) -> _Asked:
        link = found(await links.get(tx, link_id), NoLink)
        member = found(await members.find(tx, link.server_id, user_id), NotYourQuestion)
        question = found(await questions.get(tx, link.question_id), QuestionGone)
        if not await self._identities.asked(tx, member, question):
            raise NotYourQuestion
        return _Asked(link, question, member)

    @staticmethod
    async def _still_sorted(tx: Transaction, link: Link, question: Question) -> bool:
        newest = await links.of_question(tx, question.id)
        ended = question.status is Status.CLOSED and question.outcome is Outcome.SORTED
        return ended and newest is not None and newest.id == link.id

    async def _note(self, tx: Transaction, link: Link, kind: EventKind, detail: str) -> None:
        line = Event(kind, link.asker_id, question=link.question_id, detail=detail)
        await events.append(tx, link.server_id, self._clock.now(), [line])
