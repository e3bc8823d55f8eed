"""What an `/ask` and a claim cost, held against a bare discord.py bot that answers `/ping` in the same run."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bots.process import Bot, bot
from benchmarks.figures import Figure, Report, median, percentile
from benchmarks.loadserver.payloads import FIRST_PERSON
from benchmarks.loadserver.server import LoadServer
from benchmarks.loadserver.world import Answered, World
from benchmarks.seeding import Seeded, seed

TARGET = 5
REST = 31  # minutes after which whoever was called may be called again
BARE, OURS = 11, 12
FIRST_ASKER = FIRST_PERSON + 500_000
FIRST_RIVAL = FIRST_PERSON + 600_000


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: topics, people offering each, acts in a round, rounds at each number in flight."""

    topics: int = 60
    each: int = 40
    acts: int = 96
    warming: int = 24
    rounds: int = 4
    levels: tuple[int, ...] = (1, 16, 64)


FULL, QUICK = Size(), Size(topics=10, each=12, acts=24, warming=6, rounds=1, levels=(4,))


@dataclass(slots=True)
class Tally:
    """Seconds of CPU for one act, and latencies, by what was done and how much was in flight."""

    cpu: defaultdict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    waits: defaultdict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))

    def ratio(self, act: str, level: int) -> float:
        """Give the median of the rounds' ratios to the bare bot."""
        pairs = zip(self.cpu[act, level], self.cpu["ping", level], strict=True)
        return median([ours / bare for ours, bare in pairs])


class Story:
    """Plays rounds: the same number of pings to the bare bot, and of asks, claims and endings to ours."""

    def __init__(self, world: World, bare: Bot, ours: Bot, seeded: Seeded) -> None:
        self._world = world
        self._bare = bare
        self._ours = ours
        self._seeded = seeded

    async def round(self, level: int, acts: int, tally: Tally) -> None:
        """Measure each act so many times at this level; everything that was begun is ended again."""
        self._acts, self._tally = acts, tally
        await self._measure("ping", level, self._bare, self._ping, lambda: True)
        await self._measure("ask", level, self._ours, self._ask, self._after("POST", "/channels/{channel}/messages"))
        openings = self._after("POST", "/channels/{channel}/messages")
        await self._measure("claim", level, self._ours, self._claim, openings)
        closed = self._after("PATCH", "/channels/{channel}/messages/{message}")
        await self._measure("close", level, self._ours, self._close, closed)

    def _after(self, method: str, route: str) -> Callable[[], bool]:
        """Say when everything was told that this round's acts lead to: one such request each."""
        wanted = self._world.count(method, route) + self._acts
        return lambda: self._world.count(method, route) >= wanted

    async def _measure(
        self, act: str, level: int, who: Bot, do: Callable[[int], Awaitable[Answered]], told: Callable[[], bool]
    ) -> None:
        before = await who.settled()
        numbers = iter(range(self._acts))

        async def one_after_another() -> None:
            for number in numbers:
                self._tally.waits[act, level].append((await do(number)).seconds)

        await asyncio.gather(*(one_after_another() for _ in range(level)))
        await self._world.until(told)
        self._tally.cpu[act, level].append((await who.settled() - before) / self._acts)

    async def _ping(self, number: int) -> Answered:
        return await self._world.slash(BARE, FIRST_ASKER + number, "ping")

    async def _ask(self, number: int) -> Answered:
        text = self._seeded.questions[number % len(self._seeded.questions)]
        answered = await self._world.slash(OURS, FIRST_ASKER + number, "ask", question=text)
        assert "asked" in answered.body["data"]["content"], answered.body
        return answered

    async def _claim(self, number: int) -> Answered:
        custom_id, card = self._world.buttons["claim"].popleft()
        answered = await self._world.press(OURS, FIRST_RIVAL + number, custom_id, card)
        assert "is helping" in answered.body["data"]["content"], answered.body
        return answered

    async def _close(self, number: int) -> Answered:
        custom_id, opening = self._world.buttons["sorted"].popleft()
        return await self._world.press(OURS, FIRST_RIVAL + number, custom_id, opening)


async def measure(*, quick: bool) -> Report:
    size, tally = QUICK if quick else FULL, Tally()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "mentorbot.db")
        seeded = await seed(database, topics=size.topics, each=size.each)
        async with LoadServer().running() as server:
            for number in range(size.rounds * len(size.levels)):
                await _round(
                    server, size.levels[number % len(size.levels)], database, seeded, size, tally, REST * number
                )
    return _report(tally, seeded, size)


async def _round(
    server: LoadServer, level: int, database: Path, seeded: Seeded, size: Size, tally: Tally, minutes: int
) -> None:
    # Both bots are new in each round, which keeps the number of threads small: once discord.py knows the rate limits of
    # 256 channels it looks through all of them at each new one, which no server of teachers will ever bring about.
    async with (
        bot(server, "bare", BARE) as bare,
        bot(server, "ours", OURS, MENTORBOT_DATABASE=database, MENTORBOT_LOG_LEVEL="ERROR") as ours,
    ):
        await ours.tell(shift=minutes)
        story = Story(server.world, bare, ours, seeded)
        await story.round(size.warming, size.warming, Tally())
        await story.round(level, size.acts, tally)


def _report(tally: Tally, seeded: Seeded, size: Size) -> Report:
    worst = {act: max(tally.ratio(act, level) for level in size.levels) for act in ("ask", "claim", "close")}
    figures = [
        Figure("CPU of one /ask, in answers of a bare bot", worst["ask"], "times", TARGET),
        Figure("CPU of one claim by button, in answers of a bare bot", worst["claim"], "times", TARGET),
        Figure("CPU of one closing by button, in answers of a bare bot", worst["close"], "times"),
    ]
    notes = [
        f"{seeded.people} people offering; {size.rounds} rounds of {size.acts} acts at each level; worst level counts"
    ]
    for level in size.levels:
        for act in ("ping", "ask", "claim", "close"):
            waits = [wait * 1000 for wait in tally.waits[act, level]]
            cpu = median(tally.cpu[act, level]) * 1e6
            notes.append(
                f"{act:>5}, {level:>2} in flight: {cpu:6.0f} µs CPU ({tally.ratio(act, level):5.2f} times), "
                f"answered in {percentile(waits, 50):7.2f} ms (p50), {percentile(waits, 99):7.2f} ms (p99)"
            )
    return Report("Asking and claiming", figures, notes)
