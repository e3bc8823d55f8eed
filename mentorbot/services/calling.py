"""Calls people for a question: three at a time, each once, until somebody claims it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.matching import PLACES, Candidate, Wanted, choose, week_start
from mentorbot.domain.members import quiet_hours
from mentorbot.domain.offers import Offer
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Question, Status
from mentorbot.domain.quiet import QuietHours, is_quiet
from mentorbot.domain.servers import Server
from mentorbot.services.agenda import Agenda
from mentorbot.services.apart import Apart
from mentorbot.services.outbox import Outbox
from mentorbot.services.recollection import Recollection
from mentorbot.store import (
    announcements,
    callouts,
    candidates,
    events,
    jobs,
    links,
    members,
    questions,
    servers,
    topics,
)
from mentorbot.store.candidates import Outside, Search, leant
from mentorbot.store.database import Database, Transaction

OFFERING, NEIGHBOUR, OPTED_IN = "offering", "neighbour", "opted-in"


@dataclass(frozen=True, slots=True)
class Wave:
    """Who was called, and why all of them were."""

    stage: str
    called: list[Candidate]


class Calling:
    """The waves: those offering the topic, then a neighbouring one, then those who opted in, then the moderators."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        outbox: Outbox,
        agenda: Agenda,
        apart: Apart,
        recollection: Recollection,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._outbox = outbox
        self._agenda = agenda
        self._apart = apart
        self._recollection = recollection

    async def begin(self, tx: Transaction, question: Question, server: Server) -> tuple[list[Candidate], list[Event]]:
        """Call the first wave of those who offer the topic; give them and the lines for the log.

        While the asker tries first nobody is called: the first wave is the next one, once that time is over.
        """
        now = self._clock.now()
        await self._agenda.plan(tx, JobKind.EXPIRE, question.id, question.expires_at)
        if until := _held_back(question, server, now):
            await self._agenda.plan(tx, JobKind.WAVE, question.id, until)
            paused = None if question.is_held(now) else "paused"
            return [], [Event(EventKind.HELD, question=question.id, detail=paused)]
        await self._agenda.plan(tx, JobKind.WAVE, question.id, self._policy.next_wave(now, urgent=question.urgent))
        called = await self._offering(tx, question, await self._search(tx, question, server))
        if not called:
            return [], [Event(EventKind.NOBODY_AVAILABLE, question=question.id)]
        return called, await self._call(tx, question, server, Wave(OFFERING, called), now)

    async def wave(self, job: Job) -> str:
        """Do the job of the next wave, if the question still waits."""
        return await self._database.write(self._wave, job.subject_id)

    async def newcomer(self, tx: Transaction, offer: Offer, server: Server) -> Question | None:
        """Call somebody who just began to offer for the most urgent question that has a place free.

        For the others, while the moderators pause calls, or where they have no time just now, a later wave looks again.
        """
        now = self._clock.now()
        since, called = now - self._policy.wave, None
        for question in await questions.waiting_for(tx, offer.id, offer.member_id, since, now, PLACES):
            search = replace(await self._search(tx, question, server), only=offer.member_id)
            calls = called is None and not server.is_paused(now)
            if calls and (mine := await self._offering(tx, question, search)):
                wave = await self._call(tx, question, server, Wave(OFFERING, mine), now)
                await events.append(tx, server.id, now, wave)
                await self._announce(tx, question, mine)
                called = question
            elif await self._next(tx, question, replace(search, patient=True)):
                await self._plan_unless_planned(tx, question)
        return called

    async def _wave(self, tx: Transaction, question_id: int) -> str:
        question = await questions.get(tx, question_id)
        if question is None or question.status is not Status.OPEN:
            return "not needed"
        now = self._clock.now()
        if question.expires_at <= now:
            return "too late"  # after a long absence the question ends at once: nobody is called for that
        server = await servers.get(tx, question.server_id)
        assert server is not None
        if until := _held_back(question, server, now):
            await self._agenda.plan(tx, JobKind.WAVE, question.id, until)
            return "held back"
        search = await self._search(tx, question, server)
        wave = await self._next(tx, question, search)
        if wave is None:
            return await self._nobody_now(tx, question, search)
        await events.append(tx, server.id, now, await self._call(tx, question, server, wave, now))
        await self._announce(tx, question, wave.called)
        await self._plan_next(tx, question)
        return f"called {len(wave.called)}"

    async def _nobody_now(self, tx: Transaction, question: Question, search: Search) -> str:
        """Tell the moderators once, and come back while somebody fits who only has no time just now."""
        if await self._next(tx, question, replace(search, patient=True)):
            await self._plan_next(tx, question)
        if await announcements.was_put(tx, AnnouncementKind.MODERATORS, question.id, question.opened_at):
            return "nobody yet"
        return await self._tell_moderators(tx, question)

    async def _plan_next(self, tx: Transaction, question: Question) -> None:
        due_at = self._policy.next_wave(self._clock.now(), urgent=question.urgent)
        await self._agenda.plan(tx, JobKind.WAVE, question.id, due_at)

    async def _plan_unless_planned(self, tx: Transaction, question: Question) -> None:
        if await jobs.planned_at(tx, JobKind.WAVE, question.id) is None:
            await self._plan_next(tx, question)

    async def _next(self, tx: Transaction, question: Question, search: Search) -> Wave | None:
        if question.topic_id is None:
            return None
        wanted = self._wanted(question, search)
        if called := choose(await candidates.offering(tx, search), wanted):
            return Wave(OFFERING, called)
        near: list[Candidate] = []
        for topic_id in await topics.neighbours(tx, question.topic_id):
            near += await candidates.offering(tx, replace(search, topic_id=topic_id, neighbour=True))
        if called := choose(near, wanted):
            return Wave(NEIGHBOUR, called)
        server = await servers.get(tx, question.server_id)
        assert server is not None
        rows = await candidates.opted_in(tx, search) if search.only is None else []
        if called := choose([outside(row, ZoneInfo(row.zone or server.zone), search) for row in rows], wanted):
            return Wave(OPTED_IN, called)
        return None

    async def _offering(self, tx: Transaction, question: Question, search: Search) -> list[Candidate]:
        if question.topic_id is None:
            return []
        return choose(await candidates.offering(tx, search), self._wanted(question, search))

    async def _call(
        self, tx: Transaction, question: Question, server: Server, wave: Wave, now: datetime
    ) -> list[Event]:
        number = question.wave + 1
        week = week_start(now, ZoneInfo(server.zone))
        await callouts.add(tx, question.id, number, wave.stage, wave.called, now, week)
        await questions.set_wave(tx, question.id, number, now)
        return list(_lines(question, wave, number))

    async def by_message(self, tx: Transaction, question: Question, called: Sequence[Candidate]) -> None:
        """Call those in a private message too who asked for that; once the card or call-out is in the outbox.

        Never in quiet hours: whoever offers within them is called where everybody is.
        """
        server = await servers.get(tx, question.server_id)
        assert server is not None
        for member in await members.named(tx, [candidate.member for candidate in called]):
            zone = ZoneInfo(member.zone or server.zone)
            if member.by_message and not is_quiet(quiet_hours(member), zone, self._clock.now()):
                await self._outbox.put_about(
                    tx, AnnouncementKind.NOTICE, question, member_id=member.id, detail={"wave": question.wave + 1}
                )

    async def _announce(self, tx: Transaction, question: Question, called: Sequence[Candidate]) -> None:
        await self._outbox.put_about(tx, AnnouncementKind.CALL_OUT, question, detail={"wave": question.wave + 1})
        await self.by_message(tx, question, called)

    async def _tell_moderators(self, tx: Transaction, question: Question) -> str:
        now = self._clock.now()
        await self._outbox.put_about(tx, AnnouncementKind.MODERATORS, question, detail={"reason": "waiting"})
        await events.append(tx, question.server_id, now, [Event(EventKind.MODERATORS_TOLD, question=question.id)])
        return "moderators told"

    async def _search(self, tx: Transaction, question: Question, server: Server) -> Search:
        now = self._clock.now()
        distance = await self._apart.of(tx, question)
        return Search(
            question_id=question.id,
            asked_at=question.asked_at,
            opened_at=question.opened_at,
            asker_id=distance.asker or question.asker_id,
            met_by=question.asker_id,  # a stand-in has met nobody: who comes last would tell who asks
            topic_id=question.topic_id or 0,
            neighbour=False,
            now=now,
            week_start=week_start(now, ZoneInfo(server.zone)),
            called_before=now - self._policy.rest.after_call,
            met_after=now - self._policy.met,
            places=PLACES,
            rest=self._policy.rest,
            apart=distance.members | frozenset(await links.put_down_by(tx, question.id)),
            school=distance.school,
            leaning=self._recollection.leaning(server.id, question.text, server.spread),
        )

    def _wanted(self, question: Question, search: Search) -> Wanted:
        # Whoever was called before is left out by the query already, so that no list of them has to be read.
        rest, held_until = self._policy.rest, question.held_until
        return Wanted(search.asker_id, frozenset(), search.now, rest, search.patient, held_until)


