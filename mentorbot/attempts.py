"""One try at an announcement: it is shown, or the outbox learns what becomes of it instead."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import discord

from mentorbot.clock import Clock
from mentorbot.deliveries import Deliveries
from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.messages import NotNeeded, Order, Shown
from mentorbot.services.announcing import Announcing
from mentorbot.verdicts import PASSING, Verdict, verdict

log = logging.getLogger(__name__)

NONCE_HOLDS = timedelta(minutes=2)  # Discord speaks of "a few minutes"
GIVE_UP_AFTER = timedelta(hours=24)
PATIENCE_WITH_FORBIDDEN = timedelta(hours=1)
LONGEST_PAUSE = 600.0  # seconds
ONE_TRY = 60.0  # seconds
# A missing permission or a refused text ends these at once: whoever asked is waiting for an answer.
URGENT = frozenset({AnnouncementKind.CARD, AnnouncementKind.THREAD, AnnouncementKind.PANEL})


@dataclass(slots=True)
class Entry:
    """An announcement that is still to be shown.

    A doubtful one may have been shown already; one that is held is left to the answer of a press.
    """

    announcement: Announcement
    due_at: datetime
    doubtful: bool = False
    held: bool = False
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an announcement: where it stands, or the problem's verdict.

    One that is `awaited` is read by whoever waits for it: nobody else tells them of the problem.
    """

    shown: Shown | None
    problem: str | None = None
    awaited: bool = False


class Attempts:
    """Shows an entry, or decides by Discord's answer whether and when to try again."""

    def __init__(self, announcing: Announcing, deliveries: Deliveries, clock: Clock, rng: Random) -> None:
        self._announcing = announcing
        self._deliveries = deliveries
        self._clock = clock
        self._rng = rng
        self._recovered: Callable[[int], Awaitable[None]] = _nobody_looks

    def on_recovered(self, recovered: Callable[[int], Awaitable[None]]) -> None:
        """Call `recovered` with a question whose card stood there for a while without our knowing it."""
        self._recovered = recovered

    async def make(self, entry: Entry, awaited: Callable[[], bool]) -> Result | None:
        """Try once; None where there will be another try.

        `awaited` says whether somebody waits for the result and is told by an answer what became of it.
        """
        announcement = entry.announcement
        try:
            async with asyncio.timeout(ONE_TRY):
                briefing = await self._announcing.brief(announcement, doubtful=entry.doubtful)
                fresh = self._clock.now() - announcement.created_at <= NONCE_HOLDS
                order = Order(announcement, briefing, entry.doubtful, nonce_holds=fresh)
                entry.doubtful = True  # from here on it may have been shown, whatever becomes of this try
                shown = await self._deliveries.show(order)
        except NotNeeded as reason:
            dropped = await self._announcing.drop(announcement, str(reason))
            return Result(None, "not needed") if dropped else None
        except (discord.HTTPException, *PASSING) as error:
            return await self._trouble(entry, verdict(error), awaited)
        except Exception:
            log.exception("a fault of our own", extra={"announcement": announcement.id, "what": announcement.kind})
            return await self._trouble(entry, Verdict.LATER, awaited)
        await self._announcing.sent(announcement, shown.channel_id, shown.message_id)
        if order.doubtful and announcement.kind is AnnouncementKind.CARD and announcement.question_id is not None:
            await self._recovered(announcement.question_id)
        return Result(shown)

    async def _trouble(self, entry: Entry, decision: Verdict, awaited: Callable[[], bool]) -> Result | None:
        now = self._clock.now()
        log.warning(
            "not delivered",
            extra={"announcement": entry.announcement.id, "what": entry.announcement.kind, "verdict": decision},
        )
        hopeless = decision not in (Verdict.LATER, Verdict.FORBIDDEN, Verdict.FULL)
        impatient = decision is not Verdict.LATER and entry.announcement.kind in URGENT
        if hopeless or impatient or now - entry.announcement.created_at > GIVE_UP_AFTER:
            gone = decision is Verdict.GONE
            told = awaited()
            await self._announcing.failed(entry.announcement, decision, gone=gone, told=told)
            return Result(None, decision, awaited=told)
        entry.attempt += 1
        entry.due_at = now + self._pause(decision, entry.attempt)
        await self._announcing.put_off(entry.announcement, entry.due_at, decision)
        return None

    def _pause(self, decision: Verdict, attempt: int) -> timedelta:
        if decision is not Verdict.LATER:
            return PATIENCE_WITH_FORBIDDEN
        return timedelta(seconds=min(LONGEST_PAUSE, 2.0**attempt) * self._rng.uniform(0.5, 1.5))


async def _nobody_looks(question_id: int) -> None:
    """Leave it to the next comparison with Discord."""
