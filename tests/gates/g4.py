"""G4: the gateway is cut in every way that Discord knows, and nothing that members did meanwhile is missed.

The seed decides how it is cut, who does what and when; which of two things in the same millisecond comes first is the
computer's own affair.
"""

import asyncio
import contextlib
import random
import time
from datetime import timedelta

from mentorbot.domain.starts import DAY, HOUR
from mentorbot.playground.practice import Practice
from tests.gates.options import Options
from tests.gates.outages.cuts import Cut, drawn
from tests.gates.outages.witnessed import Unheard, Witnessed
from tests.gates.practice import told
from tests.gates.practice.gateways import ABSENT, BLIND, BREAK, DEAD_AFTER, RESTLESS, SPENDTHRIFT
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.persevering import LOOK_AGAIN, Persevering
from tests.gates.practice.records import records
from tests.gates.practice.stage import stage
from tests.gates.report import Report

BROKEN = (BLIND, RESTLESS, ABSENT, SPENDTHRIFT)
MEMBERS = 24
AT_ONCE = 3
LONGEST_LIFE = 0.03
LATEST = 60.0
HEARTBEAT_MS = 500
DEAD = "3"
"""Seconds without a sign after which the bot takes a connection for dead: more than a busy computer stands still."""
STARTS_A_DAY = 80
AN_HOUR = STARTS_A_DAY // 8
SECOND = timedelta(seconds=1)


async def run(asked: Options) -> list[Report]:
    resumable, for_good = (2000, 500) if asked.long else (100, 20)
    return [
        await cuts(asked.seed, resumable=resumable, for_good=for_good, broken=asked.broken),
        await spent(asked.seed, broken=asked.broken),
    ]


async def cuts(seed: int, *, resumable: int, for_good: int, broken: str = "", latest: float = LATEST) -> Report:
    """Cut so often while members act; each time everything has to be noticed `latest` seconds afterwards."""
    report = Report("G4", seed)
    async with stage(f"G4 {seed}", {DEAD_AFTER: DEAD, BREAK: broken}) as practice:
        practice.gateway.heartbeat_ms = HEARTBEAT_MS
        rng = random.Random(seed)
        crowd = Witnessed(practice, random.Random(seed + 1), MEMBERS)
        trial = Trial(practice, crowd, rng, report, latest)
        for cut in drawn(rng, resumable, for_good):
            await trial.cut(cut)
            if report.faults:
                break
        report.counts.update({**crowd.counts, "resumes": practice.gateway.heard["resume"]})
        report.counts["logins"] = practice.gateway.heard["identify"]
        report.faults += await once_settled(lambda: complaints(practice, crowd.removed))
        report.faults += told.untrue(crowd.facts, records(practice.database))
    return report


