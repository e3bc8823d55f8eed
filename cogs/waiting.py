"""`/questions`: what is waiting."""

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, say
from mentorbot.bot import MentorBot
from mentorbot.rendering import waiting as drawn
from mentorbot.services.waiting import Waiting


class WaitingCog(commands.Cog):
    """Lists open questions."""

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(mine="Only your own, which you can take back here")
    async def questions(self, interaction: Interaction, mine: bool = False) -> None:
        """See the open questions. Anybody may help, called or not."""
        cards = await self._waiting.open_questions(person(interaction), mine=mine)
        await say(interaction, drawn.questions(cards, mine=mine))


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(WaitingCog(bot.parts.waiting))
