"""After "sorted": thanks, which nobody but the helper ever sees, and the invitation to offer that topic next."""

from dataclasses import dataclass
from datetime import timedelta

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member, Person
from mentorbot.domain.questions import Outcome
from mentorbot.domain.thanks import checked_thanks
from mentorbot.domain.topics import Topic
from mentorbot.errors import Refused
from mentorbot.services.apart import Apart
from mentorbot.services.asking import NotYourQuestion, QuestionGone
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.services.skills import check_room
from mentorbot.services.topics import UnknownTopic
from mentorbot.store import (
    announcements,
    events,
    handing,
    invitations,
    links,
    members,
    questions,
    servers,
    skills,
    topics,
)
from mentorbot.store.database import Database, Transaction, found

A_WHILE = timedelta(days=7)
FOR_GOOD = timedelta(days=36_500)


class ThankedAlready(Refused):
    """You have thanked them already, which was kind. Nothing was sent twice."""


class TooEarly(Refused):
    """That thread is still open: you can thank them there, or here once it's sorted."""


class NotKnownThere(Refused):
    """I don't know you on that server. There, /skills adds what you can help with. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What an asker is offered once a link was sorted: to say thank you, and to offer its topic next."""

    link: Link
    topic: Topic | None


class Parting:
    """Nothing here is counted, and the log knows nothing of it but a skill that was added."""

    def __init__(
        self, database: Database, clock: Clock, people: People, outbox: Outbox, identities: Identities, apart: Apart
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._outbox = outbox
        self._identities = identities
        self._apart = apart

    async def farewell(self, person: Person, link_id: int) -> Farewell:
        """Give what is offered to an asker who said "sorted"."""
        return await self._database.write(self._farewell, person, link_id)

    async def tell(self, tx: Transaction, link: Link) -> None:
        """Offer the same to an asker whose helper said "sorted"; whoever is unnamed is told by letter."""
        if await questions.is_anonymous(tx, link.question_id):
            return
        asker = await self._identities.person(tx, link.asker_id)
        if asker is not None:
            topic = await self._invite(tx, link, asker)
            await self._say(tx, link, link.asker_id, {"about": "sorted", "topic": topic.id if topic else 0})

    async def invited(self, tx: Transaction, link: Link, outcome: Outcome) -> dict[str, int]:
        """Give what the letter to whoever asked without a name says of the topic that they could offer next."""
        asker = await self._identities.person(tx, link.asker_id)
        if outcome is not Outcome.SORTED or asker is None or not await questions.is_anonymous(tx, link.question_id):
            return {}
        topic = await self._invite(tx, link, asker)
        return {"topic": topic.id} if topic else {}

    async def thank(self, person: Person, link_id: int, words: str) -> None:
        """Pass on somebody's thanks, once, to everybody who helped."""
        await self._database.write(self._thank, person, link_id, checked_thanks(words))

    async def is_unnamed(self, person: Person, link_id: int) -> bool:
        """Say whether somebody is hidden from those whom they thank for this link."""
        return await self._database.write(self._is_unnamed, person, link_id)

    async def could_help(self, person: Person, topic_id: int, *, known: bool = False) -> Topic:
        """Register as a skill what one was invited to offer; `known` takes nobody of whom nothing is kept yet."""
        return await self._database.write(self._could_help, person, topic_id, known)

    async def ask_no_more(self, person: Person, link_id: int) -> None:
        """Never invite somebody again to offer this link's topic."""
        await self._database.write(self._ask_no_more, person, link_id)

    async def _farewell(self, tx: Transaction, person: Person, link_id: int) -> Farewell:
        link = await self._of_asker(tx, person, link_id)
        return Farewell(link, await self._invite(tx, link, await self._people.known(tx, person)))

    async def _invite(self, tx: Transaction, link: Link, asker: Member) -> Topic | None:
        """Give the topic that somebody is now invited to offer, and remember that they were."""
        question, now = await questions.get(tx, link.question_id), self._clock.now()
        server = await servers.get(tx, link.server_id)
        if question is None or question.topic_id is None or server is None:
            return None
        numbers = [asker.id, *await self._identities.all(tx, asker)]
        row = await topics.in_use(tx, server.id, question.topic_id)
        if row is None or not await invitations.is_due(tx, numbers, row.id, now):
            return None
        if server.topics_per_member and len(await skills.of_member(tx, asker.id)) >= server.topics_per_member:
            return None
        await invitations.add(tx, link.asker_id, row.id, now + A_WHILE)
        return Topic(row.id, row.key, row.name, row.area)

    async def _thank(self, tx: Transaction, person: Person, link_id: int, words: str) -> None:
        link = await self._of_asker(tx, person, link_id)
        if link.closed_at is None:
            raise TooEarly
        if await announcements.was_thanked(tx, link.id):
            raise ThankedAlready
        question = found(await questions.get(tx, link.question_id), QuestionGone)
        apart = (await self._apart.of(tx, question)).members
        by = {} if question.anonymous else {"winner": link.asker_id}
        helpers = [helper for helper in await handing.helpers(tx, link) if helper not in apart]
        for helper in helpers:
            await self._say(tx, link, helper, {"about": "thanks", "text": words, **by})
        if not helpers:  # the second time is to be answered as always: that they are kept apart is told to nobody
            await announcements.add_unsaid(tx, link, self._clock.now(), {"about": "thanks", "private": True})

    async def _is_unnamed(self, tx: Transaction, person: Person, link_id: int) -> bool:
        link = await self._of_asker(tx, person, link_id)
        question = await questions.get(tx, link.question_id)
        return question is not None and question.anonymous

    async def _could_help(self, tx: Transaction, person: Person, topic_id: int, known: bool) -> Topic:
        if known and await members.find(tx, person.server_id, person.user_id) is None:
            raise NotKnownThere
        member, now = await self._people.known(tx, person), self._clock.now()
        row = found(await topics.in_use(tx, person.server_id, topic_id), UnknownTopic)
        server = found(await servers.get(tx, person.server_id), UnknownTopic)
        has = {skill.topic_id for skill in await skills.of_member(tx, member.id)}
        if row.id not in has:
            check_room(server, len(has), 1)
            await skills.add(tx, member.id, row.id, None, now)
            await events.append(tx, server.id, now, [Event(EventKind.SKILL_ADDED, member.id, topic=row.key)])
        return Topic(row.id, row.key, row.name, row.area)

    async def _ask_no_more(self, tx: Transaction, person: Person, link_id: int) -> None:
        link = await self._of_asker(tx, person, link_id)
        question = await questions.get(tx, link.question_id)
        if question is not None and question.topic_id is not None:
            await invitations.add(tx, link.asker_id, question.topic_id, self._clock.now() + FOR_GOOD)

    async def _of_asker(self, tx: Transaction, person: Person, link_id: int) -> Link:
        link = found(await links.get(tx, link_id), QuestionGone)
        member = await self._people.known(tx, person)
        if link.server_id != person.server_id:
            raise QuestionGone
        if await self._identities.behind(tx, link.asker_id) != member.id:
            raise NotYourQuestion
        return link

    async def _say(self, tx: Transaction, link: Link, member_id: int, detail: dict[str, str | int]) -> None:
        private = {"about": detail["about"], "private": True, **detail}
        await self._outbox.put_about(tx, AnnouncementKind.NOTICE, link, member_id=member_id, detail=private)
