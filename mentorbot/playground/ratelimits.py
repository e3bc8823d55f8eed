"""How many requests the bot may make: Discord's headers, and its refusals when there were too many."""

import hashlib
import time
from dataclasses import dataclass
from typing import Literal

GLOBAL_LIMIT = 50
OUTSIDE_GLOBAL = ("/interactions/", "/webhooks/")
REALISTIC = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": (1, 0.25),
    "PATCH /channels/{channel_id}": (5, 10.0),
    "POST /channels/{channel_id}/messages/{message_id}/threads": (50, 300.0),
    "POST /channels/{channel_id}/threads": (50, 300.0),
}
GENEROUS = (10_000, 1.0)
EVERYWHERE = ("", "")
Scope = Literal["user", "global", "shared"]
"""Whose limit it was: the bot's own for a route, the bot's own in all, or one that everybody here shares."""


@dataclass(slots=True)
class Window:
    ends: float
    used: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, with the headers that say so."""

    headers: dict[str, str]
    retry_after: float | None = None
    scope: Scope = "user"

    @property
    def everywhere(self) -> bool:
        return self.scope == "global"


class RateLimits:
    """Counts by route and channel. Generous unless `realistic`, when Discord's observed figures hold.

    `haste` makes realistic limits pass more quickly, so that a crowd meets them all in a short test.
    """

    def __init__(self, *, realistic: bool = False, haste: float = 1.0) -> None:
        self.realistic = realistic
        self._haste = haste
        self._windows: dict[tuple[str, str], Window] = {}
        self._everywhere = Window(0)
        self._names: dict[str, str] = {}
        self._closed: dict[tuple[str, str], tuple[float, Scope]] = {}

    def close(self, route: str, major: str, seconds: float, scope: Scope) -> None:
        """Refuse for a while, however little was used; a global limit refuses every route that counts."""
        far = scope == "global" and counts(route)
        where = EVERYWHERE if far else (route, major)
        self._closed[where] = (time.monotonic() + seconds, "global" if far else "user" if scope == "global" else scope)

    def judge(self, route: str, major: str) -> Verdict:
        now = time.monotonic()
        if closed := self._closure(route, major, now):
            return closed
        if self.realistic and counts(route):
            over = self._use(self._everywhere, now, GLOBAL_LIMIT, 1.0 / self._haste)
            if over is not None:
                return Verdict({"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, over, "global")
        limit, seconds = REALISTIC.get(route, GENEROUS) if self.realistic else GENEROUS
        window = self._windows.setdefault((route, major), Window(0))
        over = self._use(window, now, limit, seconds / self._haste)
        scope = {} if over is None else {"X-RateLimit-Scope": "user"}
        return Verdict(self._headers(route, limit, window, now) | scope, over)

    def forget(self) -> None:
        """Drop windows that have passed, so that a long run does not grow."""
        now = time.monotonic()
        self._windows = {key: window for key, window in self._windows.items() if window.ends > now}

    def _closure(self, route: str, major: str, now: float) -> Verdict | None:
        """Say how long what was closed stays so."""
        self._closed = {where: closed for where, closed in self._closed.items() if closed[0] > now}
        closed = (self._closed.get(EVERYWHERE) if counts(route) else None) or self._closed.get((route, major))
        if closed is None:
            return None
        ends, scope = closed
        if scope == "global":
            headers = {"X-RateLimit-Global": "true"}
        else:
            limit = REALISTIC.get(route, GENEROUS)[0]
            headers = self._headers(route, limit, Window(ends, limit), now)
        return Verdict(headers | {"X-RateLimit-Scope": scope}, ends - now, scope)

    @staticmethod
    def _use(window: Window, now: float, limit: int, seconds: float) -> float | None:
        """Count one request; the seconds to wait where the window is full."""
        if window.ends <= now:
            window.ends, window.used = now + seconds, 0
        if window.used >= limit:
            return window.ends - now
        window.used += 1
        return None

    def _headers(self, route: str, limit: int, window: Window, now: float) -> dict[str, str]:
        if len(self._windows) > 1000:
            self.forget()
        after = max(0.001, window.ends - now)
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - window.used),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": self._bucket(route),
        }

    def _bucket(self, route: str) -> str:
        if route not in self._names:
            self._names[route] = hashlib.sha256(route.encode()).hexdigest()[:32]
        return self._names[route]


def counts(route: str) -> bool:
    """Whether a request counts against the fifty a second; answers to interactions do not."""
    return not any(part in route for part in OUTSIDE_GLOBAL)
