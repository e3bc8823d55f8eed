"""How a question ends: in one way, whatever the reason."""

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome, Question, Status
from mentorbot.services.agenda import Agenda
from mentorbot.services.outbox import Outbox
from mentorbot.store import announcements, events, identities, me_too, questions, relays
from mentorbot.store.database import Database, Transaction

# Endings that came over the asker: they are told, with what they wrote. The others somebody chose.
NEWS = frozenset({Outcome.UNANSWERED, Outcome.CARD_DELETED, Outcome.NOT_POSTED, Outcome.MODERATOR})


class Endings:
    """Closes questions inside a transaction that has begun."""

    def __init__(self, database: Database, clock: Clock, policy: Policy, outbox: Outbox, agenda: Agenda) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._outbox = outbox
        self._agenda = agenda

    async def end(
        self,
        tx: Transaction,
        question_id: int,
        outcome: Outcome,
        *,
        helper_id: int | None = None,
        told: bool = False,
        note: str | None = None,
    ) -> Question | None:
        """Close a question that hasn't ended, show it on its card and log it; None where it had ended already.

        `told` says that the asker has just read of it, so that they are not told again; `note` is a line for them.
        """
        now = self._clock.now()
        question = await questions.close(tx, question_id, outcome, now)
        if question is None:
            return None
        await self._agenda.cancel(tx, question.id, JobKind.WAVE, JobKind.EXPIRE, JobKind.WITHDRAW)
        if question.anonymous:
            await self._agenda.plan(tx, JobKind.FORGET, question.id, now + self._policy.forget)
        if await announcements.card_stands(tx, question.id, question.card_id):
            await self._outbox.put_about(tx, AnnouncementKind.CARD_UPDATE, question)
        await self.calls_over(tx, question)
        if outcome in NEWS and not told:
            await self._tell(tx, question, outcome, note)
        await self._tell_others(tx, question, outcome)
        line = Event(EventKind.QUESTION_CLOSED, question.asker_id, helper_id, question.id, detail=outcome)
        await events.append(tx, question.server_id, now, [line])
        return question

    async def tell_not_posted(self, tx: Transaction, question_id: int) -> None:
        """Tell the asker of a question that ended so, unless it is open again."""
        question = await questions.get(tx, question_id)
        if question is not None and question.outcome is Outcome.NOT_POSTED:
            await self._tell(tx, question, Outcome.NOT_POSTED, None)

    async def forget(self, job: Job) -> str:
        """Do the job of forgetting who asked a question anonymously, a while after it ended."""
        return await self._database.write(self._forget, job.subject_id)

    async def _forget(self, tx: Transaction, question_id: int) -> str:
        question = await questions.get(tx, question_id)
        if question is None or question.status is not Status.CLOSED or not question.anonymous:
            return "not needed"
        # Of somebody who was erased it is forgotten already, which the log does not tell: it would tell whose it was.
        await identities.forget(tx, question.asker_id)
        await relays.forget(tx, question_id)
        now = self._clock.now()
        await events.append(tx, question.server_id, now, [Event(EventKind.FORGOTTEN, question=question.id)])
        return "forgotten"

    async def calls_over(self, tx: Transaction, question: Question) -> None:
        """Let later call-outs stop calling, where there were any."""
        for kind in (AnnouncementKind.CALL_OUT, AnnouncementKind.MODERATORS):
            if await announcements.was_put(tx, kind, question.id, question.opened_at):
                await self._outbox.put_about(tx, AnnouncementKind.CALLS_OVER, question)
                return

    async def _tell_others(self, tx: Transaction, question: Question, outcome: Outcome) -> None:
        """Tell those who wait along how it ended."""
        for member_id in await me_too.take(tx, question.id):
            await self._outbox.put_about(
                tx,
                AnnouncementKind.NOTICE,
                question,
                member_id=member_id,
                detail={"about": "me-too", "private": True, "outcome": outcome},
            )

    async def _tell(self, tx: Transaction, question: Question, outcome: Outcome, note: str | None) -> None:
        await self._outbox.put_about(
            tx,
            AnnouncementKind.NOTICE,
            question,
            member_id=question.asker_id,
            detail={"about": outcome} | ({"note": note} if note else {}),
        )
