"""How long it takes to find whom to call, however many people offer the topic."""

import contextlib
import random
import tempfile
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, Report, median, percentile, worked
from mentorbot.clock import SystemClock
from mentorbot.domain.matching import PLACES, Rest, Wanted, choose, week_number, week_start
from mentorbot.domain.routing import PLACES as LIKELY
from mentorbot.domain.routing import Leaning
from mentorbot.store import candidates
from mentorbot.store.candidates import Search
from mentorbot.store.database import SqliteDatabase, Transaction

MOST_MILLISECONDS, MOST_GROWTH = 5, 3
SERVER, TOPIC, FIRST = 1, 1, 100_000_000
REST = Rest()

# Of a hundred people who offer: 50 not called this week, 40 called days ago up to five times, 9 earlier today,
# one still resting; a third name the topic, the others offer all their skills.
PEOPLE = """
WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < $1)
INSERT INTO {table} SELECT {columns} FROM number
"""
MEMBERS = PEOPLE.format(table="member (id, server_id, user_id, name)", columns="$2 + n, 1, n + 1, 'Person ' || n")
OFFERS = PEOPLE.format(
    table="offer (id, server_id, member_id, starts_at, ends_at)", columns="n + 1, 1, $2 + n, $3, $3 + 40000000"
)
AVAILABLE = PEOPLE.format(
    table="availability (topic_id, member_id, offer_id, fit, ends_at, calls, week, last_called_at, helped_at, chance)",
    columns="""1, $2 + n, n + 1, n % 3 > 0, $3 + 40000000, CASE WHEN n % 100 < 50 THEN 0 ELSE n % 5 + 1 END,
    CASE WHEN n % 100 < 50 THEN 0 ELSE $5 END,
    CASE WHEN n % 100 < 50 THEN 0 WHEN n % 100 < 90 THEN $4 + n % 3600000 WHEN n % 100 < 99 THEN $3 - 7200000 - n
    ELSE $3 - 60000 END, 0, (n * 7919 % 10007) / 10007.0""",
)


@dataclass(frozen=True, slots=True)
class Size:
    small: int = 1_000
    middle: int = 10_000
    large: int = 100_000
    searches: int = 1_000


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that one search took, and how many of them the processor worked on it."""

    seconds: float
    cpu: float


FULL, QUICK = Size(), Size(small=100, middle=1_000, large=5_000, searches=50)


async def measure(*, quick: bool) -> Report:
    size = QUICK if quick else FULL
    times = {people: await _searched(people, size.searches) for people in (size.small, size.middle, size.large)}
    middle = [took.seconds * 1000 for took in times[size.middle]]
    growth = median([took.cpu for took in times[size.large]]) / median([took.cpu for took in times[size.small]])
    figures = [
        Figure(f"Matching among {size.middle:,} people, p99", percentile(middle, 99), "ms", MOST_MILLISECONDS),
        Figure(f"Matching among {size.large:,}, in times of {size.small:,}", growth, "times", MOST_GROWTH),
    ]
    notes = [_line(people, took) for people, took in times.items()]
    return Report("Matching", figures, notes)


def _line(people: int, took: list[Took]) -> str:
    seconds, cpu = [one.seconds * 1000 for one in took], [one.cpu * 1000 for one in took]
    return (
        f"{people:>7,} people: {percentile(seconds, 50):5.2f} ms (p50), {percentile(seconds, 99):5.2f} ms (p99); "
        f"of the processor {percentile(cpu, 50):5.2f} ms (p50), {percentile(cpu, 99):5.2f} ms (p99)"
    )


async def _searched(people: int, searches: int) -> list[Took]:
    """Time so many searches by people who met nobody; each question leans to as many others as one can."""
    async with _database(people) as database:
        now, rng = SystemClock().now(), random.Random(1)
        members = range(FIRST, FIRST + people)
        times = [
            await _search(database, now, rng.choice(members), Leaning(dict.fromkeys(rng.sample(members, LIKELY), 5)))
            for _ in range(searches + 20)
        ]
    return times[20:]


async def _search(database: SqliteDatabase, now: datetime, asker: int, leaning: Leaning) -> Took:
    begun, used = time.perf_counter(), time.process_time()
    search = Search(
        question_id=1,
        asked_at=now,
        opened_at=now,
        asker_id=asker,
        met_by=asker,
        topic_id=TOPIC,
        neighbour=False,
        now=now,
        week_start=week_start(now, UTC),
        called_before=now - REST.after_call,
        met_after=now - timedelta(days=30),
        places=PLACES,
        rest=REST,
        leaning=leaning,
    )
    found = choose(await database.read(candidates.offering, search), Wanted(asker, frozenset(), now, REST))
    took = Took(time.perf_counter() - begun, worked(used))
    assert len(found) == PLACES
    return took


@contextlib.asynccontextmanager
async def _database(people: int) -> AsyncGenerator[SqliteDatabase]:
    with tempfile.TemporaryDirectory() as folder:
        database = await SqliteDatabase.open(Path(folder, "mentorbot.db"))
        try:
            await database.write(_fill, people)
            yield database
        finally:
            await database.close()


async def _fill(tx: Transaction, people: int) -> None:
    """Put everybody in with a few statements: through the services it would take minutes."""
    now = SystemClock().now()
    monday = week_start(now, UTC)
    await tx.run("INSERT INTO server (id, open_limit, topics_per_member, zone, joined_at) VALUES (1, 3, 0, 'UTC', 0)")
    await tx.run("INSERT INTO topic (id, server_id, key, name, area) VALUES (1, 1, 'excel', 'Excel', 'x')")
    await tx.run(MEMBERS, people, FIRST)
    await tx.run(OFFERS, people, FIRST, now)
    await tx.run(AVAILABLE, people, FIRST, now, monday, week_number(monday))
