"""Offering help for a while: begin, extend, stop, and end on time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from mentorbot.clock import Clock
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.matching import Full, Rest, full, week_start
from mentorbot.domain.members import Member, Person, quiet_hours
from mentorbot.domain.offers import Offer
from mentorbot.domain.questions import Question
from mentorbot.domain.quiet import Span, is_quiet, quiet_spans
from mentorbot.domain.servers import Server
from mentorbot.domain.topics import Topic
from mentorbot.domain.weekly import Occurrence
from mentorbot.errors import Refused
from mentorbot.services.agenda import Agenda
from mentorbot.services.calling import Calling
from mentorbot.services.people import People
from mentorbot.services.recollection import Recollection
from mentorbot.services.room import Room
from mentorbot.services.skills import check_room
from mentorbot.store import events, load, members, offers, servers, skills
from mentorbot.store.database import Database, Transaction, found
from mentorbot.store.offers import Available

LONGEST = timedelta(hours=12)


class NothingToOffer(Refused):
    """You have no skills registered yet. Name a topic in /offer, or register some with /skills."""


class SkillsPaused(Refused):
    """Your skills are paused. Resume them with /skills, then offer again."""


class NotOffering(Refused):
    """You aren't offering help just now, so there is nothing to change. Begin with /offer."""


class NotYourOffer(Refused):
    """That offer is somebody else's. Nothing was changed."""


class LongEnough(Refused):
    """An offer can last twelve hours at the most. It stays as it is."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A running offer: its topics, which of them are newly registered as skills, and a question it was called for.

    `quiet_from` is when quiet hours end the calling before the offer ends; `full` why there is none at all for now.
    """

    offer: Offer
    topics: list[str]
    new_skills: list[str]
    question: Question | None
    quiet_from: datetime | None = None
    full: Full | None = None


