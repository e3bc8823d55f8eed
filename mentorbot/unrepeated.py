"""Keeps discord.py from sending again by itself what would then happen twice."""

import re
from types import SimpleNamespace

import aiohttp

_PRIVATE_THREAD = re.compile(r"/channels/\d+/threads$")
FAILED = 500


def unrepeated() -> aiohttp.TraceConfig:
    """Watch the answers to all requests.

    After a 5xx discord.py tries again, though what was asked for may have been done. A message has its nonce, and one
    thread fits beneath a message; a private thread has neither, so that a second one would be made. The first try ends
    there, and the announcer looks for its thread before it tries again.
    """
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_break_off)
    return trace


async def _break_off(_: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
    if ended.method == "POST" and ended.response.status >= FAILED and _PRIVATE_THREAD.search(ended.url.path):
        ended.response.close()
        raise aiohttp.ClientConnectionError(f"{ended.response.status}: a private thread may have been made")
