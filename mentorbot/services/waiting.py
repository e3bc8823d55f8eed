"""Questions that wait: who may see them, why somebody was called, and what happens when nobody came."""

from dataclasses import dataclass
from datetime import timedelta

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.cards import Card
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.members import Person
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome, Question, Status
from mentorbot.errors import Refused
from mentorbot.services.agenda import Agenda
from mentorbot.services.asking import BeingHelped, NotYourQuestion, QuestionGone, QuestionOver
from mentorbot.services.calling import Calling
from mentorbot.services.endings import Endings
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.store import announcements, callouts, cards, events, handing, members, questions, servers
from mentorbot.store.callouts import CallOut
from mentorbot.store.database import Database, Transaction, found
from mentorbot.store.handing import Joining

SHOWN = 10


class NotClosed(Refused):
    """That question is still open. There is nothing to open again."""


class TooLate(Refused):
    """That question ended too long ago to be opened again. Ask it anew with /ask: nothing else is needed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person may do about a question, and why they were called for it, if they were.

    `offers` are those who would help, too, for the asker or a moderator to answer.
    """

    card: Card
    is_asker: bool
    call_out: CallOut | None
    is_helper: bool = False
    is_second: bool = False
    offers: tuple[Joining, ...] = ()


class Waiting:
    """Looks after questions from outside: lists them, explains, reopens, and ends them in the open."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        people: People,
        calling: Calling,
        outbox: Outbox,
        endings: Endings,
        identities: Identities,
        agenda: Agenda,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._people = people
        self._calling = calling
        self._outbox = outbox
        self._endings = endings
        self._identities = identities
        self._agenda = agenda

    async def open_questions(self, person: Person, *, mine: bool) -> list[Card]:
        """Give the open questions of a server, urgent ones first; or one's own, claimed ones too."""
        return await self._database.read(self._open_questions, person, mine)

    async def standing(self, person: Person, question_id: int) -> Standing:
        return await self._database.read(self._standing, person, question_id)

    async def reopen(self, person: Person, question_id: int) -> Question:
        """Open one's own finished question again, for anybody to claim."""
        return await self._database.write(self._reopen, person, question_id)

    async def close(self, question_id: int) -> None:
        """End a question that waits, on a moderator's word; its asker is told, with what they wrote."""
        await self._database.write(self.close_in, question_id)

    async def expire(self, job: Job) -> str:
        """End a question nobody claimed in its time, and tell the asker and the moderators."""
        return await self._database.write(self._expire, job)

    async def put_back(self, tx: Transaction, question: Question) -> Question:
        """Open a claimed or closed question again, in the transaction of whatever ended its link."""
        now = self._clock.now()
        expires_at = max(question.expires_at, now + self._policy.question)
        opened = found(await questions.reopen(tx, question.id, now, expires_at), NotClosed)
        await self._agenda.cancel(tx, opened.id, JobKind.FORGET)
        server = found(await servers.get(tx, opened.server_id), QuestionGone)
        called, lines = await self._calling.begin(tx, opened, server)
        stands = await announcements.card_stands(tx, opened.id, opened.card_id)
        kind = AnnouncementKind.CARD_UPDATE if stands else AnnouncementKind.CARD
        await self._outbox.put(tx, kind, server.id, question_id=opened.id)
        if called:
            detail = {"wave": opened.wave + 1}
            await self._outbox.put(tx, AnnouncementKind.CALL_OUT, server.id, question_id=opened.id, detail=detail)
            await self._calling.by_message(tx, opened, called)
        first = Event(EventKind.REOPENED, opened.asker_id, question=opened.id)
        await events.append(tx, server.id, now, [first, *lines])
        return opened

    async def _open_questions(self, tx: Transaction, person: Person, mine: bool) -> list[Card]:
        if mine:
            member = await members.find(tx, person.server_id, person.user_id)
            numbers = [member.id, *await self._identities.unclosed(tx, member)] if member else [0]
            rows = await questions.of_asker(tx, numbers)
        else:
            rows = await questions.waiting(tx, person.server_id, limit=SHOWN)
        found_cards = [await cards.of_question(tx, row.id) for row in rows[:SHOWN]]
        return [card for card in found_cards if card is not None]

    async def _standing(self, tx: Transaction, person: Person, question_id: int) -> Standing:
        card = found(await cards.of_question(tx, question_id), QuestionGone)
        if card.server_id != person.server_id:
            raise QuestionGone
        member = await members.find(tx, person.server_id, person.user_id)
        called = await callouts.of_member(tx, question_id, member.id) if member else None
        question = found(await questions.get(tx, question_id), QuestionGone)
        asks = member is not None and await self._identities.asked(tx, member, question)
        runs = card.link is not None and not card.link_closed
        others = await handing.of_link(tx, card.link) if card.link is not None and runs else []
        return Standing(
            card,
            asks,
            called,
            is_helper=member is not None and runs and question.helper_id == member.id,
            is_second=member is not None and any(row.agreed_at and row.member_id == member.id for row in others),
            offers=tuple(row for row in others if row.agreed_at is None),
        )

    async def _reopen(self, tx: Transaction, person: Person, question_id: int) -> Question:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        asker = await self._people.known(tx, person)  # pressed in private messages, too
        if not await self._identities.asked(tx, asker, question):
            raise NotYourQuestion
        return await self.open_again(tx, question, self._policy.reopen)

    async def open_again(self, tx: Transaction, question: Question, within: timedelta) -> Question:
        """Open a question that ended not longer ago than this, in a transaction that has begun."""
        if question.status is not Status.CLOSED or question.closed_at is None:
            raise NotClosed
        if question.closed_at + within < self._clock.now():
            raise TooLate
        return await self.put_back(tx, question)

    async def close_in(self, tx: Transaction, question_id: int, note: str | None = None) -> None:
        """Do the same inside a transaction that has begun, with a line for the asker."""
        question = found(await questions.get(tx, question_id), QuestionGone)
        if question.status is Status.CLAIMED:
            raise BeingHelped
        if await self._endings.end(tx, question_id, Outcome.MODERATOR, note=note) is None:
            raise QuestionOver

    async def _expire(self, tx: Transaction, job: Job) -> str:
        now = self._clock.now()
        question = await questions.get(tx, job.subject_id)
        # The job was due when it was taken; since then the clock may have been set back, which gives no more time.
        if question is None or question.status is not Status.OPEN or question.expires_at > job.due_at:
            return "not needed"
        await self._endings.end(tx, question.id, Outcome.UNANSWERED)
        detail = {"reason": "unanswered"}
        await self._outbox.put_about(tx, AnnouncementKind.MODERATORS, question, detail=detail)
        await events.append(tx, question.server_id, now, [Event(EventKind.MODERATORS_TOLD, question=question.id)])
        return "unanswered"
