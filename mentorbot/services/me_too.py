"""Waiting along: others who would like to know the answer are told how a question ended."""

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.members import Member, Person
from mentorbot.domain.questions import Question
from mentorbot.errors import Refused
from mentorbot.services.asking import QuestionGone, QuestionOver
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.store import announcements, events, me_too, questions
from mentorbot.store.database import Database, Transaction, found


class ToldAnyway(Refused):
    """This is your own question: you'll be told in any case, so I've left it as it is."""


class NotAlong(Refused):
    """You aren't on the list for this one, so there is nothing to take back."""


class MeToo:
    """Who else waits. The card shows how many, never who."""

    def __init__(
        self, database: Database, clock: Clock, people: People, outbox: Outbox, identities: Identities
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._outbox = outbox
        self._identities = identities

    async def join(self, person: Person, question_id: int) -> bool:
        """Wait along; False where one did already."""
        return await self._database.write(self._join, person, question_id)

    async def leave(self, person: Person, question_id: int) -> None:
        await self._database.write(self._leave, person, question_id)

    async def _join(self, tx: Transaction, person: Person, question_id: int) -> bool:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        member = await self._people.see(tx, person)
        if await self._identities.asked(tx, member, question):
            raise ToldAnyway
        if await me_too.add(tx, question.id, member.id):
            await self._changed(tx, question, member, None)
            return True
        if not await me_too.waits(tx, question.id, member.id):
            raise QuestionOver
        return False

    async def _leave(self, tx: Transaction, person: Person, question_id: int) -> None:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        member = await self._people.see(tx, person)
        if not await me_too.remove(tx, question.id, member.id):
            raise NotAlong
        await self._changed(tx, question, member, "left")

    async def _changed(self, tx: Transaction, question: Question, member: Member, detail: str | None) -> None:
        if await announcements.card_stands(tx, question.id, question.card_id):
            await self._outbox.put_about(tx, AnnouncementKind.CARD_UPDATE, question)
        line = Event(EventKind.ME_TOO, member.id, question=question.id, detail=detail)
        await events.append(tx, question.server_id, self._clock.now(), [line])