def outside(row: Outside, zone: ZoneInfo, search: Search) -> Candidate:
    """Judge whether these are the quiet hours of somebody who offers nothing."""
    hours = QuietHours(row.quiet_from, row.quiet_to, row.quiet_weekends)
    candidate = Candidate(
        member=row.member,
        topic=row.topic,
        neighbour=False,
        fit=1,
        until=None,
        calls=row.calls,
        last_called_at=row.last_called_at,
        helped_at=row.helped_at,
        met=row.met,
        chance=0.0,
        links=row.links,
        most_links=row.most_links,
        minutes=row.minutes,
        week_minutes=row.week_minutes,
        cool_down=row.cool_down,
        quiet=is_quiet(hours, zone, search.now),
    )
    return leant(candidate, search.leaning)


def _held_back(question: Question, server: Server, now: datetime) -> datetime | None:
    """Say until when nobody is called, as the asker tries first or the moderators wish; None where nothing bars it."""
    coming = [moment for moment in (question.held_until, server.paused_until) if moment is not None and moment > now]
    return max(coming, default=None)


def _lines(question: Question, wave: Wave, number: int) -> Iterator[Event]:
    for candidate in wave.called:
        yield Event(EventKind.CALLED, member=candidate.member, question=question.id, wave=number, detail=wave.stage)
