"""The command `mentorbot playground`: from the terminal to a practice server and back."""

import asyncio
import os
import signal
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path

from dotenv import dotenv_values

from mentorbot.playground.botrunner import BOT
from mentorbot.playground.server import PlaygroundServer
from mentorbot.playground.storage import Unreadable

TOKEN = "MENTORBOT_TOKEN"  # noqa: S105 - the setting's name, not a token
BESIDE_A_REAL_BOT = (
    "There is a real bot's token here ({where}), and the practice server will not start beside it, so that practice "
    "and your real server never mix. Start it from another folder, or take {name} away for now. Nothing was changed."
)
READY_SECONDS = 30.0


def run(port: int | None, open_browser: bool, data: Path | None, *, bot: Sequence[str] = BOT) -> int:
    """Serve until Ctrl-C or SIGTERM; the number is the exit code."""
    where = real_token(os.environ, Path(".env"))
    if where:
        _complain(BESIDE_A_REAL_BOT.format(where=where, name=TOKEN))
        return 2
    try:
        return asyncio.run(serve(port, open_browser, data, bot=bot))
    except KeyboardInterrupt:
        return 0


async def serve(port: int | None, open_browser: bool, data: Path | None, *, bot: Sequence[str] = BOT) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        server = PlaygroundServer(data, port=port or 0, bot=bot)
    except Unreadable as error:
        _complain(str(error))
        return 1
    try:
        await server.start()
        return await _until_stopped(server, stop, open_browser)
    except OSError as error:
        _complain(_about_port(port, error))
        return 1
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


def real_token(environment: Mapping[str, str], env_file: Path) -> str:
    """Where a real bot's token was found, in words; empty when there is none."""
    if any(name.upper() == TOKEN and value.strip() for name, value in environment.items()):
        return f"the environment variable {TOKEN}"
    if env_file.is_file():
        values = dotenv_values(env_file, encoding="utf-8-sig")
        if any(name.upper() == TOKEN and (value or "").strip() for name, value in values.items()):
            return f"the file {env_file}"
    return ""


def _about_port(port: int | None, error: OSError) -> str:
    if port:
        return f"Port {port} cannot be used ({error.strerror}). Choose another with --port, or leave --port out."
    return f"The practice server could not start: {error}"


def _complain(words: str) -> None:
    sys.stderr.write(words + "\n")
