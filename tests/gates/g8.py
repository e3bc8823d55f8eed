"""G8: clocks change, are set and sleep; each thing that is due is done once, within 5 s of its time and never before.

A seed decides the nights, what people do and when the clock is set; which of two things of the same instant comes first
is the computer's own affair.
"""

import asyncio
import tempfile
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch
from zoneinfo import ZoneInfo

from mentorbot import schedule
from mentorbot.domain import quiet, walltime
from mentorbot.domain.matching import week_start
from mentorbot.domain.periods import parse_period
from mentorbot.domain.times import parse_until
from mentorbot.errors import Refused
from mentorbot.services.offering import LongEnough
from tests.gates.clocks.fastforward import FAR, FastForward, SteppedClock, hurrying
from tests.gates.clocks.nights import DAY, MINUTE, Night, first_moment, next_shown, nights
from tests.gates.clocks.village import Village, village
from tests.gates.clocks.walls import Watch
from tests.gates.options import Options
from tests.gates.report import Report

DEAF, NAIVE, STUBBORN = "deaf", "naive", "stubborn"
BROKEN = (DEAF, NAIVE, STUBBORN)
A_NIGHT = 100
LOOKS_AT_WALLS = 50
SHORTEST, LONGEST = 4 * MINUTE, timedelta(hours=12) + MINUTE
STEPS = (timedelta(seconds=3), timedelta(seconds=40), timedelta(minutes=11), timedelta(hours=1))
ASLEEP = (timedelta(minutes=10), timedelta(hours=6))


async def run(asked: Options) -> list[Report]:
    count = 100_000 if asked.long else 2000
    return [await clocks(asked.seed, count=count, broken=asked.broken)]


