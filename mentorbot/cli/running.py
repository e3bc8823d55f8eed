"""`mentorbot run`: the bot on Discord, until it is stopped or cannot go on."""

import asyncio
import logging
import random
import signal

import aiohttp
import discord
from pydantic import SecretStr

from mentorbot import __version__, logs
from mentorbot.bot import create_bot
from mentorbot.cli import exits
from mentorbot.clock import SystemClock
from mentorbot.settings import Settings
from mentorbot.store.database import DamagedDatabase
from mentorbot.store.locking import DatabaseInUse
from mentorbot.store.migrating import NewerDatabase

log = logging.getLogger(__name__)

REFUSED = (
    "Discord does not know this token. Make a new one in the developer portal (your application, Bot, Reset Token) "
    "and put it into MENTORBOT_TOKEN."
)
INTENTS = (
    "Discord refuses the intents that the bot asks for. mentorbot needs none that must be switched on by hand, "
    "so please report this with the version you run."
)
AUTHENTICATION_FAILED = 4004


def run(settings: Settings, token: SecretStr) -> int:
    """Serve until Ctrl-C or SIGTERM; returns an exit code that says whether to start again."""
    logs.configure(settings)
    log.info("mentorbot %s starts", __version__)
    try:
        asyncio.run(_serve(settings, token.get_secret_value()))
    except discord.DiscordException as error:
        return _explain(error)
    except (DamagedDatabase, NewerDatabase) as error:
        log.critical(str(error))
        return exits.CONFIGURATION
    except DatabaseInUse as error:
        log.critical(str(error))
        return exits.BUSY
    except (aiohttp.ClientConnectionError, TimeoutError) as error:
        log.error("Discord cannot be reached: %s. Is this computer online?", error)  # noqa: TRY400 - words, no traceback
        return exits.UNREACHABLE
    log.info("mentorbot has stopped")
    return exits.OK


async def _serve(settings: Settings, token: str) -> None:
    bot = create_bot(settings, clock=SystemClock(), rng=random.SystemRandom())
    async with bot:
        serving = asyncio.create_task(bot.start(token))
        _stop_on_signals(serving)
        try:
            await serving
        except asyncio.CancelledError:
            log.info("Asked to stop")


def _stop_on_signals(serving: asyncio.Task[None]) -> None:
    def stop(*_: object) -> None:
        loop.call_soon_threadsafe(serving.cancel)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _explain(error: discord.DiscordException) -> int:
    if isinstance(error, discord.LoginFailure) or getattr(error, "code", None) == AUTHENTICATION_FAILED:
        log.critical(REFUSED)
        return exits.CONFIGURATION
    if isinstance(error, discord.PrivilegedIntentsRequired):
        log.critical(INTENTS)
        return exits.CONFIGURATION
    log.critical("The connection to Discord ended: %s", error)
    return exits.UNREACHABLE
