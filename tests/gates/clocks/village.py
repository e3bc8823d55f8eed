"""A learning web played in a moment: the real services, agenda and schedule, by a clock that is set now and then."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from mentorbot.domain.jobs import JobKind
from mentorbot.domain.matching import Rest
from mentorbot.domain.members import Person
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Draft
from mentorbot.domain.weekly import Window
from mentorbot.parts import Parts, assemble
from mentorbot.schedule import Schedule
from mentorbot.store import links, servers, topics
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.gates.clocks.deadlines import Deadlines
from tests.gates.clocks.fastforward import FastForward, SteppedClock
from tests.played import SeenThreads

SERVER, CHANNEL = 1, 10
POLICY = Policy(
    question=timedelta(hours=2),
    quiet=timedelta(minutes=70),
    dissolve=timedelta(minutes=50),
    rest=Rest(timedelta(), timedelta(), most_links=10, week_minutes=10_080),
)
HELPED, UNKNOWN = "excel", "phonics"  # nobody ever offers the second
MOST_LOOKS = 2000
A_LITTLE = timedelta(seconds=6)


class Village:
    """People who offer, ask and claim, each for the first time; what they may count on stands in `deadlines`."""

    def __init__(self, parts: Parts, clock: SteppedClock, deadlines: Deadlines) -> None:
        self.parts, self.clock, self.deadlines = parts, clock, deadlines
        self.offers: list[tuple[Person, int]] = []
        self.questions: list[int] = []
        self.windows: dict[int, tuple[Person, datetime]] = {}
        self.begun = 0
        self._people = 0
        self._ticking = asyncio.Lock()
        self.schedule = Schedule(clock, self._tick)
        self.parts.agenda.on_planned(self.schedule.wake_at)
        duties = parts.agenda._duties  # pyright: ignore[reportPrivateUsage] - to see what is done, and when
        duties.update({kind: deadlines.noted(duty) for kind, duty in duties.items()})

    def newcomer(self) -> Person:
        self._people += 1
        return Person(SERVER, self._people, f"Member {self._people}")

    async def offer(self, until: datetime) -> None:
        person = self.newcomer()
        offered = await self.parts.offering.offer(person, until, [await self.parts.topics.find(SERVER, HELPED)])
        self.offers.append((person, offered.offer.id))
        self.deadlines.promise(JobKind.OFFER_END, offered.offer.id, until)

    async def keep_free(self, window: Window, start: datetime, end: datetime) -> None:
        """Be available in a weekly window, which is to begin at `start` next, and be content with one week of it."""
        person = self.newcomer()
        await self.parts.skills.add(person, [await self.parts.topics.find(SERVER, HELPED)], None)
        await self.parts.choosing.set_windows(person, [window])
        number = await self.parts.database.read(_newest_window)
        self.windows[number] = (person, end)
        self.deadlines.promise(JobKind.WINDOW, number, start)

    async def extend(self, number: int) -> None:
        person, offer = self.offers[number]
        extended = await self.parts.offering.extend(person, offer, timedelta(minutes=30))
        self.deadlines.promise(JobKind.OFFER_END, offer, extended.ends_at)

    async def stop(self, number: int) -> None:
        person, offer = self.offers[number]
        await self.parts.offering.stop(person, offer)
        self.deadlines.forget(offer, JobKind.OFFER_END)

    async def ask(self) -> None:
        asked = await self.parts.asking.ask(self.newcomer(), Draft("How do I do this?", UNKNOWN), CHANNEL)
        await self.parts.announcing.sent(asked.announcement, CHANNEL, 1000 + asked.question.id)
        self.questions.append(asked.question.id)
        opened = asked.question.opened_at
        self.deadlines.promise(JobKind.WAVE, asked.question.id, opened + POLICY.wave)
        self.deadlines.promise(JobKind.EXPIRE, asked.question.id, opened + POLICY.question)

    async def claim(self, number: int) -> None:
        """Help with a question; its link stays quiet from then on."""
        question = self.questions[number]
        await self.parts.claiming.claim(self.newcomer(), question)
        for kind in (JobKind.WAVE, JobKind.EXPIRE):
            if not self.deadlines.done[kind, question]:
                self.deadlines.forget(question, kind)
        link = await self.parts.database.read(links.of_question, question)
        assert link is not None
        self.deadlines.promise(JobKind.NUDGE, link.id, link.active_at + POLICY.quiet)

    def still_runs(self, offer: int) -> bool:
        """Whether an offer runs on by the clock as it shows now."""
        due = self.deadlines.due.get((JobKind.OFFER_END, offer))
        return not self.deadlines.done[JobKind.OFFER_END, offer] and due is not None and due[0] > self.clock.unread()

    def waiting(self) -> list[int]:
        """Which questions nobody claimed yet, and have not ended."""
        open_ = [(JobKind.EXPIRE, question) for question in self.questions]
        return [n for n, key in enumerate(open_) if key in self.deadlines.due and not self.deadlines.done[key]]

    async def until_all_is_done(self) -> None:
        """Wait for each next thing in turn, and a little longer than it may be late."""
        for _ in range(MOST_LOOKS):
            due = await self.parts.agenda.next_due()
            if due is None:
                return
            await asyncio.sleep(max(due - self.clock.unread(), timedelta()).total_seconds() + A_LITTLE.total_seconds())

    async def _count_on_dissolving(self) -> None:
        for link in await self.parts.database.read(links.running, SERVER):
            if link.nudged_at is not None and (JobKind.DISSOLVE, link.id) not in self.deadlines.due:
                self.deadlines.promise(JobKind.DISSOLVE, link.id, link.nudged_at + POLICY.dissolve)

    async def _count_on_windows(self) -> None:
        """Expect the end of each offer that a window began, at the window's own end; and let next week's go."""
        for number in [number for number in self.windows if self.deadlines.done[JobKind.WINDOW, number]]:
            person, end = self.windows.pop(number)
            await self.parts.database.write(self.parts.agenda.cancel, number, JobKind.WINDOW)
            at, result = self.deadlines.done[JobKind.WINDOW, number][0]
            if result == "begun":
                self.begun += 1
                offer = await self.parts.database.read(_newest_offer, person.user_id)
                self.deadlines.due[JobKind.OFFER_END, offer] = (end, at)

    async def _tick(self) -> None:
        """Do what the bot does at each look."""
        async with self._ticking:
            self.clock.is_tick = True
            await self.parts.agenda.do_due()
            self.clock.is_tick = False
            await self._count_on_dissolving()
            await self._count_on_windows()
            self.schedule.wake_at(await self.parts.agenda.next_due())


@asynccontextmanager
async def village(folder: Path, clock: SteppedClock, rng: Random, zone: str) -> AsyncGenerator[Village]:
    """Open one on a new database, with its schedule running; the loop hurries while the database is at rest."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, FastForward)
    database = await SqliteDatabase.open(folder / "mentorbot.db")
    await database.write(_begin, clock.unread(), zone)
    loop.is_busy = lambda: bool(database._running)  # pyright: ignore[reportPrivateUsage] - whether time may jump
    people = Village(assemble(database, POLICY, clock, rng, SeenThreads()), clock, Deadlines(clock, loop.time))
    people.schedule.start()
    try:
        yield people
    finally:
        people.schedule.stop()
        loop.is_busy = lambda: True
        await database.close()


async def _begin(tx: Transaction, now: datetime, zone: str) -> None:
    await servers.add(tx, SERVER, open_limit=3, topics_per_member=0, zone=zone, now=now)
    await topics.add_all(tx, SERVER, [(HELPED, "Excel", "school"), (UNKNOWN, "Phonics", "school")])


async def _newest_window(tx: Transaction) -> int:
    return await tx.one(int, "SELECT max(id) FROM weekly") or 0


async def _newest_offer(tx: Transaction, user_id: int) -> int:
    sql = "SELECT max(o.id) FROM offer o JOIN member m ON m.id = o.member_id WHERE m.user_id = $1"
    return await tx.one(int, sql, user_id) or 0
