"""What somebody presses under a text of theirs that was not posted yet."""

from discord.ext import commands

from mentorbot.answering import Interaction
from mentorbot.bot import MentorBot
from mentorbot.looking import Looking
from mentorbot.routes import answers


class LookingCog(commands.Cog):
    """The writer decides."""

    def __init__(self, looking: Looking) -> None:
        self._looking = looking

    @answers("look-change")
    async def change(self, interaction: Interaction, number: int) -> None:
        await self._looking.change(interaction, number)

    @answers("look-post")
    async def post(self, interaction: Interaction, number: int) -> None:
        await self._looking.post(interaction, number)

    @answers("look-drop")
    async def drop(self, interaction: Interaction, number: int) -> None:
        await self._looking.drop(interaction, number)


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(LookingCog(bot.looking))
