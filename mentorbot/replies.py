"""Looks at every reply before discord.py does: whether it is Discord's at all, and whether we should be silent.

A proxy's page, half an answer or an empty one is none of Discord's. A page with 429 means that Discord's gatekeeper has
banned this address, and every further request would prolong that. 401 means that the token was changed.
"""

import asyncio
import json
import logging
from datetime import datetime, timedelta
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord

from mentorbot.clock import Clock

log = logging.getLogger(__name__)

API = "/api/"
TOKEN_IN_PATH = ("/interactions/", "/webhooks/")
SILENCE = timedelta(minutes=10)
WORDS = "its gatekeeper bans this address: nothing is sent for ten minutes"
LONGEST_NAP = 30.0  # discord.py sleeps no longer where it is told to wait; the announcer tries again later


class Unreadable(aiohttp.ClientError):
    """Something else answered; another try may reach Discord."""


class Banned(aiohttp.ClientError):
    """Discord's gatekeeper wants to hear nothing from this address for a while."""


class Replies:
    """Every request and reply of one client comes by here. `revoked` is set when Discord takes our token no more."""

    def __init__(self, clock: Clock) -> None:
        self.revoked = asyncio.Event()
        self._clock = clock
        self._silent_until: datetime | None = None

    @property
    def silence(self) -> float:
        """For how many seconds nothing may be sent."""
        if self._silent_until is None:
            return 0.0
        left = self._silent_until - self._clock.now()
        return left.total_seconds() if timedelta() < left <= SILENCE else 0.0  # longer: the clock was set back

    def watch(self, trace: aiohttp.TraceConfig) -> aiohttp.TraceConfig:
        trace.on_request_start.append(self._before)
        trace.on_request_end.append(self._after)
        return trace

    async def _before(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, ___: aiohttp.TraceRequestStartParams
    ) -> None:
        if self.silence:
            raise Banned(WORDS)

    async def _after(self, _: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
        response, path = ended.response, ended.url.path
        if path.startswith(API) and response.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.SWITCHING_PROTOCOLS):
            try:
                self.check(response.status, await response.read(), path, response.content_type)
            except BaseException:
                response.close()
                raise

    def check(self, status: int, body: bytes, path: str, content_type: str) -> None:
        """Raise what discord.py would stumble over, or sleep through; after a page with 5xx it tries again."""
        said = _read(body)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._limited(said, path)
        elif said is None and (status < HTTPStatus.INTERNAL_SERVER_ERROR or content_type == "application/json"):
            raise Unreadable(f"{status} from {_shown(path)}")
        elif status == HTTPStatus.UNAUTHORIZED and not any(part in path for part in TOKEN_IN_PATH):
            self.revoked.set()

    def _limited(self, said: Any, path: str) -> None:
        if said is None:
            log.error("Discord: %s", WORDS)
            self._silent_until = self._clock.now() + SILENCE
            raise Banned(WORDS)
        pause = cast("dict[str, Any]", said).get("retry_after") if isinstance(said, dict) else None
        if not isinstance(pause, int | float):
            raise Unreadable(f"429 from {_shown(path)}")
        if pause > LONGEST_NAP:
            raise discord.RateLimited(pause)


def _read(body: bytes) -> Any:
    """Give what was said as JSON; None where that is nothing that Discord would say."""
    try:
        said = json.loads(body)
    except ValueError:
        return None
    return None if said in ({}, "", None) else said


def _shown(path: str) -> str:
    """Give a path without the secret that some of them hold."""
    return next((part for part in TOKEN_IN_PATH if part in path), path)
