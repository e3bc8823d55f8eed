"""`/mentorbot`: what admins set up."""

from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from cogs.administering.config import ConfigCommands
from cogs.administering.standing import StandingCommands
from cogs.administering.topics import TopicCommands
from cogs.administering.words import WordCommands
from mentorbot.announcer import Announcer
from mentorbot.bot import MentorBot
from mentorbot.services.safeguards import Safeguards
from mentorbot.services.servers import Servers
from mentorbot.services.topics import Topics
from mentorbot.services.words import Words


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class AdministeringCog(
    StandingCommands,
    ConfigCommands,
    TopicCommands,
    WordCommands,
    commands.GroupCog,
    group_name="mentorbot",
    group_description="For admins",
):
    """Channels, limits, the panel, and what the bot is allowed to do."""

    def __init__(
        self,
        client: discord.Client,
        servers: Servers,
        topics: Topics,
        words: Words,
        announcer: Announcer,
        safeguards: Safeguards,
        forget: timedelta,
    ) -> None:
        self._client = client
        self._servers = servers
        self._topics = topics
        self._words = words
        self._announcer = announcer
        self._safeguards = safeguards
        self._forget = forget


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(
        AdministeringCog(
            bot, parts.servers, parts.topics, parts.words, bot.announcer, parts.safeguards, bot.policy.forget
        )
    )