class Trial:
    """One bot that is cut off again and again."""

    def __init__(self, practice: Practice, crowd: Witnessed, rng: random.Random, report: Report, latest: float) -> None:
        self._practice, self._crowd, self._rng = practice, crowd, rng
        self._report, self._latest = report, latest
        self._people = Persevering(practice)

    async def cut(self, cut: Cut) -> None:
        """Cut while some act, let others act before the bot is back; then see what it noticed."""
        logins = self._practice.gateway.heard["identify"]
        acting = [asyncio.create_task(self._crowd.act()) for _ in range(AT_ONCE)]
        done = await self._cut_off(cut, acting)
        if cut.outage:
            acting += [asyncio.create_task(self._crowd.act()) for _ in range(AT_ONCE)]
            await self._practice.until(lambda: not self._practice.gateway.connected)
        self._practice.gateway.shut = False
        await self._back()
        await asyncio.gather(*acting)
        await self._pressed(cut, done)
        left = await self._unnoticed(done)
        self._report.counts["cuts taken up again" if cut.resumable else "cuts for good"] += 1
        self._report.faults += [f"{cut}: after {self._latest:g} s nobody noticed that {words}" for words in left]
        if (more := self._practice.gateway.heard["identify"] - logins) > cut.logins:
            self._report.faults.append(f"{cut}: {more} logins, and {cut.logins} would do")

    async def _cut_off(self, cut: Cut, acting: list[asyncio.Task[None]]) -> Unheard:
        disappearing = not cut.resumable and self._rng.random() < 0.6
        if disappearing:  # a card that goes while it is claimed is nobody's fault
            await asyncio.gather(*acting)
            await self._people.quiet()
        else:
            await asyncio.sleep(self._rng.uniform(0, LONGEST_LIFE))
        gateway = self._practice.gateway
        gateway.shut, gateway.stumbles = cut.outage, list(cut.stumbles)
        self._practice.cut_gateway(resumable=cut.resumable, how=cut.how, code=cut.code)
        done = await self._crowd.unheard(cut)
        if disappearing:
            await self._crowd.disappear(done)
        return done

    async def _back(self) -> None:
        gateway = self._practice.gateway
        try:
            await self._practice.until(lambda: gateway.connected and not gateway.stumbles, self._latest)
        except AssertionError:
            self._report.faults.append(f"the bot did not come back; it said {self._practice.bot_lines[-3:]}")

    async def _pressed(self, cut: Cut, done: Unheard) -> None:
        """See that presses that are replayed are answered; others fail, as on Discord."""
        for press in done.presses:
            with contextlib.suppress(AssertionError):
                await self._practice.until(lambda p=press: p.interaction.outcome.done(), self._latest)
            answered = press.interaction.outcome.done() and not press.failed
            self._report.counts["presses heard later" if answered else "presses failed"] += 1
            if cut.resumable and not answered:
                self._report.faults.append(f"{cut}: a press was not answered")

    async def _unnoticed(self, done: Unheard) -> list[str]:
        """What is still unnoticed when time is up."""
        ends = time.monotonic() + self._latest
        while (left := [deed for deed in done.deeds if not deed.noticed()]) and time.monotonic() < ends:  # noqa: ASYNC110 - the bot's database tells nobody when it changes
            await asyncio.sleep(LOOK_AGAIN)
        try:
            await self._people.quiet()
        except AssertionError as error:
            self._report.faults.append(str(error))
        return [deed.words for deed in left]


async def spent(seed: int, *, broken: str = "") -> Report:
    """Cut for good until the budget of logins is spent, an hour's and a day's: not one more is made, by no process."""
    report = Report("G4", seed)
    async with stage(f"G4 {seed}", {DEAD_AFTER: DEAD, BREAK: broken}) as practice:
        practice.gateway.starts_a_day = STARTS_A_DAY
        for _ in range(STARTS_A_DAY // AN_HOUR):
            await _spend_an_hour(practice, report)
        report.faults += _beyond(practice)
        report.counts["logins"] = len(practice.world.state.session_starts)
    return report


async def _spend_an_hour(practice: Practice, report: Report) -> None:
    """Cut until no more logins are made, neither by this process nor by the next one; then let the hour pass."""
    for _ in range(AN_HOUR + 1):
        practice.cut_gateway(resumable=False)
        await practice.until(lambda: _has_decided(practice))
    for _ in range(2):
        await practice.stop_bot()
        await practice.server.runner.start()
        await practice.until(lambda: _has_decided(practice))
        report.counts["starts that waited" if _refuses(practice) else "starts"] += 1
        await practice.advance(HOUR.total_seconds())


def _has_decided(practice: Practice) -> bool:
    return practice.gateway.connected or _refuses(practice) or practice.bot_status == "down"


def _refuses(practice: Practice) -> bool:
    return any("Logged in too often" in line for line in practice.bot_lines)


def _beyond(practice: Practice) -> list[str]:
    """Where there were more logins within an hour or a day than the budget has; it counts in whole seconds."""
    starts = practice.world.state.session_starts
    found: list[str] = []
    for span, most in ((HOUR, AN_HOUR), (DAY, STARTS_A_DAY - STARTS_A_DAY // 10)):
        crowded = max(sum(start - span + SECOND < other <= start for other in starts) for start in starts)
        found += [f"{crowded} logins within {span}, and {most} are allowed"] if crowded > most else []
    return found
