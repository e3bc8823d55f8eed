"""A visitor's session at the terminal, from the first line printed to Ctrl-C."""

import asyncio
import sys
import webbrowser

from mentorbot.playground.launch import Launch
from mentorbot.playground.server import PlaygroundServer
from mentorbot.playground.storage import Unreadable

READY_SECONDS = 30.0


async def run(launch: Launch, stop: asyncio.Event, open_browser: bool) -> int:
    """Serve until `stop` is set; the number is the exit code."""
    try:
        server = PlaygroundServer(launch)
    except Unreadable as error:
        _complain(str(error))
        return 1
    try:
        await server.start()
        return await _until_stopped(server, stop, open_browser)
    finally:
        await server.stop()


async def _until_stopped(server: PlaygroundServer, stop: asyncio.Event, open_browser: bool) -> int:
    stopping = asyncio.create_task(stop.wait())
    getting_ready = asyncio.create_task(server.runner.ready(READY_SECONDS))
    await asyncio.wait([stopping, getting_ready], return_when=asyncio.FIRST_COMPLETED)
    if not getting_ready.done():
        getting_ready.cancel()
        return 0
    failure = getting_ready.exception()
    if failure:
        stopping.cancel()
        _complain(f"The practice server could not start its bot. {failure}")
        return 1
    sys.stdout.write(f"Practice server: {server.page_url}\n")
    sys.stdout.flush()
    if open_browser:
        await asyncio.to_thread(webbrowser.open, server.page_url)
    await stopping
    return 0


def _complain(words: str) -> None:
    sys.stderr.write(words + "\n")
