"""Keeps the bot up: a new client for one that ended, with pauses that grow, until it is stopped or hopeless."""

import asyncio
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import aiohttp
import discord

from mentorbot import systemd
from mentorbot.bot import MentorBot
from mentorbot.clock import Clock
from mentorbot.pulse import Pulse
from mentorbot.services.starts import TooManyStarts
from mentorbot.store.database import DamagedDatabase
from mentorbot.store.locking import DatabaseInUse
from mentorbot.store.migrating import NewerDatabase
from mentorbot.tally import Tally

log = logging.getLogger(__name__)

CLOSING = 9.0
BANNED = 600.0  # a page instead of an answer, with 429: Discord's gatekeeper wants silence
# Wrong token, wrong or missing shards, an old version of the interface, intents that are wrong or not allowed.
HOPELESS_CLOSURES = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
HOPELESS = (
    discord.LoginFailure,
    discord.PrivilegedIntentsRequired,
    DamagedDatabase,
    NewerDatabase,
    DatabaseInUse,
)
OUT_OF_REACH = (
    OSError,
    aiohttp.ClientError,
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    discord.RateLimited,
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait between clients, in seconds, and when to leave it to whoever started this process."""

    first: float = 1.0
    longest: float = 300.0
    steady: float = 300.0
    """Up for so long, a client's end counts as the first again."""
    tries: int = 8
    """So many clients that never got ready end the process; once one was, there is no end of trying."""


def pause_after(error: Exception, failures: int, patience: Patience, now: datetime, rng: random.Random) -> float:
    """Give the seconds until the next client, after so many failures in a row."""
    if isinstance(error, TooManyStarts):
        return max(1.0, (error.until - now).total_seconds())
    if isinstance(error, discord.HTTPException) and error.status == 429:
        return BANNED
    return min(patience.longest, patience.first * 2.0 ** (failures - 1)) * rng.uniform(0.5, 1.5)


class Supervisor:
    """Runs one client after the other; `bot` is the present one."""

    def __init__(
        self,
        build: Callable[[], MentorBot],
        token: str,
        clock: Clock,
        rng: random.Random,
        patience: Patience | None = None,
    ) -> None:
        self.bot: MentorBot | None = None
        self.tally = Tally()
        self._build = build
        self._token = token
        self._clock = clock
        self._rng = rng
        self._patience = patience or Patience()
        self._stopping = asyncio.Event()
        self._was_up = False
        self._failures = 0

    def stop(self) -> None:
        """Finish what was begun, and end `run`."""
        systemd.notify("STOPPING=1")
        self._stopping.set()

    async def run(self) -> None:
        """Serve until stopped; raise what no new client would mend, and what kept the first ones from getting up."""
        async with Pulse(self.tally):
            while (error := await self._one_life()) and not self._stopping.is_set():
                if self._is_hopeless(error):
                    raise error
                pause = pause_after(error, self._failures, self._patience, self._clock.now(), self._rng)
                pause = max(pause, self.bot.replies.silence if self.bot else 0.0)
                self._tell(error, pause)
                await self._rest(pause)

    async def _one_life(self) -> Exception | None:
        """Run a client to its end; give the error that ended it, None where it was stopped."""
        bot = self.bot = self._build()
        bot.tally, bot.on_up = self.tally, self._up
        serving = asyncio.create_task(bot.start(self._token))
        stopped = asyncio.create_task(self._stopping.wait())
        revoked = asyncio.create_task(bot.replies.revoked.wait())
        tasks = (serving, stopped, revoked)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await self._close(bot)
        if bot.replies.revoked.is_set():
            return discord.LoginFailure("Discord does not take the token any more")
        error = None if serving.cancelled() else serving.exception()
        if error and not isinstance(error, Exception):
            raise error
        self._count(bot)
        # A handshake that fails ends discord.py's loop by an error of its own, with the real one behind it.
        behind = error.__context__ if isinstance(error, AttributeError) else None
        return behind if isinstance(behind, OUT_OF_REACH) else error

    async def _close(self, bot: MentorBot) -> None:
        try:
            async with asyncio.timeout(CLOSING):
                await bot.close()
        except Exception:
            log.exception("the client could not be closed in order")

    def _count(self, bot: MentorBot) -> None:
        steady = bot.up_since is not None and time.monotonic() - bot.up_since >= self._patience.steady
        self._failures = 1 if steady else self._failures + 1

    def _up(self) -> None:
        self._was_up = True
        systemd.notify("READY=1\nSTATUS=Connected to Discord")

    def _is_hopeless(self, error: Exception) -> bool:
        if isinstance(error, HOPELESS):
            return True
        if isinstance(error, discord.ConnectionClosed) and error.code in HOPELESS_CLOSURES:
            return True
        if self._was_up or isinstance(error, TooManyStarts):
            return False
        return self._failures >= self._patience.tries

    def _tell(self, error: Exception, pause: float) -> None:
        self.tally.restarts[type(error).__name__] += 1
        seconds = max(1, round(pause))
        systemd.notify(f"STATUS=Begins again in {seconds} s")
        if isinstance(error, TooManyStarts):
            log.error("Logged in too often: waiting until %s UTC", f"{error.until:%Y-%m-%d %H:%M}")
        elif isinstance(error, OUT_OF_REACH):
            log.error("Discord cannot be reached: %s. Is this computer online? Next try in %s s", error, seconds)
        else:
            log.error("The client ended by an error; a new one begins in %s s", seconds, exc_info=error)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
