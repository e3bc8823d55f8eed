"""Calls people for a question: three at a time, each once, until somebody claims it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.matching import PLACES, Candidate, Rest, Wanted, choose, week_start
from mentorbot.domain.offers import Offer
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Question, Status
from mentorbot.domain.servers import Server
from mentorbot.services.agenda import Agenda
from mentorbot.services.outbox import Outbox
from mentorbot.store import announcements, callouts, candidates, events, questions, servers, topics
from mentorbot.store.candidates import Search
from mentorbot.store.database import Database, Transaction

OFFERING, NEIGHBOUR, OPTED_IN = "offering", "neighbour", "opted-in"
NO_REST = Rest(timedelta(), timedelta())


@dataclass(frozen=True, slots=True)
class Wave:
    """Who was called, and why all of them were."""

    stage: str
    called: list[Candidate]


class Calling:
    """The waves: those offering the topic, then a neighbouring one, then those who opted in, then the moderators."""

    def __init__(self, database: Database, clock: Clock, policy: Policy, outbox: Outbox, agenda: Agenda) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._outbox = outbox
        self._agenda = agenda

    async def begin(self, tx: Transaction, question: Question, server: Server) -> tuple[list[Candidate], list[Event]]:
        """Call the first wave of those who offer the topic; give them and the lines for the log."""
        now = self._clock.now()
        await self._agenda.plan(tx, JobKind.WAVE, question.id, self._policy.next_wave(now, urgent=question.urgent))
        await self._agenda.plan(tx, JobKind.EXPIRE, question.id, question.expires_at)
        called = await self._offering(tx, question, self._search(question, server, now))
        if not called:
            return [], [Event(EventKind.NOBODY_AVAILABLE, question=question.id)]
        return called, await self._call(tx, question, server, Wave(OFFERING, called), now)

    async def wave(self, job: Job) -> str:
        """Do the job of the next wave, if the question still waits."""
        return await self._database.write(self._wave, job.subject_id)

    async def newcomer(self, tx: Transaction, offer: Offer, server: Server) -> Question | None:
        """Call somebody who just began to offer for the most urgent question that has a place free."""
        now = self._clock.now()
        since = now - self._policy.wave
        question = await questions.waiting_for(tx, offer.id, offer.member_id, since, PLACES)
        if question is None:
            return None
        found = await self._offering(tx, question, replace(self._search(question, server, now), only=offer.member_id))
        mine = [candidate for candidate in found if candidate.member == offer.member_id]
        if not mine:
            return None
        await events.append(tx, server.id, now, await self._call(tx, question, server, Wave(OFFERING, mine), now))
        await self._announce(tx, question)
        return question

    async def _wave(self, tx: Transaction, question_id: int) -> str:
        question = await questions.get(tx, question_id)
        if question is None or question.status is not Status.OPEN:
            return "not needed"
        now = self._clock.now()
        if question.expires_at <= now:
            return "too late"  # after a long absence the question ends at once: nobody is called for that
        server = await servers.get(tx, question.server_id)
        assert server is not None
        search = self._search(question, server, now)
        wave = await self._next(tx, question, search, self._policy.rest)
        if wave is None:
            return await self._nobody_now(tx, question, search)
        await events.append(tx, server.id, now, await self._call(tx, question, server, wave, now))
        await self._announce(tx, question)
        await self._plan_next(tx, question)
        return f"called {len(wave.called)}"

    async def _nobody_now(self, tx: Transaction, question: Question, search: Search) -> str:
        """Tell the moderators once, and come back while somebody who fits is only resting."""
        tired = replace(search, called_before=search.now, helped_before=search.now)
        if await self._next(tx, question, tired, NO_REST):
            await self._plan_next(tx, question)
        if await announcements.was_put(tx, AnnouncementKind.MODERATORS, question.id, question.opened_at):
            return "nobody yet"
        return await self._tell_moderators(tx, question)

    async def _plan_next(self, tx: Transaction, question: Question) -> None:
        due_at = self._policy.next_wave(self._clock.now(), urgent=question.urgent)
        await self._agenda.plan(tx, JobKind.WAVE, question.id, due_at)

    async def _next(self, tx: Transaction, question: Question, search: Search, rest: Rest) -> Wave | None:
        if question.topic_id is None:
            return None
        wanted = self._wanted(question, search, rest)
        if called := choose(await candidates.offering(tx, search), wanted):
            return Wave(OFFERING, called)
        near: list[Candidate] = []
        for topic_id in await topics.neighbours(tx, question.topic_id):
            near += await candidates.offering(tx, replace(search, topic_id=topic_id, neighbour=True))
        if called := choose(near, wanted):
            return Wave(NEIGHBOUR, called)
        if called := choose(await candidates.opted_in(tx, search), wanted):
            return Wave(OPTED_IN, called)
        return None

    async def _offering(self, tx: Transaction, question: Question, search: Search) -> list[Candidate]:
        if question.topic_id is None:
            return []
        return choose(await candidates.offering(tx, search), self._wanted(question, search, self._policy.rest))

    async def _call(
        self, tx: Transaction, question: Question, server: Server, wave: Wave, now: datetime
    ) -> list[Event]:
        number = question.wave + 1
        week = week_start(now, ZoneInfo(server.zone))
        await callouts.add(tx, question.id, number, wave.stage, wave.called, now, week)
        await questions.set_wave(tx, question.id, number, now)
        return list(_lines(question, wave, number))

    async def _announce(self, tx: Transaction, question: Question) -> None:
        await self._outbox.put(
            tx,
            AnnouncementKind.CALL_OUT,
            question.server_id,
            question_id=question.id,
            detail={"wave": question.wave + 1},
        )

    async def _tell_moderators(self, tx: Transaction, question: Question) -> str:
        now = self._clock.now()
        await self._outbox.put(
            tx,
            AnnouncementKind.MODERATORS,
            question.server_id,
            question_id=question.id,
            detail={"reason": "waiting"},
        )
        await events.append(tx, question.server_id, now, [Event(EventKind.MODERATORS_TOLD, question=question.id)])
        return "moderators told"

    def _search(self, question: Question, server: Server, now: datetime) -> Search:
        rest = self._policy.rest
        return Search(
            question_id=question.id,
            opened_at=question.opened_at,
            asker_id=question.asker_id,
            topic_id=question.topic_id or 0,
            neighbour=False,
            now=now,
            week_start=week_start(now, ZoneInfo(server.zone)),
            called_before=now - rest.after_call,
            helped_before=now - rest.after_helping,
            met_after=now - self._policy.met,
            places=PLACES,
            only=None,
        )

    def _wanted(self, question: Question, search: Search, rest: Rest) -> Wanted:
        # Whoever was called before is left out by the query already, so that no list of them has to be read.
        return Wanted(question.asker_id, frozenset(), search.now, rest)


def _lines(question: Question, wave: Wave, number: int) -> Iterator[Event]:
    for candidate in wave.called:
        yield Event(EventKind.CALLED, member=candidate.member, question=question.id, wave=number, detail=wave.stage)
