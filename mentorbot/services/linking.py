"""A link's life: keeping it open, closing it, and letting go of it so that its question waits again."""

from dataclasses import dataclass, replace
from datetime import datetime

from mentorbot.clock import Clock
from mentorbot.domain.announcements import Announcement, AnnouncementKind, Letter
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member, Person
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome, Question
from mentorbot.errors import Refused
from mentorbot.services.agenda import Agenda
from mentorbot.services.endings import Endings
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.parting import Parting
from mentorbot.services.people import People
from mentorbot.store import callouts, events, handing, links, members, questions
from mentorbot.store.database import Database, Transaction, found

# Endings that are news to whoever asked anonymously; the others were their own wish, or came when they had gone.
NEWS_TO_ASKER = frozenset({Outcome.SORTED, Outcome.QUIET, Outcome.MODERATOR, Outcome.THREAD_DELETED})


class NoLink(Refused):
    """There is nothing to close here. Use this inside the thread of a question that somebody is helping with."""


class LinkOver(Refused):
    """This thread is closed already. Nothing was changed."""


class NotTheirs(Refused):
    """Only the two people whose thread this is, or a moderator, can do that. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A link that has come to its end; `retired` takes the buttons off its opening message.

    It is `unnamed` where whoever asked anonymously ended it: nobody else is to read who that was. `by_asker` says that
    whoever asked did, with or without a name.
    """

    link: Link
    retired: Announcement
    unnamed: bool = False
    by_asker: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A link that is kept open; `unnamed` as in `Closed`."""

    link: Link
    unnamed: bool


class Linking:
    """Everything that happens to a link between the claim and its end."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        people: People,
        outbox: Outbox,
        agenda: Agenda,
        endings: Endings,
        identities: Identities,
        parting: Parting,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._people = people
        self._outbox = outbox
        self._agenda = agenda
        self._endings = endings
        self._identities = identities
        self._parting = parting

    async def close(
        self, person: Person, link_id: int, *, by_button: bool = False, note: str | None = None, moderator: bool = False
    ) -> Closed:
        """End a link as sorted."""
        return await self._database.write(self._close, person, link_id, by_button, note, moderator)

    async def in_thread(self, thread_id: int) -> Link:
        """Give the link whose thread this is, or raise `NoLink`."""
        return found(await self._database.read(links.by_thread, thread_id), NoLink)

    async def is_unnamed(self, person: Person, link_id: int) -> bool:
        """Say whether it was this person who asked, without a name."""
        return await self._database.read(self._is_unnamed, person, link_id)

    async def keep_open(self, person: Person, link_id: int) -> Kept:
        """Give a quiet link another while."""
        return await self._database.write(self._keep_open, person, link_id)

    async def end(self, link_id: int, outcome: Outcome) -> None:
        """End a link, and its question with it, for a reason that is nobody's wish."""
        await self._database.write(self.end_in, link_id, outcome)

    async def end_in(self, tx: Transaction, link_id: int, outcome: Outcome) -> None:
        """Do the same inside a transaction that has begun."""
        await self._end(tx, link_id, outcome, None, held=False)

    async def end_by_moderator(self, tx: Transaction, link_id: int, moderator: int, note: str | None) -> None:
        """End a link on a moderator's word, inside a transaction that has begun."""
        found(await self._end(tx, link_id, Outcome.MODERATOR, note, held=False, by=moderator), LinkOver)

    async def _close(
        self, tx: Transaction, person: Person, link_id: int, by_button: bool, note: str | None, moderator: bool
    ) -> Closed:
        link = await self.of_person(tx, person, link_id)
        member = await self._people.see(tx, person)
        part = await self._part(tx, link, member)
        if part is None and not moderator:
            raise NotTheirs
        outcome = Outcome.SORTED if part is not None else Outcome.MODERATOR
        by = member.id if part is None else part
        closed = found(await self._end(tx, link.id, outcome, note, held=by_button, by=by), LinkOver)
        if outcome is Outcome.SORTED and by != link.asker_id:
            await self._parting.tell(tx, link)
        return replace(closed, unnamed=by != member.id, by_asker=by == link.asker_id)

    async def _part(self, tx: Transaction, link: Link, member: Member) -> int | None:
        """Give the number under which somebody takes part in a link; an anonymous asker's is a stand-in's."""
        if member.id == link.helper_id or await handing.has_joined(tx, link.id, member.id):
            return member.id
        return link.asker_id if await self._identities.behind(tx, link.asker_id) == member.id else None

    async def _is_unnamed(self, tx: Transaction, person: Person, link_id: int) -> bool:
        link = await self.of_person(tx, person, link_id)
        member = await members.find(tx, person.server_id, person.user_id)
        if member is None or not await questions.is_anonymous(tx, link.question_id):
            return False
        return await self._identities.behind(tx, link.asker_id) == member.id

    async def _keep_open(self, tx: Transaction, person: Person, link_id: int) -> Kept:
        link = await self.of_person(tx, person, link_id)
        member = await self._people.see(tx, person)
        part = await self._part(tx, link, member)
        if part is None:
            raise NotTheirs
        kept = await self.stir(tx, link)
        line = Event(EventKind.KEPT_OPEN, part, question=link.question_id)
        await events.append(tx, link.server_id, self._clock.now(), [line])
        return Kept(kept, part != member.id)

    async def stir(self, tx: Transaction, link: Link, seen: datetime | None = None) -> Link:
        """Note a sign of life, now or when it was seen, inside a transaction that has begun: the next nudge waits."""
        at = seen or self._clock.now()
        stirred = found(await links.set_active(tx, link.id, at), LinkOver)
        await self._agenda.cancel(tx, link.id, JobKind.DISSOLVE)
        await self._agenda.plan(tx, JobKind.NUDGE, link.id, at + self._policy.quiet)
        return stirred

    @staticmethod
    async def of_person(tx: Transaction, person: Person, link_id: int) -> Link:
        """Give a link of this person's server; one of another's does not exist for them."""
        link = found(await links.get(tx, link_id), NoLink)
        if link.server_id != person.server_id:
            raise NoLink
        return link

    async def _end(
        self,
        tx: Transaction,
        link_id: int,
        outcome: Outcome,
        note: str | None,
        *,
        held: bool,
        by: int | None = None,
    ) -> Closed | None:
        now = self._clock.now()
        link = await links.close(tx, link_id, outcome, note, now)
        if link is None:
            return None
        await self._agenda.cancel(tx, link.id, JobKind.NUDGE, JobKind.DISSOLVE, JobKind.ASK_OVER)
        await self._rest(tx, link)
        retired = await self._retire(tx, link, held=held)
        line = Event(EventKind.LINK_CLOSED, by, question=link.question_id, detail=outcome)
        await events.append(tx, link.server_id, now, [line])
        await self._endings.end(tx, link.question_id, outcome, helper_id=link.helper_id, told=True)
        if by != link.asker_id and outcome in NEWS_TO_ASKER:
            await self.write_to_asker(tx, link, Letter.CLOSED, **await self._parting.invited(tx, link, outcome))
        if outcome is Outcome.SORTED:
            await self._agenda.plan(tx, JobKind.FOLLOW_UP, link.id, now + self._policy.follow_up)
        return Closed(link, retired)

    async def write_to_asker(self, tx: Transaction, link: Link, letter: Letter, **about: int) -> None:
        """Tell whoever asked anonymously what others read in the thread."""
        if await questions.is_anonymous(tx, link.question_id):
            detail = {"letter": letter, **about}
            await self._outbox.put_about(tx, AnnouncementKind.NOTICE, link, member_id=link.asker_id, detail=detail)

    async def _rest(self, tx: Transaction, link: Link) -> None:
        """Begin the cool-down of everybody who helped, and forget what was only asked."""
        for helper in await handing.helpers(tx, link):
            await callouts.rest_after_helping(tx, helper, self._clock.now())
        await handing.settle(tx, link.id)

    async def _retire(self, tx: Transaction, link: Link, *, held: bool, goes_on: bool = False) -> Announcement:
        retired = await self._outbox.put_about(tx, AnnouncementKind.THREAD_RETIRE, link, held=held)
        if not goes_on:
            await self._outbox.put_about(tx, AnnouncementKind.THREAD_CLOSE, link)
        return retired

    async def release(self, tx: Transaction, link: Link, outcome: Outcome, *, goes_on: bool = False) -> Question | None:
        """End a link without its question, which the caller opens again, or lets go on in the same thread."""
        now = self._clock.now()
        if await links.close(tx, link.id, outcome, None, now) is None:
            return None
        await self._agenda.cancel(tx, link.id, JobKind.NUDGE, JobKind.DISSOLVE, JobKind.ASK_OVER)
        await callouts.rest_after_helping(tx, link.helper_id, now)
        await handing.settle(tx, link.id)
        await self._retire(tx, link, held=False, goes_on=goes_on)
        if not goes_on:
            await self.write_to_asker(tx, link, Letter.RELEASED)
        await events.append(
            tx, link.server_id, now, [Event(EventKind.LINK_CLOSED, question=link.question_id, detail=outcome)]
        )
        return await questions.get(tx, link.question_id)
