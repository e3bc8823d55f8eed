"""A small learning web for tests: the real services on a real database, with a clock that is moved by hand."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from zlib import crc32

from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.jobs import Job
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member, Person
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Draft, Question
from mentorbot.domain.topics import Topic
from mentorbot.parts import Parts, assemble
from mentorbot.sealing import Sealing
from mentorbot.services.asking import Asked
from mentorbot.services.offering import Offered
from mentorbot.services.threads import ThreadGone
from mentorbot.store import links, members, questions, topics
from mentorbot.store.callouts import CallOut
from mentorbot.store.database import SqliteDatabase, Transaction
from mentorbot.store.servers import add as add_server

SERVER, CHANNEL = 1, 10
MONDAY_NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
TOPICS = {"excel": "Excel", "sheets": "Sheets", "scratch": "Scratch", "behaviour": "Behaviour"}
NEIGHBOURS = (("excel", "sheets"),)
T = TypeVar("T")


class PlayedClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = MONDAY_NOON) -> None:
        self._now = now
        self._callbacks: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self._now

    def on_shift(self, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    def move(self, **by: float) -> None:
        """Let time pass, given as for `timedelta`."""
        self._now += timedelta(**by)
        for callback in self._callbacks:
            callback()


class Web:
    """One server with four topics; people are made by naming them, and cards get ids as if Discord had posted them."""

    def __init__(self, database: SqliteDatabase, parts: Parts, clock: PlayedClock, look: "SeenThreads") -> None:
        self.database = database
        self.parts = parts
        self.clock = clock
        self.look = look
        self.told: list[tuple[Announcement, bool]] = []
        parts.outbox.deliver_to(lambda announcement, held: self.told.append((announcement, held)))

    def person(self, name: str) -> Person:
        return Person(SERVER, crc32(name.encode()), name)

    def people(self, names: Iterable[str]) -> list[Person]:
        return [self.person(name) for name in names]

    async def topic(self, key: str) -> Topic:
        return await self.parts.topics.find(SERVER, key)

    async def offer(self, name: str, *keys: str, minutes: float = 120) -> Offered:
        """Let somebody offer these topics, or all their skills where none is named."""
        named = [await self.topic(key) for key in keys]
        until = self.clock.now() + timedelta(minutes=minutes)
        return await self.parts.offering.offer(self.person(name), until, named)

    async def skill(self, name: str, *keys: str, outside: bool = False) -> None:
        """Register skills; `outside` opts in to be called outside offers."""
        named = [await self.topic(key) for key in keys]
        await self.parts.skills.add(self.person(name), named, None)
        if outside:
            await self.parts.skills.choose(self.person(name), call_outside=True)

    async def ask(self, name: str = "Amira", topic: str | None = "excel", *, card: int = 0, **draft: Any) -> Asked:
        """Ask a question whose card is posted at once, with a message id of its own."""
        asked = await self.parts.asking.ask(self.person(name), Draft("How do I do this?", topic, **draft), CHANNEL)
        await self.parts.announcing.sent(asked.announcement, CHANNEL, card or 1000 + asked.question.id)
        return asked

    async def claimed(self, helper: str = "Ben", asker: str = "Amira", thread: int | None = 5000) -> Link:
        """Ask and claim; the thread is there already unless it is None."""
        asked = await self.ask(asker)
        await self.parts.claiming.claim(self.person(helper), asked.question.id)
        link = await self.link_of(asked.question.id)
        if thread is not None:
            await self.database.write(links.set_thread, link.id, thread)
        return await self.link_of(asked.question.id)

    async def joined(self, link: Link, name: str = "Chloe", asker: str = "Amira") -> None:
        """Let somebody offer to help along, and the asker agree."""
        await self.parts.joining.offer(self.person(name), link.question_id)
        await self.parts.joining.agree(self.person(asker), link.id, await self.number(name))

    async def pass_time(self, **by: float) -> int:
        """Let time pass, then do what has become due."""
        self.clock.move(**by)
        return await self.parts.agenda.do_due()

    async def question(self, number: int) -> Question:
        found = await self.database.read(questions.get, number)
        assert found is not None
        return found

    async def link_of(self, question: int) -> Link:
        found = await self.database.read(links.of_question, question)
        assert found is not None
        return found

    async def running(self, question: int) -> Link:
        """Give the link of a question that somebody is helping with."""
        link = await self.link_of(question)
        assert link.closed_at is None
        return link

    async def member(self, name: str) -> Member:
        found = await self.database.read(members.find, SERVER, self.person(name).user_id)
        assert found is not None
        return found

    async def number(self, name: str) -> int:
        return (await self.member(name)).id

    async def called(self, question: int) -> list[list[str]]:
        """Give the names of those called for a question, wave by wave in the order of calling."""
        rows = await self.all(
            CallOut,
            "SELECT c.member_id, m.user_id, c.wave, m.name AS stage, NULL AS topic, c.until FROM callout c"
            " JOIN member m ON m.id = c.member_id WHERE c.question_id = $1 ORDER BY c.wave, c.rowid",
            question,
        )
        waves = sorted({row.wave for row in rows})
        return [[row.stage for row in rows if row.wave == wave] for wave in waves]

    async def jobs(self, kind: str | None = None) -> list[Job]:
        """Give what is still to be done."""
        waiting = await self.all(
            Job, "SELECT id, kind, subject_id, due_at, attempt, not_after FROM job WHERE done_at IS NULL ORDER BY id"
        )
        return [job for job in waiting if kind is None or job.kind == kind]

    async def log(self) -> list[str]:
        """Give the kinds of what was logged, in order."""
        return await self.all(str, "SELECT kind FROM event ORDER BY id")

    async def all(self, kind: type[T], sql: str, *values: object) -> list[T]:
        async def ask(tx: Transaction) -> list[T]:
            return await tx.all(kind, sql, *values)

        return await self.database.read(ask)

    def said(self, kind: AnnouncementKind) -> list[Announcement]:
        """Give what of this kind was handed over for delivery, oldest first."""
        return [announcement for announcement, _ in self.told if announcement.kind is kind]

    def whom_told(self, about: str) -> list[int | None]:
        """Give the numbers of those who were told this privately, oldest first."""
        return [row.member_id for row in self.said(AnnouncementKind.NOTICE) if row.detail.get("about") == about]


class SeenThreads:
    """What can be seen in threads: when somebody last wrote, by thread; `while_looking` happens during the look."""

    def __init__(self) -> None:
        self.written: dict[int, datetime] = {}
        self.gone: set[int] = set()
        self.failing = False
        self.while_looking: Callable[[], Awaitable[object]] | None = None

    async def last_message_at(self, thread_id: int) -> datetime | None:
        if self.while_looking is not None:
            await self.while_looking()
        if self.failing:
            raise OSError("Discord can't be reached")
        if thread_id in self.gone:
            raise ThreadGone
        return self.written.get(thread_id)


SEALING = Sealing(("a key that only tests would ever think of",))


@asynccontextmanager
async def played(
    folder: Path, policy: Policy | None = None, seed: int = 1, clock: PlayedClock | None = None
) -> AsyncGenerator[Web]:
    """Open a web on a new database in `folder`."""
    clock, look = clock or PlayedClock(), SeenThreads()
    database = await SqliteDatabase.open(folder / "mentorbot.db")
    await database.write(begin, clock.now())
    parts = assemble(database, policy or Policy(), clock, Random(seed), look, sealing=SEALING)
    try:
        yield Web(database, parts, clock, look)
    finally:
        await database.close()


async def begin(tx: Transaction, now: datetime) -> None:
    await add_server(tx, SERVER, open_limit=3, topics_per_member=0, zone="Europe/London", now=now)
    ids = await topics.add_all(tx, SERVER, [(key, name, "school") for key, name in TOPICS.items()])
    pairs = [(ids[one], ids[two]) for one, two in NEIGHBOURS]
    await topics.add_neighbours(tx, [*pairs, *((two, one) for one, two in pairs)])
