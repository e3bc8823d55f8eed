"""Looks at who asked anonymously: only moderators', with a reason, recorded, and told to whoever asked."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.members import Member, Person
from mentorbot.domain.questions import Question
from mentorbot.domain.safety import LONGEST_REASON, SHORTEST_REASON, SHOWN_FOR, LookUp
from mentorbot.domain.servers import Server
from mentorbot.errors import Refused
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.store import events, jobs, look_ups, questions, servers
from mentorbot.store.database import Database, Transaction, found
from mentorbot.store.look_ups import Unnamed

AGREED = (
    "Another moderator agreed that you see who asked question {question}. Press Show me in the moderators' channel, "
    "or use /mod lookup again, within an hour."
)


class NoSuchQuestion(Refused):
    """There is no question of that number here. Choose one from the list that appears as you type."""


class AskedByName(Refused):
    """That question was asked with a name: it stands on the card. There is nothing to look up."""


class ReasonTooShort(Refused):
    """Please say in some words why you need to know. Whoever asked reads it, unless it is about safeguarding."""


class NotKnownAnyMore(Refused):
    """Nobody knows any more who asked that. It is forgotten a while after a question's end, or when they erase
    themselves.
    """  # noqa: D205 - one refusal, wider than a line


class KeyGone(Refused):
    """I can't read who asked that: it was sealed with a key that I don't have now. Whoever runs me has to put that
    key back into MENTORBOT_SECRET_KEY. Nothing is lost.
    """  # noqa: D205 - two sentences of one refusal, wider than a line


class NoModeratorsChannel(Refused):
    """Here a second moderator has to agree, and there is no channel in which I could ask them. An admin names one
    with /mentorbot config moderators: and then you can try again.
    """  # noqa: D205 - two sentences of one refusal, wider than a line


class StillWaiting(Refused):
    """You have asked for that already. Another moderator has to press Agree in the moderators' channel first."""


class NotByYourself(Refused):
    """This is your own request: another moderator has to agree."""


class NotYourRequest(Refused):
    """Only the moderator who asked for it can see that, and only for an hour. Use /mod lookup yourself."""


class RequestOver(Refused):
    """That request has lapsed. Use /mod lookup again if it is still needed."""


class AgreedAlready(Refused):
    """Another moderator has agreed to that already. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who asked, for the moderator alone. `told` says whether whoever asked hears of the look."""

    question: int
    asker: Member
    until: datetime
    told: bool


@dataclass(frozen=True, slots=True)
class Requested:
    """A request that waits for a second moderator."""

    question: int
    channel_id: int


