"""How `mentorbot run` ends by an error: in words, and with the code that tells a supervisor whether to start again."""

import discord

from mentorbot.cli import exits
from mentorbot.cli.backing_up import way_back
from mentorbot.health import PortTaken
from mentorbot.settings import Settings
from mentorbot.store.database import DamagedDatabase
from mentorbot.store.locking import DatabaseInUse
from mentorbot.store.migrating import NewerDatabase

REFUSED = (
    "Discord does not know this token. Make a new one in the developer portal (your application, Bot, Reset Token) "
    "and put it into MENTORBOT_TOKEN."
)
INTENTS = (
    "Discord refuses the intents that the bot asks for. mentorbot needs none that must be switched on by hand, "
    "so please report this with the version you run."
)
OUTDATED = "Discord refuses this version of the bot ({}). A newer one may help."
OFFLINE = "Discord cannot be reached: {}. Is this computer online?"


def ending(settings: Settings, error: Exception) -> tuple[str | None, int]:
    """Give the words, None where the error is nobody's but ours, and the code."""
    words: str | None = str(error)
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            words, code = REFUSED, exits.CONFIGURATION
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed(code=4013 | 4014):
            words, code = INTENTS, exits.CONFIGURATION
        case discord.ConnectionClosed(code=4010 | 4011 | 4012):
            words, code = OUTDATED.format(error.code), exits.CONFIGURATION
        case DamagedDatabase():
            words, code = f"{error} {way_back(settings)}", exits.CONFIGURATION
        case NewerDatabase():
            code = exits.CONFIGURATION
        case DatabaseInUse() | PortTaken():
            code = exits.BUSY
        case OSError() | discord.DiscordException():
            words, code = OFFLINE.format(error), exits.UNREACHABLE
        case _:
            words, code = None, exits.FAILED
    return words, code
