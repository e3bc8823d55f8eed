"""Keeps discord.py from sending again by itself what would then happen twice."""

import re
from types import SimpleNamespace

import aiohttp

_MADE_TWICE = {
    "a private thread": re.compile(r"/channels/\d+/threads$"),
    "a private answer": re.compile(r"/webhooks/\d+/[^/]+$"),
}
FAILED = 500


def unrepeated() -> aiohttp.TraceConfig:
    """Watch the answers to all requests.

    After a 5xx discord.py tries again, though what was asked for may have been done. A message has its nonce, and one
    thread fits beneath a message; a private thread has neither, so that a second one would be made, and so has what is
    said privately besides the answer to a press. The first try ends there: the announcer looks for its thread before it
    tries again, and what else would have been said is let go.
    """
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_break_off)
    return trace


async def _break_off(_: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
    if ended.method != "POST" or ended.response.status < FAILED:
        return
    for what, path in _MADE_TWICE.items():
        if path.search(ended.url.path):
            ended.response.close()
            raise aiohttp.ClientConnectionError(f"{ended.response.status}: {what} may have been made")
