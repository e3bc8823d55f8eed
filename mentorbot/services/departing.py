"""Lets somebody go: what hangs on them comes to its end, and what the bot said about them is taken back."""

from datetime import timedelta
from random import Random

from mentorbot.clock import Clock
from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.members import Member
from mentorbot.domain.questions import Outcome, Status
from mentorbot.services.agenda import Agenda
from mentorbot.services.endings import Endings
from mentorbot.services.handing import Handing
from mentorbot.services.identities import Identities
from mentorbot.services.linking import Linking
from mentorbot.services.outbox import Outbox
from mentorbot.services.windows import Windows
from mentorbot.store import (
    announcements,
    erasure,
    events,
    handing,
    identities,
    jobs,
    links,
    me_too,
    members,
    offers,
    questions,
)
from mentorbot.store.database import Database, Transaction
from mentorbot.store.erasure import Naming

# Hours after somebody left or was erased, in which what they asked anonymously is withdrawn, and what is shown of it
# erased. Sooner it would tell whose it was, and each has a moment of its own.
WITHDRAWN, ERASED = (1, 12), (12, 72)


class Departing:
    """Works inside a transaction that has begun."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        rng: Random,
        outbox: Outbox,
        agenda: Agenda,
        endings: Endings,
        linking: Linking,
        handing: Handing,
        identities: Identities,
        windows: Windows,
    ) -> None:
        self._database = database
        self._clock = clock
        self._outbox = outbox
        self._agenda = agenda
        self._endings = endings
        self._linking = linking
        self._handing = handing
        self._rng = rng
        self._identities = identities
        self._windows = windows

    async def let_go(self, tx: Transaction, member: Member, *, asked: Outcome, helped: Outcome, why: str) -> None:
        """End their questions, their links as asker and their offer; what they were helping with waits again."""
        # First of all they are called no more: what they were helping with calls its first wave at once.
        await members.set_choices(tx, member.id, call_outside=False, paused=member.paused)
        await self._windows.remove(tx, member)
        offer = await offers.running(tx, member.id)
        if offer is not None:
            await offers.end(tx, offer.id, self._clock.now())
            await self._agenda.cancel(tx, offer.id, JobKind.OFFER_END)
            line = Event(EventKind.OFFER_ENDED, member.id, detail=why)
            await events.append(tx, member.server_id, self._clock.now(), [line])
        await self._step_out(tx, member)
        for link in await links.running(tx, member.server_id):
            if member.id == link.helper_id:
                await self._handing.helper_goes(tx, link, helped)
            elif member.id == link.asker_id:
                await self._linking.end_in(tx, link.id, asked)
        for question in await questions.of_asker(tx, [member.id]):
            await self._endings.end(tx, question.id, asked)
        for stand_in in await self._identities.unclosed(tx, member):
            await self._withdraw_later(tx, stand_in)

    async def let_fade(self, tx: Transaction, stand_in: int) -> None:
        """Forget at once who is behind a stand-in, and erase later what was asked: others see them go now."""
        await identities.forget(tx, stand_in)
        await self._withdraw_later(tx, stand_in)
        for question in await erasure.questions_of(tx, stand_in):
            await self._agenda.cancel(tx, question.id, JobKind.WAVE)  # nobody is called for somebody who is gone
            await self._later(tx, JobKind.ERASE, question.id, ERASED)

    async def _withdraw_later(self, tx: Transaction, stand_in: int) -> None:
        for question in await questions.of_asker(tx, [stand_in]):
            await self._later(tx, JobKind.WITHDRAW, question.id, WITHDRAWN)

    async def _later(self, tx: Transaction, kind: JobKind, question_id: int, hours: tuple[int, int]) -> None:
        if await jobs.planned_at(tx, kind, question_id) is not None:
            return  # each look at Discord finds anew that they are gone
        at = self._clock.now() + self._rng.uniform(*hours) * timedelta(hours=1)
        await self._agenda.plan(tx, kind, question_id, at)

    async def withdraw(self, job: Job) -> str:
        """Do the job of withdrawing an anonymous question whose asker is gone."""
        return await self._database.write(self.withdraw_in, job.subject_id)

    async def withdraw_in(self, tx: Transaction, question_id: int) -> str:
        question = await questions.get(tx, question_id)
        if question is None or question.status is Status.CLOSED:
            return "not needed"
        link = await links.of_question(tx, question_id)
        if link is not None and link.closed_at is None:
            await self._linking.end_in(tx, link.id, Outcome.WITHDRAWN)
        else:
            await self._endings.end(tx, question_id, Outcome.WITHDRAWN)
        return "withdrawn"

    async def take_away(self, tx: Transaction, number: int, *, again: bool) -> None:
        """Have everything that the bot shows of a member, or a stand-in, drawn without them, or deleted.

        Where that was done before, private messages are long gone, and so is the reason to know where they stood.
        """
        shown = {question.id for question in await erasure.called_for(tx, number)}
        shown |= {question.id for question in await erasure.questions_of(tx, number)}
        for question_id in sorted(shown):
            await self._draw_anew(tx, question_id)
        ended = await erasure.links_of(tx, number)
        for link in ended:
            await self._outbox.put_about(tx, AnnouncementKind.THREAD_ERASE, link)
        for naming in await erasure.naming(tx, number):
            if again and naming.kind is AnnouncementKind.NOTICE:
                await announcements.forget(tx, naming.id)
            else:
                await self.take_back(tx, naming)
        for link in ended:
            await self._outbox.put_about(tx, AnnouncementKind.THREAD_CLOSE, link)

    async def take_back(self, tx: Transaction, naming: Naming | Announcement) -> None:
        """Have the message deleted that an announcement made."""
        await self._outbox.put(
            tx,
            AnnouncementKind.TAKE_BACK,
            naming.server_id,
            question_id=naming.question_id,
            detail={"of": naming.id},
        )

    async def _draw_anew(self, tx: Transaction, question_id: int) -> None:
        question = await questions.get(tx, question_id)
        if question is not None and await announcements.card_stands(tx, question.id, question.card_id):
            await self._outbox.put_about(tx, AnnouncementKind.CARD_UPDATE, question)

    async def _step_out(self, tx: Transaction, member: Member) -> None:
        """Let them help with nothing as a second, and wait for no answer along with others."""
        for row in await handing.of_member(tx, member.id):
            if not await handing.step_out(tx, row.link_id, member.id, self._clock.now()):
                await handing.decline(tx, row.link_id, member.id)
        for question in await me_too.of_member(tx, member.id):
            await me_too.remove(tx, question.id, member.id)
            await self._draw_anew(tx, question.id)
