"""Says how the bot is, on loopback: `/healthz` for containers and monitoring, `/metrics` for Prometheus."""

import asyncio
import logging
import math
import sqlite3
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass

from aiohttp import web

from mentorbot import __version__
from mentorbot.bot import MentorBot
from mentorbot.services.figures import Counted
from mentorbot.settings import Settings
from mentorbot.supervision import Supervisor

log = logging.getLogger(__name__)

WRITING = 3.0
SILENCE = 100.0  # the schedule looks every 30 seconds
REMEMBERED = 2.0  # however often it is asked, the database is written to no more often
COUNTED = 15.0
OFF = "Metrics are off. MENTORBOT_METRICS=true switches them on.\n"


class PortTaken(Exception):
    """Another program uses the port."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked at; where `vital`, the bot is not well without it."""

    ok: bool
    words: str
    vital: bool = True


class Health:
    """Looks at the present client each time it is asked."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._parts: dict[str, Part] = {}
        self._looked_at = -math.inf
        self._counted: Counted | None = None
        self._counted_at = -math.inf
        self._looking = asyncio.Lock()

    async def parts(self) -> dict[str, Part]:
        async with self._looking:
            if time.monotonic() - self._looked_at > REMEMBERED:
                self._parts = await self._look()
                self._looked_at = time.monotonic()
            return self._parts

    async def exposition(self) -> bytes:
        """Give the metrics in Prometheus' own form."""
        from mentorbot.metrics import exposition  # noqa: PLC0415 - most bots never need the library

        parts = await self.parts()
        async with self._looking:
            bot = self._supervisor.bot
            if bot and parts["database"].ok and time.monotonic() - self._counted_at > COUNTED:
                self._counted, self._counted_at = await bot.parts.figures.count(), time.monotonic()
        healthy = {name: part.ok for name, part in parts.items()}
        return exposition(self._supervisor.tally, healthy, self._counted, bot.latency if bot else math.nan)

    async def _look(self) -> dict[str, Part]:
        bot = self._supervisor.bot
        if bot is None or bot.up_since is None or bot.is_closed():
            waiting = Part(ok=False, words="not connected yet")
            return dict.fromkeys(("gateway", "latency", "database", "schedule"), waiting)
        return {
            "gateway": _gateway(bot),
            "latency": _latency(bot),
            "database": await _database(bot),
            "schedule": _schedule(bot),
            "disk": _disk(bot),
            "backup": _backup(bot),
        }


def _gateway(bot: MentorBot) -> Part:
    up = bot.is_ready() and bot.ws.open
    return Part(up, "connected" if up else "not connected to Discord")


def _latency(bot: MentorBot) -> Part:
    if not math.isfinite(bot.latency):
        return Part(ok=False, words="Discord has not answered yet")
    return Part(ok=True, words=f"{bot.latency * 1000:.0f} ms")


async def _database(bot: MentorBot) -> Part:
    try:
        async with asyncio.timeout(WRITING):
            await bot.parts.servers.keep("health", bot.clock.now().isoformat())
    except (sqlite3.Error, OSError, TimeoutError, ValueError) as error:
        return Part(ok=False, words=f"cannot be written ({str(error) or type(error).__name__})")
    return Part(ok=True, words="can be written")


def _schedule(bot: MentorBot) -> Part:
    silent = bot.schedule.silent_for
    if silent > SILENCE:
        return Part(ok=False, words="has not looked at what is due for too long")
    return Part(ok=True, words=f"looked {silent:.0f} s ago")


def _disk(bot: MentorBot) -> Part:
    ok = bot.room.enough()
    return Part(ok, "has room" if ok else "nearly full: new questions and offers are refused", vital=False)


def _backup(bot: MentorBot) -> Part:
    problem = bot.nightly.problem
    return Part(problem is None, f"the last one failed: {problem}" if problem else "no trouble", vital=False)


@asynccontextmanager
async def serve(health: Health, settings: Settings) -> AsyncGenerator[int]:
    """Answer at the address that was set, for as long as this lasts; gives the port."""
    runner = web.AppRunner(application(health, metrics=settings.metrics), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.health_host, settings.health_port)
        try:
            await site.start()
        except OSError as error:
            raise PortTaken(
                f"{settings.health_host}:{settings.health_port} cannot be used for health ({error.strerror}). "
                "Another program may have it: choose another MENTORBOT_HEALTH_PORT."
            ) from error
        port = runner.addresses[0][1]
        log.info("health at http://%s:%s/healthz", settings.health_host, port)
        yield port
    finally:
        await runner.cleanup()


def application(health: Health, *, metrics: bool) -> web.Application:
    async def healthz(_: web.Request) -> web.Response:
        parts = await health.parts()
        well = all(part.ok for part in parts.values() if part.vital)
        report = {"well": well, "version": __version__, "parts": {name: asdict(part) for name, part in parts.items()}}
        return web.json_response(report, status=200 if well else 503)

    async def scrape(_: web.Request) -> web.Response:
        if not metrics:
            return web.Response(status=404, text=OFF)
        content = "text/plain; version=0.0.4; charset=utf-8"
        return web.Response(body=await health.exposition(), headers={"Content-Type": content})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", scrape)
    return app