class Offering:
    """Who is available, from when until when."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        rng: Random,
        people: People,
        calling: Calling,
        agenda: Agenda,
        room: Room,
        recollection: Recollection,
        rest: Rest,
    ) -> None:
        self._database = database
        self._clock = clock
        self._rng = rng
        self._rest = rest
        self._people = people
        self._calling = calling
        self._agenda = agenda
        self._room = room
        self._recollection = recollection

    async def offer(self, person: Person, until: datetime, topics: list[Topic]) -> Offered:
        """Offer these topics, or all of one's skills where none is named, in place of an offer that runs."""
        self._room.check()
        await self._recollection.read_up(person.server_id)
        return await self._database.write(self._offer, person, until, topics)

    async def extend(self, person: Person, offer_id: int, by: timedelta) -> Offer:
        return await self._database.write(self._extend, person, offer_id, by)

    async def stop(self, person: Person, offer_id: int | None = None) -> Offer:
        """End one's offer before its time."""
        return await self._database.write(self._stop, person, offer_id)

    async def end(self, job: Job) -> str:
        """Do the job of an offer's end."""
        return await self._database.write(self._end, job)

    async def mine(self, person: Person) -> Offer | None:
        """Give one's running offer."""
        return await self._database.read(self._mine, person)

    async def available(self, server_id: int, topic: Topic | None) -> list[Available]:
        now = self._clock.now()
        return await self._database.read(offers.available, server_id, now, topic.id if topic else None)

    async def _mine(self, tx: Transaction, person: Person) -> Offer | None:
        member = await members.find(tx, person.server_id, person.user_id)
        offer = await offers.running(tx, member.id) if member else None
        return offer if offer and offer.ends_at > self._clock.now() else None

    async def _offer(self, tx: Transaction, person: Person, until: datetime, topics: list[Topic]) -> Offered:
        now = self._clock.now()
        member = await self._people.see(tx, person)
        if member.paused:
            raise SkillsPaused
        server = found(await servers.get(tx, person.server_id), NotOffering)
        running = await offers.running(tx, member.id)
        if running:
            await self._finish(tx, running, "replaced")
        new = await self._register(tx, member, server, topics)
        fits = {topic.id: 0 for topic in topics}
        if not fits:
            fits = {skill.topic_id: 1 for skill in await skills.of_member(tx, member.id)}
        if not fits:
            raise NothingToOffer
        offer = await self._open(tx, member, server, until, fits)
        lines = [Event(EventKind.SKILL_ADDED, member.id, topic=topic.key) for topic in new]
        names = ", ".join(topic.key for topic in topics) or "all skills"
        await events.append(tx, server.id, now, [*lines, Event(EventKind.OFFERED, member.id, detail=names)])
        question = await self._calling.newcomer(tx, offer, server)
        return Offered(
            offer,
            [row.topic for row in await offers.topics_of(tx, offer.id)],
            [topic.name for topic in new],
            question,
            next((begins for begins, _ in _quiet_spans(offer, member, server, now)), None),
            await self._full(tx, member, server),
        )

    async def begin_window(self, tx: Transaction, member: Member, server: Server, window: Occurrence) -> str:
        """Begin the offer of a weekly window, with all of one's skills; give a word on what came of it."""
        _, start, end = window
        now = self._clock.now()
        fits = {skill.topic_id: 1 for skill in await skills.of_member(tx, member.id)}
        if member.paused or not fits:
            return "paused" if fits else "no skills"
        running = await offers.running(tx, member.id)
        if running and running.ends_at >= end:
            return "offering already"
        if not self._room.enough():
            return "no room on the disk"
        if running:
            await self._finish(tx, running, "replaced" if running.ends_at > now else "on time")
        offer = await self._open(tx, member, server, end, fits, window=start)
        await events.append(tx, server.id, now, [Event(EventKind.OFFERED, member.id, detail="weekly window")])
        await self._calling.newcomer(tx, offer, server)
        return "begun"

    async def _full(self, tx: Transaction, member: Member, server: Server) -> Full | None:
        now = self._clock.now()
        helped = await load.of_member(tx, member.id, week_start(now, ZoneInfo(server.zone)), now)
        return full(member, helped.links, helped.minutes, self._rest)

    async def _register(self, tx: Transaction, member: Member, server: Server, topics: list[Topic]) -> list[Topic]:
        """Register as skills whatever is offered and isn't one yet."""
        known = {skill.topic_id for skill in await skills.of_member(tx, member.id)}
        new = [topic for topic in topics if topic.id not in known]
        check_room(server, len(known), len(new))
        for topic in new:
            await skills.add(tx, member.id, topic.id, None, self._clock.now())
        return new

    async def _open(
        self,
        tx: Transaction,
        member: Member,
        server: Server,
        until: datetime,
        fits: dict[int, int],
        window: datetime | None = None,
    ) -> Offer:
        """Begin an offer; `window` is when the weekly window began that it belongs to."""
        now = self._clock.now()
        lifts = is_quiet(quiet_hours(member), quiet_zone(member, server), window or now)
        new = Offer(0, server.id, member.id, now, until, None, lifts_quiet=lifts, weekly=window is not None)
        offer = replace(new, id=await offers.add(tx, new))
        standing = await offers.standing(tx, member.id, week_start(now, ZoneInfo(server.zone)))
        await offers.make_available(tx, offer, fits, standing, self._rng.random())
        await self.keep_quiet(tx, offer, member, server)
        await self._agenda.plan(tx, JobKind.OFFER_END, offer.id, until)
        return offer

    async def keep_quiet(self, tx: Transaction, offer: Offer, member: Member, server: Server) -> None:
        """See to it that nobody is called in their quiet hours, unless they began this offer within them."""
        await offers.set_quiet(tx, offer.id, _quiet_spans(offer, member, server, self._clock.now()))

    async def _extend(self, tx: Transaction, person: Person, offer_id: int, by: timedelta) -> Offer:
        offer = await self._own(tx, person, offer_id)
        now = self._clock.now()
        if offer.ends_at + by > now + LONGEST:
            raise LongEnough
        changed = found(await offers.set_end(tx, offer.id, offer.ends_at + by), NotOffering)
        await self._agenda.plan(tx, JobKind.OFFER_END, offer.id, changed.ends_at)
        member, server = await members.get(tx, offer.member_id), await servers.get(tx, offer.server_id)
        await self.keep_quiet(tx, changed, found(member, NotOffering), found(server, NotOffering))
        line = Event(EventKind.OFFER_EXTENDED, offer.member_id, detail=f"{by // timedelta(minutes=1)} minutes")
        await events.append(tx, offer.server_id, now, [line])
        return changed

    async def _stop(self, tx: Transaction, person: Person, offer_id: int | None) -> Offer:
        offer = await self._own(tx, person, offer_id)
        await self._finish(tx, offer, "stopped")
        return offer

    async def _own(self, tx: Transaction, person: Person, offer_id: int | None) -> Offer:
        member = await self._people.see(tx, person)
        offer = await (offers.running(tx, member.id) if offer_id is None else offers.get(tx, offer_id))
        if offer is None or offer.ended_at is not None or offer.ends_at <= self._clock.now():
            raise NotOffering
        if offer.member_id != member.id:
            raise NotYourOffer
        return offer

    async def _end(self, tx: Transaction, job: Job) -> str:
        offer = await offers.get(tx, job.subject_id)
        if offer is None or offer.ended_at is not None:
            return "not needed"
        # Not "than now": the job was due when it was taken, and the clock may have been set back since.
        if offer.ends_at > job.due_at:
            await self._agenda.plan(tx, JobKind.OFFER_END, offer.id, offer.ends_at)
            return "extended"
        await self._finish(tx, offer, "on time")
        return "ended"

    async def _finish(self, tx: Transaction, offer: Offer, how: str) -> None:
        now = self._clock.now()
        await offers.end(tx, offer.id, now)
        await self._agenda.cancel(tx, offer.id, JobKind.OFFER_END)
        await events.append(tx, offer.server_id, now, [Event(EventKind.OFFER_ENDED, offer.member_id, detail=how)])


def _quiet_spans(offer: Offer, member: Member, server: Server, now: datetime) -> list[Span]:
    """Give the quiet hours that fall into the rest of an offer, unless it lifts them."""
    if offer.lifts_quiet:
        return []
    return quiet_spans(quiet_hours(member), quiet_zone(member, server), now, offer.ends_at)


def quiet_zone(member: Member, server: Server) -> ZoneInfo:
    """Give the zone in which somebody's hours are meant."""
    return ZoneInfo(member.zone or server.zone)
