"""The command `mentorbot playground`: from the terminal to a practice server and back."""

import asyncio
import importlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dotenv import dotenv_values

from mentorbot.playground.launch import BOT, prepare

TOKEN = "MENTORBOT_TOKEN"  # noqa: S105 - the setting's name, not a token
BESIDE_A_REAL_BOT = (
    "There is a real bot's token here ({where}), and the practice server will not start beside it, so that practice "
    "and your real server never mix. Start it from another folder, or take {name} away for now. Nothing was changed."
)


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
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        launch = prepare(data, port=port or 0, bot=bot)
    except OSError as error:
        _complain(_about_start(port, error))
        return 1
    early = await launch.start_bot()
    session = importlib.import_module("mentorbot.playground.session")
    try:
        return await session.run(launch, stop, open_browser)
    finally:
        if early and early.running:
            await early.stop(patience=0.5)
        launch.close()


def real_token(environment: Mapping[str, str], env_file: Path) -> str:
    """Where a real bot's token was found, in words; empty when there is none."""
    if any(name.upper() == TOKEN and value.strip() for name, value in environment.items()):
        return f"the environment variable {TOKEN}"
    if env_file.is_file():
        values = dotenv_values(env_file, encoding="utf-8-sig")
        if any(name.upper() == TOKEN and (value or "").strip() for name, value in values.items()):
            return f"the file {env_file}"
    return ""


def _about_start(port: int | None, error: OSError) -> str:
    if port:
        return f"Port {port} cannot be used ({error.strerror}). Choose another with --port, or leave --port out."
    return f"The practice server could not start: {error}."


def _complain(words: str) -> None:
    sys.stderr.write(words + "\n")
