"""G9: the bot is away for a minute to thirty days, and comes back to all that was due, said and done meanwhile.

A seed decides who does what and how long each absence lasts; what else happens within the same millisecond is the
computer's own affair.
"""

import random
import re
import time
from datetime import datetime, timedelta
from pathlib import Path

from mentorbot.domain.events import Event, EventKind
from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Shown
from mentorbot.store import events, members
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.gates.options import Options
from tests.gates.outages.absence import done_late, lateness, rung
from tests.gates.practice.crowd import HAND, REFUSED, ROOM, Crowd
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.outboxes import BREAK, FORGETFUL, STALE
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.stage import stage
from tests.gates.report import Report

BROKEN = (FORGETFUL, STALE)
MEMBERS = 16
DEEDS = 14
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=30)
SENDING = "POST /channels/{channel_id}/messages"
SETTINGS = {"MENTORBOT_COOLDOWN_MINUTES": "30"}


async def run(asked: Options) -> list[Report]:
    return [await absences(asked.seed, count=200 if asked.long else 10, broken=asked.broken)]


async def absences(seed: int, *, count: int, broken: str = "") -> Report:
    """Let a community live, take its bot away, and hold what it does after its return against the policy."""
    report = Report("G9", seed)
    async with stage(f"G9 {seed}", {**SETTINGS, BREAK: broken}) as practice:
        story = _Story(practice, random.Random(seed), random.Random(f"{seed} away"), report)
        for number in range(1, count + 1):
            await story.live(number)
            await story.be_away()
            if not report.holds:
                break
        report.counts.update(story.crowd.counts)
    return report


class _Community(Crowd):
    """A crowd in which others ask, too."""

    def _asker(self, card: Shown) -> Actor:
        name = re.search(r"Asked by (\w+ \d+)", card.text)
        if name is None:
            raise LookupError("Nobody knows who asked this.")
        return self.practice.person(name[1])


async def _opt_in(database: Path, now: datetime) -> None:
    """Let every third member be called outside of offers from now on, with the line that such a choice leaves."""
    door = await SqliteDatabase.open(database)
    try:
        await door.write(_choose, now)
    finally:
        await door.close()


async def _choose(tx: Transaction, now: datetime) -> None:
    third = "SELECT id FROM member WHERE id % 3 = 0 AND call_outside = 0 AND user_id IS NOT NULL ORDER BY id"
    for number in await tx.all(int, third):
        [server] = await tx.all(int, "SELECT server_id FROM member WHERE id = $1", number)
        await members.set_choices(tx, number, call_outside=True, paused=False)
        line = Event(EventKind.SKILLS_CHANGED, number, detail="called outside offers, active")
        await events.append(tx, server, now, [line])


class _Story:
    def __init__(self, practice: Practice, rng: random.Random, absent: random.Random, report: Report) -> None:
        """`absent` decides for how long the bot is away, whatever a busy computer lets people do before."""
        self.practice, self.crowd = practice, _Community(practice, rng, MEMBERS)
        self._people = Persevering(practice)
        self._rng, self._absent, self._report = rng, absent, report
        self._removed: set[int] = set()
        self._leaving: list[Actor] = []

    async def live(self, number: int) -> None:
        """Offer, ask, claim and close; at the end Discord takes no messages, so that some are still to be said."""
        asker, helper = (self.practice.newcomer(f"{role} {number}") for role in ("Asker", "Helper"))
        await asker.slash(ROOM, "ask", question=f"Who knows this, for number {number}?", topic="Scratch")
        await self._people.quiet()
        for _ in range(DEEDS):
            await self._act()
        if card := self._card():
            await helper.press(card, "I can help")
        self._leaving = [asker, helper]
        await self.practice.advance(self._rng.uniform(0, 3 * 3600))
        await self._people.quiet()
        await helper.slash(ROOM, "offer", until_or_for=f"{self._rng.randint(11, 60)}m", topics="Excel")
        self.practice.faults.add("status", SENDING, times=None, status=503)
        late = self.practice.newcomer(f"Late {number}")
        await late.slash(ROOM, "ask", question=f"Is anybody still there, number {number}?", topic="Excel")
        await self.practice.advance(self._rng.uniform(0, 1200))
        await late.slash(ROOM, "available")

    async def be_away(self) -> None:
        self.practice.kill_bot()
        await self.practice.server.runner.ended()
        self.practice.faults.clear()
        await self._meanwhile()
        away = SHORTEST * (LONGEST / SHORTEST) ** self._absent.random()
        await self.practice.advance(away.total_seconds())
        back = int(self.practice.world.now().timestamp() * 1000)
        began = time.monotonic()
        try:
            await self._people.revived()
            await self.practice.person("Elin").slash(ROOM, "available")
            self._report.seconds.append(time.monotonic() - began)
            await self._people.quiet()
        except AssertionError as error:
            self._report.faults.append(str(error))
        self._report.counts["absences"] += 1
        self._report.counts["hours away"] += round(away / timedelta(hours=1))
        self._report.counts["rang afterwards"] += rung(self.practice, back)
        self._report.counts["late things done"] += done_late(self.practice, back)
        found = await self._settled(back)
        self._report.faults += (f"after {away}: {fault}" for fault in found)

    async def _settled(self, back: int) -> list[str]:
        """Give what is still wrong once the bot has had time to compare what it remembers with Discord."""

        def look() -> list[str]:
            # Whoever leaves is not called outside of offers any more, which leaves no line.
            return [*complaints(self.practice, self._removed, limits=None), *lateness(self.practice, back)]

        return await once_settled(look)

    async def _meanwhile(self) -> None:
        """Raise hands, delete a card and leave: nobody tells the bot of it."""
        await _opt_in(self.practice.database, self.practice.world.now())
        for _ in range(2):
            if card := self._card():
                await self.practice.newcomer("Somebody").react(card, HAND)
                self._report.counts["hands meanwhile"] += 1
        if (card := self._card()) and self._rng.random() < 0.5:
            self._removed.add(card.id)
            await self.practice.person("Dev").delete(card)
            self._report.counts["cards deleted"] += 1
        if self._rng.random() < 0.5:
            await self._rng.choice(self._leaving).leave()
            self._report.counts["left"] += 1

    async def _act(self) -> None:
        try:
            await self.crowd.act()
        except REFUSED:
            self.crowd.counts["too late to press"] += 1

    def _card(self) -> Shown | None:
        """Give some card that waits for a mentor."""
        recent = self.practice.channel(ROOM).messages[-20:]
        waiting = [shown for shown in recent if shown.message.embeds and "I can help" in " ".join(shown.buttons)]
        return self._rng.choice(waiting) if waiting else None
