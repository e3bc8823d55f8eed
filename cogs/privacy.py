"""`/privacy`: see what is kept about you, download it, erase it."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.errors import Refused
from mentorbot.rendering import privacy as drawn
from mentorbot.routes import answers
from mentorbot.services.privacy import Privacy


class TooLargeToSend(Refused):
    """There is more about you than Discord lets me send. Please ask whoever runs me for it. Nothing was changed."""


class PrivacyCog(commands.Cog):
    """Works on a server and in private messages, so also for somebody who has left a server."""

    def __init__(self, privacy: Privacy, nights: int) -> None:
        self._privacy = privacy
        self._nights = nights

    @app_commands.command()
    async def privacy(self, interaction: Interaction) -> None:
        """See what I keep about you, download it, or erase it."""
        await say(interaction, drawn.kept(await self._privacy.kept(interaction.user.id), self._nights))

    @answers("privacy-download")
    async def download(self, interaction: Interaction) -> None:
        content = (await self._privacy.download(interaction.user.id)).encode()
        if len(content) > interaction.filesize_limit:
            raise TooLargeToSend
        file = discord.File(io.BytesIO(content), filename="what-mentorbot-keeps-about-me.json")
        await say(interaction, drawn.downloaded(), files=[file])

    @answers("privacy-erase")
    async def ask_again(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.ask_again(self._nights))

    @answers("privacy-keep")
    async def keep(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.kept_as_it_was())

    @answers("privacy-erase-now")
    async def erase(self, interaction: Interaction) -> None:
        whole = await self._privacy.erase(interaction.user.id)
        await redraw(interaction, drawn.erased(self._nights, whole=whole))


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(PrivacyCog(bot.parts.privacy, bot.settings.backup_keep))
