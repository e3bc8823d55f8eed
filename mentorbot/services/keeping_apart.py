"""Two people are not to be brought together again, at the wish of one of them; the other never hears of it.

Nothing of this is in the log: a line at that moment would tell who is apart from whom, and who asked anonymously.
"""

from dataclasses import dataclass

from mentorbot.domain.jobs import JobKind
from mentorbot.domain.members import Member, Person
from mentorbot.domain.questions import Question
from mentorbot.errors import Refused
from mentorbot.services.apart import Apart
from mentorbot.services.asking import QuestionGone
from mentorbot.services.identities import Identities
from mentorbot.services.people import People
from mentorbot.store import blocks, jobs, links, members, questions
from mentorbot.store.database import Database, Transaction, found


class NobodyToPartFrom(Refused):
    """There is nobody here to keep apart from you. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Other:
    """Whom somebody may be kept apart from; the name is None for whoever asked anonymously.

    `unnamed_self` says that it is the asker of an anonymous question who asks for it. `member` is None for somebody who
    was erased a while ago, which nobody is to see.
    """

    question: int
    member: int | None
    name: str | None
    unnamed_self: bool = False


@dataclass(frozen=True, slots=True)
class Apartness:
    """Whom somebody is kept apart from: by name, and by the numbers of questions that were asked anonymously."""

    named: list[Member]
    unnamed: list[int]


class KeepingApart:
    """Keeps two apart from now on; a link that runs goes on."""

    def __init__(self, database: Database, people: People, identities: Identities, apart: Apart) -> None:
        self._database = database
        self._people = people
        self._identities = identities
        self._apart = apart

    async def other(self, person: Person, question_id: int) -> Other | None:
        """Give whom somebody may be kept apart from because of this question."""
        return await self._database.read(self._other_of, person, question_id)

    async def part(self, person: Person, question_id: int, *, known: bool = False) -> Other:
        """Never bring the two together again; `known` takes nobody of whom nothing is kept yet."""
        return await self._database.write(self._part, person, question_id, known)

    async def all(self, person: Person) -> Apartness:
        return await self._database.read(self._all, person)

    async def undo(self, person: Person, *, users: list[int], unnamed: list[int]) -> Apartness:
        """Let somebody be brought together with these again: Discord's ids, and numbers of anonymous questions."""
        return await self._database.write(self._undo, person, users, unnamed)

    async def _other_of(self, tx: Transaction, person: Person, question_id: int) -> Other | None:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        member = await members.find(tx, person.server_id, person.user_id)
        if member is None:
            return None if question.anonymous else await self._named(tx, question.id, question.asker_id)
        return await self._other(tx, member, question)

    async def _other(self, tx: Transaction, member: Member, question: Question) -> Other | None:
        asker = await self._identities.asker(tx, question)
        if asker == member.id:
            link = await links.of_question(tx, question.id)
            return await self._named(tx, question.id, link.helper_id, question.anonymous) if link else None
        if not question.anonymous:
            return await self._named(tx, question.id, question.asker_id)
        # Whoever never helped them could only use it to find out which questions are one person's.
        if not await blocks.has_helped(tx, member.id, question.id):
            return None
        if asker is None and await jobs.planned_at(tx, JobKind.ERASE, question.id) is None:
            return None
        return Other(question.id, asker, None)

    @staticmethod
    async def _named(tx: Transaction, question: int, number: int, unnamed_self: bool = False) -> Other | None:
        other = await members.get(tx, number)
        if other is None or other.user_id is None:
            return None
        return Other(question, other.id, other.name, unnamed_self)

    async def _part(self, tx: Transaction, person: Person, question_id: int, known: bool) -> Other:
        if known and await members.find(tx, person.server_id, person.user_id) is None:
            raise NobodyToPartFrom
        other = found(await self._other_of(tx, person, question_id), NobodyToPartFrom)
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        member = await (self._people.known if known else self._people.see)(tx, person)
        if other.name is None:
            await self._apart.block_asker(tx, member, question, other.member)
        elif other.unnamed_self and other.member is not None:
            await self._apart.wish(tx, member, other.member)
        elif other.member is not None:
            await blocks.add(tx, member.id, other.member)
        return other

    async def _all(self, tx: Transaction, person: Person) -> Apartness:
        member = await members.find(tx, person.server_id, person.user_id)
        return await self._of(tx, member) if member else Apartness([], [])

    async def _undo(self, tx: Transaction, person: Person, users: list[int], unnamed: list[int]) -> Apartness:
        member = await members.find(tx, person.server_id, person.user_id)
        if member is None:
            return Apartness([], [])
        for user_id in users:
            other = await members.find(tx, person.server_id, user_id)
            if other is not None:
                await blocks.remove(tx, member.id, other.id)
                await self._apart.forget_wish(tx, member, other.id)
        for question_id in unnamed:
            await blocks.remove_unnamed(tx, member.id, question_id)
        return await self._of(tx, member)

    async def _of(self, tx: Transaction, member: Member) -> Apartness:
        known = {*await blocks.of_member(tx, member.id), *await self._apart.wished(tx, member)}
        named = await members.named(tx, sorted(known))
        return Apartness(named, [block.question_id for block in await blocks.unnamed_of(tx, member.id)])