async def clocks(seed: int, *, count: int, broken: str = "") -> Report:
    """Play as many nights as hold so many deadlines, each in a loop and on a database of its own."""
    report = Report("G8", seed)
    for number, night in enumerate(nights(Random(seed), count // A_NIGHT)):
        with _broken(broken):
            await asyncio.to_thread(_in_a_moment, night, Random(f"{seed} {number}"), report)
    return report


def _in_a_moment(night: Night, rng: Random, report: Report) -> None:
    with asyncio.Runner(loop_factory=FastForward) as runner:
        runner.run(_Evening(night, rng, report).play())


class _Evening:
    def __init__(self, night: Night, rng: Random, report: Report) -> None:
        self._night, self._rng, self._report = night, rng, report
        self._deeds = {
            self._offer: 12,
            self._ask: 3,
            self._keep_free: 3,
            self._claim: 3,
            self._extend: 2,
            self._stop: 1,
            self._set: 2,
            self._set_between: 2,
            self._sleep: 1,
        }

    async def play(self) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, FastForward)
        start = self._night.moment - timedelta(seconds=self._rng.uniform(30, 4 * 3600))
        clock = SteppedClock(loop, start)
        with hurrying(clock), tempfile.TemporaryDirectory(prefix="mentorbot-g8-") as folder:
            async with village(Path(folder), clock, self._rng, self._night.zone.key) as people:
                while sum(people.deadlines.kept().values()) < A_NIGHT:
                    await asyncio.sleep(self._rng.expovariate(1 / 100))
                    deed = self._rng.choices(list(self._deeds), list(self._deeds.values()))[0]
                    await deed(people)
                await people.until_all_is_done()
                self._judge(people)
        for _ in range(5):
            self._look_at_days(self._night.moment + self._rng.uniform(-3, 3) * DAY)
        watch = Watch(self._night, self._rng, self._report)
        for _ in range(LOOKS_AT_WALLS):
            watch.look()

    def _judge(self, people: Village) -> None:
        self._report.counts["nights"] += 1
        self._report.counts["windows begun"] += people.begun
        self._report.counts["deadlines"] += sum(people.deadlines.kept().values())
        self._report.counts.update(people.deadlines.kept())
        self._report.faults += (f"{self._where} {fault}" for fault in people.deadlines.faults())
        self._report.counts["ms late at most"] = max(
            self._report.counts["ms late at most"], people.deadlines.latest // timedelta(milliseconds=1)
        )

    async def _offer(self, people: Village) -> None:
        """Offer until a time on the wall, often one that comes twice or never, or for a while."""
        now = people.clock.unread()
        if self._rng.random() < 0.4:
            minutes = self._rng.randint(5, 300)
            text, expected = f"{minutes}m", now + minutes * MINUTE
        else:
            face = self._face(now)
            text, expected = f"until {face:%H:%M}", self._next(face, now)
        try:
            until = parse_until(text, now, self._night.zone)
        except Refused:
            if SHORTEST < expected - now < LONGEST:
                self._fault(f"at {now}: {text!r} was refused, and meant {expected}")
            return
        if until != expected:
            self._fault(f"at {now}: {text!r} was read as {until}, and the wall shows it at {expected}")
        self._report.counts["times read"] += 1
        await people.offer(until)

    def _face(self, now: datetime) -> time:
        """Give a time of day: near the change, jumped over by it perhaps, or within the next hours."""
        before = (self._night.moment - MINUTE).astimezone(self._night.zone).replace(tzinfo=None)
        near = before + self._rng.randint(-60, 90) * MINUTE
        soon = (now + self._rng.randint(6, 600) * MINUTE).astimezone(self._night.zone)
        return (near if self._rng.random() < 0.6 else soon).time().replace(second=0, microsecond=0)

    def _next(self, face: time, now: datetime) -> datetime:
        """Without a leading zero, and up to 12, nothing says which half of the day is meant."""
        halves = [face, face.replace(hour=(face.hour + 12) % 24)] if 10 <= face.hour <= 12 else [face]
        return min(next_shown(half, now, self._night.zone) for half in halves)

    async def _keep_free(self, people: Village) -> None:
        """Be available by oneself in a weekly window, often one that begins or ends while clocks change."""
        now = people.clock.unread().replace(second=0, microsecond=0)
        if drawn := Watch(self._night, self._rng, self._report).some_window(now):
            await people.keep_free(*drawn)

    async def _extend(self, people: Village) -> None:
        if running := self._running(people):
            try:
                await people.extend(self._rng.choice(running))
            except LongEnough:
                self._report.counts["long enough"] += 1

    async def _stop(self, people: Village) -> None:
        if running := self._running(people):
            await people.stop(self._rng.choice(running))

    def _running(self, people: Village) -> list[int]:
        return [number for number, (_, offer) in enumerate(people.offers) if people.still_runs(offer)]

    async def _ask(self, people: Village) -> None:
        await people.ask()

    async def _claim(self, people: Village) -> None:
        if waiting := people.waiting():
            await people.claim(self._rng.choice(waiting))

    async def _set(self, people: Village) -> None:
        """Somebody, or the network's time, sets the clock."""
        people.clock.set(self._rng.choice((-1, 1)) * self._rng.choice(STEPS) * self._rng.uniform(0.5, 1))
        self._report.counts["clock set"] += 1

    async def _set_between(self, people: Village) -> None:
        """Set it back between two of the bot's own readings, as in the midst of its work."""
        people.clock.set_after_readings(self._rng.randint(1, 6), -self._rng.choice(STEPS[1:]))
        self._report.counts["set in the midst"] += 1

    async def _sleep(self, people: Village) -> None:
        """Close the laptop: the time goes on, and whoever waits does not notice."""
        people.clock.set(ASLEEP[0] + self._rng.random() ** 3 * (ASLEEP[1] - ASLEEP[0]))
        self._report.counts["slept"] += 1

    def _look_at_days(self, now: datetime) -> None:
        """Days and weeks begin with their first moment, and a period ends where the next one begins."""
        zone, today = self._night.zone, now.astimezone(self._night.zone).date()
        monday = today - timedelta(today.weekday())
        month = today.replace(day=1)
        spans = {
            "today": (today, today + DAY),
            "yesterday": (today - DAY, today),
            "this week": (monday, monday + 7 * DAY),
            "last 7 days": (today - 6 * DAY, today + DAY),
            "this month": (month, (month + 31 * DAY).replace(day=1)),
        }
        name, days = self._rng.choice(list(spans.items()))
        found, expected = parse_period(name, now, zone), tuple(_first(day, zone) for day in days)
        if found != expected:
            self._fault(f"at {now}: {name!r} was read as {found}, and is {expected}")
        if week_start(now, zone) != _first(monday, zone):
            self._fault(f"at {now}: the week began at {week_start(now, zone)}, and not at {_first(monday, zone)}")
        self._report.counts["days looked at"] += 1

    def _fault(self, words: str) -> None:
        self._report.faults.append(f"{self._where} {words}")

    @property
    def _where(self) -> str:
        return f"{self._night.zone.key}, {self._night.moment:%Y-%m-%d %H:%M}Z:"


def _first(day: date, zone: ZoneInfo) -> datetime:
    return first_moment(day, zone)


def _broken(how: str) -> AbstractContextManager[object]:
    """Never look whether the clock was set; count as if every day had 24 hours; or not know when clocks change."""
    if how == DEAF:
        return patch.object(schedule, "LOOK_AT_CLOCK", FAR.total_seconds())
    if how == NAIVE:
        return patch.object(walltime, "shown_at", _naive)
    if how == STUBBORN:
        return patch.object(quiet, "change_between", return_value=None)
    return nullcontext()


def _naive(day: date, face: time, zone: ZoneInfo) -> set[datetime]:
    midnight = datetime.combine(day, time(), tzinfo=zone).astimezone(walltime.UTC)
    return {midnight + timedelta(hours=face.hour, minutes=face.minute)}
