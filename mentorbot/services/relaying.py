"""Passes on what the two of an anonymous question write to each other: whoever asked is never in the thread."""

from dataclasses import dataclass
from typing import Any

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind, Letter
from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member, Person
from mentorbot.domain.questions import Status
from mentorbot.domain.relays import MOST, WITHIN, TooManyAtOnce, passable
from mentorbot.services.identities import Identities
from mentorbot.services.linking import Linking, LinkOver, NoLink, NotTheirs
from mentorbot.services.outbox import Outbox
from mentorbot.store import cards, erasure, events, handing, links, members, questions, relays
from mentorbot.store.database import Database, Transaction, found
from mentorbot.store.relays import Relay


@dataclass(frozen=True, slots=True)
class Conversation:
    """What has been passed on about a question, the latest first, as one of the two sees it."""

    card: UnsignedCard
    link: Link
    by_asker: bool
    passed: list[Relay]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What somebody asked anonymously and has not ended, on all servers: with a helper, and still without one."""

    links: list[UnsignedCard]
    waiting: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Somebody's part in a link; `number` is a stand-in's where it is whoever asked."""

    link: Link
    member: Member
    number: int
    by_asker: bool


class Relaying:
    """Works by Discord's ids of people: in private messages nobody is on a server."""

    def __init__(
        self, database: Database, clock: Clock, outbox: Outbox, identities: Identities, linking: Linking
    ) -> None:
        self._database = database
        self._clock = clock
        self._outbox = outbox
        self._identities = identities
        self._linking = linking

    async def conversation(self, user_id: int, link_id: int) -> Conversation:
        """Give what was passed on so far; raises `NotTheirs` for everybody but the two and who joined them."""
        return await self._database.read(self._conversation, user_id, link_id)

    async def pass_on(self, user_id: int, link_id: int, text: str) -> Conversation:
        """Pass a text on to the other side."""
        return await self._database.write(self._pass_on, user_id, link_id, passable(text))

    async def correspondence(self, user_id: int) -> Correspondence:
        return await self._database.read(self._correspondence, user_id)

    async def as_known(self, user_id: int, link_id: int) -> Person:
        """Give somebody of a link as their server knows them: private messages show another name."""
        part = await self._database.read(self._part, user_id, link_id)
        return Person(part.link.server_id, user_id, part.member.name or "")

    async def _conversation(self, tx: Transaction, user_id: int, link_id: int) -> Conversation:
        return await self._seen(tx, await self._part(tx, user_id, link_id))

    async def _seen(self, tx: Transaction, part: _Part) -> Conversation:
        card = await self._card(tx, part.link)
        passed = await relays.of_link(tx, part.link.id)
        return Conversation(card, part.link, part.by_asker, passed[::-1])

    @staticmethod
    async def _card(tx: Transaction, link: Link) -> UnsignedCard:
        card = await cards.of_question(tx, link.question_id, link.id)
        if not isinstance(card, UnsignedCard):
            raise NoLink
        return card

    async def _part(self, tx: Transaction, user_id: int, link_id: int) -> _Part:
        link = found(await links.get(tx, link_id), NoLink)
        await self._card(tx, link)
        member = found(await members.find(tx, link.server_id, user_id), NotTheirs)
        if member.id in await handing.helpers(tx, link):
            return _Part(link, member, member.id, by_asker=False)
        if await self._identities.behind(tx, link.asker_id) != member.id:
            raise NotTheirs
        return _Part(link, member, link.asker_id, by_asker=True)

    async def _pass_on(self, tx: Transaction, user_id: int, link_id: int, text: str) -> Conversation:
        part, now = await self._part(tx, user_id, link_id), self._clock.now()
        if part.link.closed_at is not None:
            raise LinkOver
        if await relays.lately(tx, link_id, by_asker=part.by_asker, since=now - WITHIN) >= MOST:
            raise TooManyAtOnce
        relay = await relays.add(tx, link_id, by_asker=part.by_asker, text=text, now=now)
        detail: dict[str, Any] = {"relay": relay.id}
        if not part.by_asker:
            detail["winner"] = part.number  # whose name stands above it; last, as erasing looks for it
            await self._put(tx, AnnouncementKind.NOTICE, part, {"letter": Letter.RELAY, **detail})
        await self._put(tx, AnnouncementKind.PASSED_ON, part, detail)
        await self._linking.stir(tx, part.link)
        line = Event(EventKind.RELAYED, part.number, question=part.link.question_id)
        await events.append(tx, part.link.server_id, now, [line])
        return await self._seen(tx, part)

    async def _put(self, tx: Transaction, kind: AnnouncementKind, part: _Part, detail: dict[str, Any]) -> None:
        to = part.link.asker_id if kind is AnnouncementKind.NOTICE else None
        await self._outbox.put_about(tx, kind, part.link, member_id=to, detail=detail)

    async def _correspondence(self, tx: Transaction, user_id: int) -> Correspondence:
        running: list[Card | None] = []
        waiting = 0
        for member in await erasure.members_of(tx, user_id):
            mine = await self._identities.unclosed(tx, member)
            of_mine = [link for link in await relays.running(tx, member.server_id) if link.asker_id in mine]
            running += [await cards.of_question(tx, link.question_id, link.id) for link in of_mine]
            asked = await questions.of_asker(tx, mine) if mine else []
            waiting += sum(question.status is Status.OPEN for question in asked)
        return Correspondence([card for card in running if isinstance(card, UnsignedCard)], waiting)
