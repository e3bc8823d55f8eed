"""Putting a question down: handing it back, so that it waits again, or over to somebody who agrees."""

from datetime import datetime

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind, Letter
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member, Person
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome
from mentorbot.domain.quiet import next_quiet
from mentorbot.errors import Refused
from mentorbot.services.agenda import Agenda
from mentorbot.services.claiming import Claiming
from mentorbot.services.linking import Linking, LinkOver, NotTheirs
from mentorbot.services.offering import quiet_hours, quiet_zone
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.services.waiting import Waiting
from mentorbot.store import (
    announcements,
    callouts,
    events,
    handing,
    links,
    me_too,
    members,
    offers,
    questions,
    servers,
)
from mentorbot.store.database import Database, Transaction, found


class YoursAlready(Refused):
    """You have this question already. Choose somebody else, or hand it back so that others can take it."""


class NotAPerson(Refused):
    """That isn't somebody who could help here: choose a member of this server who is not a bot."""


class NotWished(Refused):
    """Thank you! That isn't needed any more: they found another way. Nothing was changed."""


class Handing:
    """What a helper can do who can't go on; nobody ever asks why."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        people: People,
        outbox: Outbox,
        agenda: Agenda,
        linking: Linking,
        waiting: Waiting,
        claiming: Claiming,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._people = people
        self._outbox = outbox
        self._agenda = agenda
        self._linking = linking
        self._waiting = waiting
        self._claiming = claiming

    async def hand_back(self, person: Person, link_id: int, *, moderator: bool = False) -> bool:
        """Let a question wait again, or step out as its second helper; False where another helper goes on with it."""
        return await self._database.write(self._hand_back, person, link_id, moderator)

    async def ask_over(self, person: Person, link_id: int, to: Person) -> bool:
        """Ask somebody to take over, unless something keeps them from it; say whether these are their quiet hours.

        The answer is the same whatever it is that keeps them: nobody is to find out by asking one after the other.
        """
        return await self._database.write(self._ask_over, person, link_id, to)

    async def take_over(self, person: Person, link_id: int) -> Link:
        """Agree to take over; give the new link."""
        return await self._database.write(self._take_over, person, link_id)

    async def not_now(self, person: Person, link_id: int) -> None:
        """Decline to take over; nobody is told."""
        await self._database.write(self._not_now, person, link_id)

    async def ask_later(self, job: Job) -> str:
        """Do the job of asking somebody whose quiet hours are past."""
        return await self._database.write(self._ask_later, job.subject_id)

    async def helper_goes(self, tx: Transaction, link: Link, outcome: Outcome) -> bool:
        """Let a second helper go on where there is one, else let the question wait again; say whether it waits."""
        seconds = [row for row in await handing.of_link(tx, link.id) if row.agreed_at and row.user_id]
        if seconds:
            await self._pass_on(tx, link, seconds[0].member_id, outcome)
            return False
        question = await self._linking.release(tx, link, outcome)
        if question is None:
            return False
        await self._waiting.put_back(tx, question)
        return True

    async def _hand_back(self, tx: Transaction, person: Person, link_id: int, moderator: bool) -> bool:
        link = await self._running(tx, person, link_id)
        member = await self._people.see(tx, person)
        if await handing.step_out(tx, link.id, member.id, self._clock.now()):
            await callouts.rest_after_helping(tx, member.id, self._clock.now())
            await self._record(tx, link, Event(EventKind.HANDED_BACK, member.id, question=link.question_id))
            return False
        if member.id != link.helper_id and not moderator:
            raise NotTheirs
        other = None if member.id == link.helper_id else link.helper_id
        await self._record(tx, link, Event(EventKind.HANDED_BACK, member.id, other, link.question_id))
        waits = await self.helper_goes(tx, link, Outcome.HANDED_BACK)
        if waits and not await questions.is_anonymous(tx, link.question_id):  # who is told by letter
            await self._tell(tx, link, link.asker_id, "handed-back")
        return waits

    async def _ask_over(self, tx: Transaction, person: Person, link_id: int, to: Person) -> bool:
        link = await self._running(tx, person, link_id)
        helper = await self._people.see(tx, person)
        if helper.id != link.helper_id:
            raise NotTheirs
        if to.user_id == person.user_id:
            raise YoursAlready
        taker, now = await self._people.see(tx, to), self._clock.now()
        await handing.wish_nobody(tx, link.id)
        await self._agenda.cancel(tx, link.id, JobKind.ASK_OVER)
        quiet_until = await self._quiet_until(tx, taker, now)
        if await self._may_take(tx, link, taker):
            await handing.wish(tx, link.id, taker.id, now)
            if quiet_until is None:
                await self._ask(tx, link, taker.id)
            else:
                await self._agenda.plan(tx, JobKind.ASK_OVER, link.id, quiet_until)
        return quiet_until is not None

    async def _ask_later(self, tx: Transaction, link_id: int) -> str:
        link, to = await links.get(tx, link_id), await handing.wished(tx, link_id)
        if link is None or link.closed_at is not None or to is None:
            return "not needed"
        await self._ask(tx, link, to)
        return "asked"

    async def _ask(self, tx: Transaction, link: Link, to: int) -> None:
        question = await questions.get(tx, link.question_id)
        assert question is not None
        # Whoever reads who was asked learns of those who were not that something kept them.
        secret = link.private or question.anonymous
        place = {"private": True} if secret or link.thread_id is None else {"channel": link.thread_id}
        await self._tell(tx, link, to, "take-over", **place)

    async def _take_over(self, tx: Transaction, person: Person, link_id: int) -> Link:
        link = await self._linking.of_person(tx, person, link_id)
        taker = await self._people.known(tx, person)
        if link.closed_at is not None or await handing.wished(tx, link.id) != taker.id:
            raise NotWished
        question = await questions.get(tx, link.question_id)
        if question is not None and (refusal := await self._claiming.kept_from(tx, taker, question)):
            raise refusal
        return await self._pass_on(tx, link, taker.id, Outcome.HANDED_OVER)

    async def _not_now(self, tx: Transaction, person: Person, link_id: int) -> None:
        link = await self._linking.of_person(tx, person, link_id)
        taker = await members.find(tx, person.server_id, person.user_id)
        if taker is not None and await handing.unwish(tx, link.id, taker.id):
            await self._agenda.cancel(tx, link.id, JobKind.ASK_OVER)

    async def _pass_on(self, tx: Transaction, link: Link, to: int, outcome: Outcome) -> Link:
        """End a helper's link and begin one for another, in the same thread."""
        now = self._clock.now()
        question = found(await questions.hand_over(tx, link.question_id, link.helper_id, to), LinkOver)
        found(await self._linking.release(tx, link, outcome, goes_on=True), LinkOver)
        new = await links.add(tx, question, to, now)
        if await handing.has_joined(tx, link.id, to):  # whose own part in it began anew, and the other one is over
            await callouts.rest_after_helping(tx, to, now)
        if link.thread_id is not None:
            await links.set_thread(tx, new, link.thread_id)
        await handing.move(tx, link.id, new, but=to)
        await me_too.remove(tx, question.id, to)
        await self._agenda.plan(tx, JobKind.NUDGE, new, now + self._policy.quiet)
        if await announcements.card_stands(tx, question.id, question.card_id):
            await self._outbox.put(tx, AnnouncementKind.CARD_UPDATE, link.server_id, question_id=question.id)
        for kind in (AnnouncementKind.THREAD, AnnouncementKind.OPENING):
            await self._outbox.put(tx, kind, link.server_id, question_id=question.id, link_id=new)
        over = Event(EventKind.HANDED_OVER, link.helper_id, to, question.id)
        claimed = Event(EventKind.CLAIMED, to, question.asker_id, question.id, detail="handed-over")
        await events.append(tx, link.server_id, now, [over, claimed])
        began = found(await links.get(tx, new), LinkOver)
        await self._linking.write_to_asker(tx, began, Letter.CLAIMED)
        return began

    async def _may_take(self, tx: Transaction, link: Link, taker: Member) -> bool:
        question = await questions.get(tx, link.question_id)
        if question is None or await self._claiming.hurdle(tx, taker, question) is not None:
            return False
        return link.helper_id not in await self._claiming.apart_from(tx, taker)

    @staticmethod
    async def _quiet_until(tx: Transaction, taker: Member, now: datetime) -> datetime | None:
        """Say when somebody's quiet hours end, unless they offer help all the same; None where it isn't quiet now."""
        offer = await offers.running(tx, taker.id)
        if offer is not None and offer.lifts_quiet:
            return None
        server = await servers.get(tx, taker.server_id)
        assert server is not None
        quiet = next_quiet(quiet_hours(taker), quiet_zone(taker, server), now)
        return quiet[1] if quiet is not None and quiet[0] <= now else None

    async def _running(self, tx: Transaction, person: Person, link_id: int) -> Link:
        link = await self._linking.of_person(tx, person, link_id)
        if link.closed_at is not None:
            raise LinkOver
        return link

    async def _tell(self, tx: Transaction, link: Link, member_id: int, about: str, **place: int) -> None:
        helper = await members.get(tx, link.helper_id)
        named = {"winner": helper.id} if helper and about == "take-over" else {}
        detail = {"about": about, **place, **named}
        await self._outbox.put_about(tx, AnnouncementKind.NOTICE, link, member_id=member_id, detail=detail)

    async def _record(self, tx: Transaction, link: Link, line: Event) -> None:
        await events.append(tx, link.server_id, self._clock.now(), [line])
