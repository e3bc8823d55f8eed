"""`/mentorbot panel` and `check`: the bot's place on a server, and what it is allowed to do there."""

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.announcer import Announcer
from mentorbot.answering import Interaction, channel_of, person, say
from mentorbot.permissions import CannotPostThere, missing
from mentorbot.rendering import setup as drawn
from mentorbot.services.servers import Servers

PATIENCE = 1.8  # seconds that an admin waits for the panel; Discord wants an answer within three


class StandingCommands(commands.Cog):
    """Posts the panel, and says what is missing."""

    _client: discord.Client
    _servers: Servers
    _announcer: Announcer

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(channel="Where; this channel if you leave it out")
    async def panel(self, interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        """Post and pin the panel with buttons, for members whose app has no slash commands."""
        place = await self._text_channel(interaction, channel)
        announcement = await self._servers.post_panel(person(interaction), place.id)
        result = await self._announcer.result(announcement, PATIENCE)
        if result is not None and result.shown is None:
            raise CannotPostThere(f"Discord did not let me post in {place.mention}. Try /mentorbot check.")
        pinned = place.permissions_for(place.guild.me).pin_messages
        await say(interaction, drawn.panel_posted(place.id, pinned=pinned))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_guild=True)
    async def check(self, interaction: Interaction) -> None:
        """See whether I have every permission that I need, channel by channel."""
        assert interaction.guild is not None
        server = await self._servers.get(interaction.guild.id)
        here = [interaction.channel_id, server.question_channel, server.moderator_channel]
        lacking: dict[int, list[str] | None] = {}
        for channel_id in dict.fromkeys(number for number in here if number is not None):
            place = await channel_of(self._client, channel_id)
            if place is None:
                lacking[channel_id] = None
            elif isinstance(place, discord.TextChannel):
                lacking[channel_id] = missing(place.permissions_for(place.guild.me), private=True)
        await say(interaction, drawn.checked(lacking, server))

    async def _text_channel(self, interaction: Interaction, channel: discord.TextChannel | None) -> discord.TextChannel:
        place = channel or await channel_of(self._client, interaction.channel_id or 0)
        if not isinstance(place, discord.TextChannel):
            raise CannotPostThere("The panel needs a text channel. Name one in the command.")
        return place
