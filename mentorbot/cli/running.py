"""`mentorbot run`: the bot on Discord, until it is stopped or cannot go on."""

import asyncio
import logging
import os
import random
import signal
import threading
from collections.abc import Generator
from contextlib import AsyncExitStack, contextmanager
from functools import partial

from pydantic import SecretStr

from mentorbot import __version__, logs
from mentorbot.bot import create_bot
from mentorbot.cli import exits
from mentorbot.cli.backing_up import lost
from mentorbot.cli.doubts import doubts
from mentorbot.cli.endings import ending
from mentorbot.cli.secrecy import readable_by_others
from mentorbot.clock import SystemClock
from mentorbot.health import Health, serve
from mentorbot.settings import Settings
from mentorbot.supervision import Patience, Supervisor

log = logging.getLogger(__name__)

ENOUGH = 10.0


def run(settings: Settings, token: SecretStr, patience: Patience | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; returns an exit code that says whether to start again."""
    logs.configure(settings)
    log.info("mentorbot %s starts", __version__)
    for doubt in doubts(settings):
        log.warning(doubt)
    if problem := readable_by_others():
        log.warning(problem)
    if problem := lost(settings):
        log.critical(problem)
        return exits.CONFIGURATION
    try:
        with _ends_in_time() as stopping:
            asyncio.run(_serve(settings, token.get_secret_value(), patience or Patience(), stopping))
    except Exception as error:  # noqa: BLE001 - each kind has its words and its exit code
        return _explain(settings, error)
    log.info("mentorbot has stopped")
    return exits.OK


async def _serve(settings: Settings, token: str, patience: Patience, stopping: threading.Timer) -> None:
    clock, rng = SystemClock(), random.SystemRandom()
    supervisor = Supervisor(partial(create_bot, settings, clock=clock, rng=rng), token, clock, rng, patience)
    _stop_on_signals(supervisor, stopping)
    async with AsyncExitStack() as stack:
        if settings.health_port:
            await stack.enter_async_context(serve(Health(supervisor), settings))
        await supervisor.run()


def _stop_on_signals(supervisor: Supervisor, stopping: threading.Timer) -> None:
    def stop(*_: object) -> None:
        if not stopping.is_alive():
            stopping.start()
            log.info("Asked to stop")
            loop.call_soon_threadsafe(supervisor.stop)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


@contextmanager
def _ends_in_time() -> Generator[threading.Timer]:
    """Give a timer that ends the process whatever it hangs on: what is committed is safe, the rest comes next time."""
    timer = threading.Timer(ENOUGH, _give_up)
    timer.daemon = True
    try:
        yield timer
    finally:
        timer.cancel()


def _give_up() -> None:
    log.error("Not everything was finished in %s seconds. It goes on after the next start", round(ENOUGH))
    logging.shutdown()
    os._exit(exits.OK)


def _explain(settings: Settings, error: Exception) -> int:
    words, code = ending(settings, error)
    log.critical(words or "The bot cannot start", exc_info=None if words else error)
    return code