class LookingUp:
    """The callers have seen to it that only moderators come here."""

    def __init__(
        self, database: Database, clock: Clock, people: People, identities: Identities, outbox: Outbox
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._identities = identities
        self._outbox = outbox

    async def unnamed(self, server_id: int) -> list[Unnamed]:
        """Give the newest questions of which one could look up who asked."""
        return await self._database.read(look_ups.unnamed, server_id, limit=200)

    async def look(self, person: Person, question_id: int, reason: str, *, safeguarding: bool) -> Seen | Requested:
        """Show who asked, or ask for a second moderator where the server wants that."""
        why = " ".join(reason.split())[:LONGEST_REASON]
        if len(why) < SHORTEST_REASON:
            raise ReasonTooShort
        look = await self._database.write(self._look, person, question_id, why, safeguarding)
        if isinstance(look, Refused):
            raise look
        return look

    async def agree(self, person: Person, look_up_id: int) -> LookUp:
        """Let a second moderator agree."""
        return await self._database.write(self._agree, person, look_up_id)

    async def show(self, person: Person, look_up_id: int) -> Seen:
        """Show who asked to the moderator whose request was agreed to."""
        return await self._database.write(self._show, person, look_up_id)

    async def _look(
        self, tx: Transaction, person: Person, question_id: int, reason: str, safeguarding: bool
    ) -> Seen | Requested | Refused:
        now = self._clock.now()
        moderator = await self._people.see(tx, person)
        why = "safeguarding" if safeguarding else None
        asked = Event(EventKind.LOOK_UP_ASKED, moderator.id, question=question_id, detail=why)
        if await jobs.planned_at(tx, JobKind.ERASE, question_id) is not None:
            # That nobody knows it any more tells something as well, so that this look is recorded like any other.
            await self._lookable(tx, person.server_id, question_id, kept=False)
            await events.append(tx, person.server_id, now, [asked])
            return NotKnownAnyMore()
        question = await self._lookable(tx, person.server_id, question_id)
        server = found(await servers.get(tx, person.server_id), NoSuchQuestion)
        earlier = await look_ups.newest(tx, moderator.id, question.id)
        if earlier is not None and earlier.is_open(now):
            return await self._shown(tx, earlier, question)
        channel = _where_to_agree(server, earlier, now)
        number = await look_ups.add(
            tx,
            server.id,
            question.id,
            moderator.id,
            reason=reason,
            safeguarding=safeguarding,
            asked_at=now,
            granted_at=now if channel is None else None,
        )
        await events.append(tx, server.id, now, [asked])
        if channel is None:
            return await self._shown(tx, found(await look_ups.get(tx, number), RequestOver), question)
        detail = {"look_up": number}
        await self._outbox.put(tx, AnnouncementKind.LOOK_UP, server.id, question_id=question.id, detail=detail)
        return Requested(question.id, channel)

    async def _agree(self, tx: Transaction, person: Person, look_up_id: int) -> LookUp:
        now = self._clock.now()
        request = await self._request(tx, person, look_up_id)
        second = await self._people.see(tx, person)
        if request.moderator_id == second.id:
            raise NotByYourself
        if request.granted_at is not None:
            raise AgreedAlready
        if not request.is_waiting(now) or request.reason is None:
            raise RequestOver
        await self._lookable(tx, person.server_id, request.question_id)
        if not await look_ups.grant(tx, request.id, second.id, now):
            raise AgreedAlready
        line = Event(EventKind.LOOK_UP_AGREED, second.id, request.moderator_id, request.question_id)
        await events.append(tx, request.server_id, now, [line])
        server = await servers.get(tx, request.server_id)
        detail = {
            "text": AGREED.format(question=request.question_id),
            "channel": server.moderator_channel if server else None,
        }
        await self._outbox.put(
            tx, AnnouncementKind.NOTICE, request.server_id, member_id=request.moderator_id, detail=detail
        )
        return found(await look_ups.get(tx, request.id), RequestOver)

    async def _show(self, tx: Transaction, person: Person, look_up_id: int) -> Seen:
        request = await self._request(tx, person, look_up_id)
        moderator = await self._people.see(tx, person)
        if request.moderator_id != moderator.id:
            raise NotYourRequest
        if not request.is_open(self._clock.now()):
            raise RequestOver
        question = await self._lookable(tx, person.server_id, request.question_id)
        return await self._shown(tx, request, question)

    async def _shown(self, tx: Transaction, look: LookUp, question: Question) -> Seen:
        """Give the name, once it is written down that it was given."""
        now = self._clock.now()
        asker = found(await self._identities.person(tx, question.asker_id), KeyGone)
        told = not look.safeguarding
        if await look_ups.seen(tx, look.id, now) and told:
            # To the stand-in: nothing in the outbox tells who that is.
            await self._outbox.put(
                tx,
                AnnouncementKind.NOTICE,
                look.server_id,
                member_id=question.asker_id,
                detail={"look_up": look.id},
            )
        how = "asker-told" if told else "safeguarding"
        line = Event(EventKind.LOOKED_UP, look.moderator_id, question=question.id, detail=how)
        await events.append(tx, look.server_id, now, [line])
        return Seen(question.id, asker, (look.granted_at or now) + SHOWN_FOR, told)

    async def _lookable(self, tx: Transaction, server_id: int, question_id: int, *, kept: bool = True) -> Question:
        """Give a question of this server's that was asked anonymously by somebody who is still known."""
        question = found(await questions.of_server(tx, server_id, question_id), NoSuchQuestion)
        if not question.anonymous:
            raise AskedByName
        if not kept:
            return question
        if not await self._identities.is_kept(tx, question.asker_id):
            raise NotKnownAnyMore
        if await self._identities.behind(tx, question.asker_id) is None:
            raise KeyGone
        return question

    @staticmethod
    async def _request(tx: Transaction, person: Person, look_up_id: int) -> LookUp:
        """Give a request of this server's; one of another's does not exist here."""
        request = found(await look_ups.get(tx, look_up_id), RequestOver)
        if request.server_id != person.server_id:
            raise RequestOver
        return request


def _where_to_agree(server: Server, earlier: LookUp | None, now: datetime) -> int | None:
    """Give the channel in which a second moderator has to agree; None where one moderator is enough."""
    if not server.second_moderator:
        return None
    if earlier is not None and earlier.is_waiting(now):
        raise StillWaiting
    if server.moderator_channel is None:
        raise NoModeratorsChannel
    return server.moderator_channel
