"""A member's skills: add with a scope note, remove, pause, and whether they may be called outside offers."""

from dataclasses import dataclass

from mentorbot.clock import Clock
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.members import Member, Person
from mentorbot.domain.servers import Server
from mentorbot.domain.topics import Topic
from mentorbot.errors import Refused
from mentorbot.services.people import People
from mentorbot.store import events, jobs, members, offers, servers, skills
from mentorbot.store.database import Database, Transaction, found
from mentorbot.store.skills import SkillRow

LONGEST_NOTE = 100


class NoServer(Refused):
    """I don't know this server yet. Please try again in a moment."""


class TooManyTopics(Refused):
    """That is more topics than one member may have here."""


class NoteTooLong(Refused):
    """A scope note has room for 100 characters. Please shorten it."""


@dataclass(frozen=True, slots=True)
class Skills:
    """What one member has registered."""

    member: Member
    rows: list[SkillRow]


def check_room(server: Server, have: int, new: int) -> None:
    """Raise where the server allows fewer topics a member than this would be."""
    limit = server.topics_per_member
    if limit and new and have + new > limit:
        each = "one topic" if limit == 1 else f"{limit} topics"
        raise TooManyTopics(
            f"On this server each member helps with {each}, so that help stays spread out. "
            "Remove one with /skills first; nothing was changed."
        )


class SkillBook:
    """Keeps everybody's skills."""

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def of(self, person: Person) -> Skills:
        return await self._database.write(self._of, person)

    async def add(self, person: Person, topics: list[Topic], note: str | None = None) -> Skills:
        """Register topics as skills; a note given goes to each of them."""
        if note and len(note) > LONGEST_NOTE:
            raise NoteTooLong
        return await self._database.write(self._add, person, topics, " ".join((note or "").split()) or None)

    async def remove(self, person: Person, topic_ids: list[int]) -> Skills:
        return await self._database.write(self._remove, person, topic_ids)

    async def choose(self, person: Person, *, call_outside: bool | None = None, paused: bool | None = None) -> Skills:
        """Say whether one may be called outside one's offers, and pause or resume one's skills."""
        return await self._database.write(self._choose, person, call_outside, paused)

    async def _of(self, tx: Transaction, person: Person) -> Skills:
        member = await self._people.see(tx, person)
        return Skills(member, await skills.of_member(tx, member.id))

    async def _add(self, tx: Transaction, person: Person, topics: list[Topic], note: str | None) -> Skills:
        member = await self._people.see(tx, person)
        server = found(await servers.get(tx, person.server_id), NoServer)
        known = {row.topic_id for row in await skills.of_member(tx, member.id)}
        new = [topic for topic in topics if topic.id not in known]
        check_room(server, len(known), len(new))
        for topic in topics:
            await skills.add(tx, member.id, topic.id, note, self._clock.now())
        await self._record(tx, member, [Event(EventKind.SKILL_ADDED, member.id, topic=topic.key) for topic in new])
        return Skills(member, await skills.of_member(tx, member.id))

    async def _remove(self, tx: Transaction, person: Person, topic_ids: list[int]) -> Skills:
        member = await self._people.see(tx, person)
        gone = [row for row in await skills.of_member(tx, member.id) if row.topic_id in topic_ids]
        for row in gone:
            await skills.remove(tx, member.id, row.topic_id)
        await self._record(tx, member, [Event(EventKind.SKILL_REMOVED, member.id, topic=row.key) for row in gone])
        return Skills(member, await skills.of_member(tx, member.id))

    async def _choose(self, tx: Transaction, person: Person, call_outside: bool | None, paused: bool | None) -> Skills:
        member = await self._people.see(tx, person)
        outside = member.call_outside if call_outside is None else call_outside
        pause = member.paused if paused is None else paused
        await members.set_choices(tx, member.id, call_outside=outside, paused=pause)
        if pause:
            await self._stop_offering(tx, member)
        detail = f"{'called outside offers' if outside else 'called in offers only'}, {'paused' if pause else 'active'}"
        await self._record(tx, member, [Event(EventKind.SKILLS_CHANGED, member.id, detail=detail)])
        return await self._of(tx, person)

    async def _stop_offering(self, tx: Transaction, member: Member) -> None:
        """End a running offer: nobody who paused is called."""
        running = await offers.running(tx, member.id)
        if running is not None:
            await offers.end(tx, running.id, self._clock.now())
            await jobs.cancel(tx, JobKind.OFFER_END, running.id, self._clock.now())
            await self._record(tx, member, [Event(EventKind.OFFER_ENDED, member.id, detail="paused")])

    async def _record(self, tx: Transaction, member: Member, lines: list[Event]) -> None:
        if lines:
            await events.append(tx, member.server_id, self._clock.now(), lines)
