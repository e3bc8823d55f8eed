"""Plans what is due, and does it: jobs survive restarts, are done once, and retry until they are given up aloud."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from random import Random

from mentorbot.clock import Clock
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.errors import OutOfReach
from mentorbot.store import jobs
from mentorbot.store.database import Database, Transaction

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BATCH = 50
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_PAUSE = 600.0

Duty = Callable[[Job], Awaitable[str]]


class Agenda:
    """One list of what is due. Duties are given by kind; each returns a word on what it did."""

    def __init__(self, database: Database, clock: Clock, rng: Random) -> None:
        self._database = database
        self._clock = clock
        self._rng = rng
        self._duties: dict[JobKind, Duty] = {}
        self._given_up: Callable[[Job], Awaitable[None]] | None = None
        self._planned: Callable[[datetime], None] = lambda _: None

    def on_planned(self, planned: Callable[[datetime], None]) -> None:
        """Call `planned` with the moment of each newly planned job."""
        self._planned = planned

    def take_on(self, kind: JobKind, duty: Duty) -> None:
        self._duties[kind] = duty

    def on_given_up(self, given_up: Callable[[Job], Awaitable[None]]) -> None:
        """Say who is told of a job that failed for a day."""
        self._given_up = given_up

    async def plan(self, tx: Transaction, kind: JobKind, subject_id: int, due_at: datetime) -> None:
        await jobs.add(tx, kind, subject_id, due_at)
        tx.after_commit(lambda: self._planned(due_at))

    async def cancel(self, tx: Transaction, subject_id: int, *kinds: JobKind) -> None:
        for kind in kinds:
            await jobs.cancel(tx, kind, subject_id, self._clock.now())

    async def next_due(self) -> datetime | None:
        return await self._database.read(jobs.next_due)

    async def take_over(self) -> None:
        """Free what a process before this one had begun."""
        await self._database.write(jobs.release_all)

    async def do_due(self) -> int:
        """Do everything that is due; give how much that was."""
        count = 0
        while batch := await self._lease():
            for job in batch:
                await self._do(job)
            count += len(batch)
        return count

    async def _lease(self) -> list[Job]:
        now = self._clock.now()
        return await self._database.write(jobs.lease, now, now + LEASE, BATCH)

    async def _do(self, job: Job) -> None:
        if not await self._database.read(jobs.is_held, job):
            return  # cancelled or moved since it was taken, by a job before it or by somebody's press
        try:
            result = await self._duties[job.kind](job)
        except OutOfReach as error:
            log.warning("job put off", extra={"job": job.id, "job_kind": job.kind, "problem": str(error)})
            await self._fail(job)
        except Exception:
            log.exception("job failed", extra={"job": job.id, "job_kind": job.kind, "attempt": job.attempt})
            await self._fail(job)
        else:
            await self._database.write(jobs.done, job, result, self._clock.now())

    async def _fail(self, job: Job) -> None:
        now = self._clock.now()
        if job.not_after is None or now < job.not_after:
            pause = min(LONGEST_PAUSE, 2.0**job.attempt) * self._rng.uniform(0.5, 1.5)
            await self._database.write(jobs.retry, job, now + timedelta(seconds=pause), now + GIVE_UP_AFTER)
            return
        if self._given_up:
            await self._given_up(job)
        await self._database.write(jobs.done, job, "failed", now)
