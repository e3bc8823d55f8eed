"""What moderators do about questions: find a helper, end one, and give everybody a rest from calls."""

from dataclasses import replace
from datetime import datetime, timedelta

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.cards import Card
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.matching import Hurdle
from mentorbot.domain.members import Member, Person
from mentorbot.domain.questions import Question, Status
from mentorbot.domain.servers import Server
from mentorbot.errors import Refused
from mentorbot.services.agenda import Agenda
from mentorbot.services.asking import BeingHelped, QuestionGone, QuestionOver
from mentorbot.services.claiming import Claiming
from mentorbot.services.linking import Linking
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.services.waiting import Waiting
from mentorbot.store import cards, events, jobs, links, questions, servers
from mentorbot.store.database import Database, Transaction, found

LONGEST_PAUSE = timedelta(hours=24)


class NotTogether(Refused):
    """I can't bring these two together. That can have many reasons; please choose somebody else."""


class TooLongAPause(Refused):
    """Calls can be paused for 24 hours at the most, so that no question is forgotten. Nothing was changed."""


class Moderating:
    """Whoever may do this was checked before."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        people: People,
        outbox: Outbox,
        agenda: Agenda,
        claiming: Claiming,
        linking: Linking,
        waiting: Waiting,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._outbox = outbox
        self._agenda = agenda
        self._claiming = claiming
        self._linking = linking
        self._waiting = waiting

    async def questions(self, server_id: int) -> list[Card]:
        """Give everything that is open or being helped with, the longest waiting first."""
        return await self._database.read(self._questions, server_id)

    async def assign(self, person: Person, question_id: int, to: Person) -> bool:
        """Give a waiting question to somebody, whatever their limits; one without a name is only offered to them.

        Says whether it was given. Who asked without a name must not show by whom it cannot be given to.
        """
        return await self._database.write(self._assign, person, question_id, to)

    async def close(self, person: Person, question_id: int, note: str | None) -> None:
        """End a question, whether it waits or somebody helps with it."""
        await self._database.write(self._close, person, question_id, note)

    async def pause(self, person: Person, until: datetime) -> Server:
        """Call nobody on this server until then; questions stay open."""
        if until > self._clock.now() + LONGEST_PAUSE:
            raise TooLongAPause
        return await self._database.write(self._pause, person, until)

    async def resume(self, person: Person) -> Server:
        """End a pause: whoever would have been called meanwhile is called at once."""
        return await self._database.write(self._pause, person, None)

    async def _questions(self, tx: Transaction, server_id: int) -> list[Card]:
        rows = await questions.unclosed(tx, server_id)
        found_cards = [await cards.of_question(tx, row.id) for row in rows]
        return [card for card in found_cards if card is not None]

    async def _assign(self, tx: Transaction, person: Person, question_id: int, to: Person) -> bool:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        moderator = await self._people.see(tx, person)
        helper = moderator if to.user_id == person.user_id else await self._people.see(tx, to)
        if question.status is not Status.OPEN:
            raise BeingHelped if question.status is Status.CLAIMED else QuestionOver
        kept = await self._claiming.hurdle(tx, helper, question) in (Hurdle.OWN, Hurdle.APART)
        # Of a question without a name the log holds nobody who was tried: one of them may be whoever asked.
        line = Event(EventKind.ASSIGNED, moderator.id, None if question.anonymous else helper.id, question.id)
        await events.append(tx, question.server_id, self._clock.now(), [line])
        if question.anonymous:
            if not kept:
                await self._tell(tx, question, helper, "suggested")
            return False
        if kept:
            raise NotTogether
        claimed = found(await questions.claim(tx, question.id, helper.id), NotTogether)
        await self._claiming.give(tx, helper, claimed, "assigned")
        await self._tell(tx, question, helper, "assigned")
        return True

    async def _close(self, tx: Transaction, person: Person, question_id: int, note: str | None) -> None:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        link = await links.of_question(tx, question.id)
        if link is not None and link.closed_at is None:
            moderator = await self._people.see(tx, person)
            await self._linking.end_by_moderator(tx, link.id, moderator.id, note)
        else:
            await self._waiting.close_in(tx, question.id, note)

    async def _pause(self, tx: Transaction, person: Person, until: datetime | None) -> Server:
        server = found(await servers.get(tx, person.server_id), QuestionGone)
        moderator, now = await self._people.see(tx, person), self._clock.now()
        await servers.set_pause(tx, server.id, until)
        detail = "calls resumed" if until is None else "calls paused"
        await events.append(tx, server.id, now, [Event(EventKind.SETTING_CHANGED, moderator.id, detail=detail)])
        for question in await questions.unclosed(tx, server.id) if server.paused_until is not None else ():
            # Only what waits for the pause to end moves with it: other waves keep their distance from those before.
            if await jobs.planned_at(tx, JobKind.WAVE, question.id) == server.paused_until:
                await self._agenda.plan(tx, JobKind.WAVE, question.id, until or now)
        return replace(server, paused_until=until)

    async def _tell(self, tx: Transaction, question: Question, member: Member, about: str) -> None:
        await self._outbox.put_about(
            tx, AnnouncementKind.NOTICE, question, member_id=member.id, detail={"about": about, "private": True}
        )
