"""What is no answer of Discord's, though it came in its place: a proxy's page, half an answer, an empty one."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from discord.http import HTTPClient, Route

HAVE_A_BODY = frozenset({"GET", "POST", "PATCH"})


class Unreadable(aiohttp.ClientError):
    """Something else answered; another try may reach Discord."""


def insist_on_sense(http: HTTPClient) -> None:
    """Let the client raise `Unreadable` where discord.py would stumble over what it takes for an answer."""
    request: Callable[..., Awaitable[Any]] = http.request

    async def checked(route: Route, **rest: Any) -> Any:
        try:
            answer = await request(route, **rest)
        except (ValueError, LookupError, TypeError) as error:  # half an answer; a limit that does not say how long
            raise Unreadable(f"{route.method} {route.path}") from error
        if isinstance(answer, str) and (answer or route.method in HAVE_A_BODY):
            raise Unreadable(f"{route.method} {route.path}")
        return answer

    http.request = checked
