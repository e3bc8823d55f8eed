"""`/help`: what one can do here, by role."""

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, say
from mentorbot.bot import MentorBot
from mentorbot.rendering import guide


class HelpingCog(commands.Cog):
    """Explains the bot in words."""

    @app_commands.command()
    @app_commands.describe(topic="What you'd like to know more about")
    @app_commands.choices(topic=[app_commands.Choice(name=page.title, value=key) for key, page in guide.PAGES.items()])
    async def help(self, interaction: Interaction, topic: app_commands.Choice[str] | None = None) -> None:
        """How to ask, how to help, and what happens to what you write."""
        rights = interaction.permissions
        page = topic.value if topic else None
        await say(interaction, guide.guide(page, moderator=rights.manage_messages, admin=rights.manage_guild))


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(HelpingCog())
