"""A second helper: whoever offers joins a link if its asker agrees."""

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member, Person
from mentorbot.domain.questions import Question, Status
from mentorbot.errors import Refused
from mentorbot.services.asking import QuestionGone
from mentorbot.services.claiming import Claiming, NotThisOne, NotWaiting
from mentorbot.services.identities import Identities
from mentorbot.services.linking import Linking, NotTheirs
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.store import events, handing, links, members, questions
from mentorbot.store.database import Database, Transaction, found


class StillWaiting(Refused):
    """Nobody has taken this one yet: press "I can help" on its card, and it's yours."""


class HelpingAlready(Refused):
    """You are helping with this one already: its thread is waiting for you."""


class OfferedAlready(Refused):
    """Thank you, I've passed that on already. You'll be told as soon as there is an answer."""


class Settled(Refused):
    """That is settled already, or the thread is closed. Nothing was changed."""


class Joining:
    """Brings a second helper and an asker together."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        people: People,
        outbox: Outbox,
        linking: Linking,
        claiming: Claiming,
        identities: Identities,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._outbox = outbox
        self._linking = linking
        self._claiming = claiming
        self._identities = identities

    async def offer(self, person: Person, question_id: int) -> None:
        """Offer to help with a question that somebody else has; its asker is asked."""
        await self._database.write(self._offer, person, question_id)

    async def agree(self, person: Person, link_id: int, member_id: int, *, moderator: bool = False) -> str | None:
        """Let somebody join who offered, as the asker of this link or a moderator; give their name."""
        return await self._database.write(self._agree, person, link_id, member_id, moderator)

    async def decline(self, person: Person, link_id: int, member_id: int) -> None:
        """Do without; whoever offered is told in neutral words."""
        await self._database.write(self._decline, person, link_id, member_id)

    async def _offer(self, tx: Transaction, person: Person, question_id: int) -> None:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        member = await self._people.see(tx, person)
        if refusal := await self._kept_from(tx, member, question):
            raise refusal
        link = found(await links.of_question(tx, question.id), QuestionGone)
        if not await handing.offer_to_join(tx, link.id, member.id, self._clock.now()):
            raise HelpingAlready if await handing.has_joined(tx, link.id, member.id) else OfferedAlready
        if question.anonymous:
            await self._tell(tx, link, link.asker_id, "join-asked", winner=member.id)
        else:
            await self._note(tx, link, member.id, "join-asked")

    async def _agree(
        self, tx: Transaction, person: Person, link_id: int, member_id: int, moderator: bool
    ) -> str | None:
        link = await self._asked_by(tx, person, link_id, moderator=moderator)
        member, question = await members.get(tx, member_id), await questions.get(tx, link.question_id)
        if member is None or question is None or await self._kept_from(tx, member, question):
            raise Settled
        if not await handing.let_join(tx, link.id, member.id, self._clock.now()):
            raise Settled
        await self._note(tx, link, member.id, "joined")
        line = Event(EventKind.JOINED, member.id, link.asker_id, question.id)
        await events.append(tx, link.server_id, self._clock.now(), [line])
        return member.name

    async def _decline(self, tx: Transaction, person: Person, link_id: int, member_id: int) -> None:
        link = await self._asked_by(tx, person, link_id)
        if not await handing.decline(tx, link.id, member_id):
            raise Settled
        await self._tell(tx, link, member_id, "join-declined")

    async def _kept_from(self, tx: Transaction, member: Member, question: Question) -> Refused | None:
        if question.status is Status.CLAIMED and question.helper_id == member.id:
            return HelpingAlready()
        if refusal := await self._claiming.kept_from(tx, member, question):
            return refusal
        if question.helper_id is not None and question.helper_id in await self._claiming.apart_from(tx, member):
            return NotThisOne()
        if question.status is Status.OPEN:
            return StillWaiting()
        return NotWaiting() if question.status is Status.CLOSED else None

    async def _asked_by(self, tx: Transaction, person: Person, link_id: int, *, moderator: bool = False) -> Link:
        link = await self._linking.of_person(tx, person, link_id)
        if moderator:
            return link
        member = await self._people.known(tx, person)
        if await self._identities.behind(tx, link.asker_id) != member.id:
            raise NotTheirs
        return link

    async def _note(self, tx: Transaction, link: Link, member_id: int, about: str) -> None:
        await self._outbox.put_about(
            tx, AnnouncementKind.THREAD_NOTE, link, member_id=member_id, detail={"about": about}
        )

    async def _tell(self, tx: Transaction, link: Link, member_id: int, about: str, **named: int) -> None:
        detail = {"about": about, "private": True, **named}
        await self._outbox.put_about(tx, AnnouncementKind.NOTICE, link, member_id=member_id, detail=detail)
