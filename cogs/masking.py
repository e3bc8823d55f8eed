"""The buttons beneath what an admin reads before members may ask without their name; `/mentorbot config` begins it."""

from discord.ext import commands

from mentorbot.answering import ForModerators, Interaction, person, redraw
from mentorbot.bot import MentorBot
from mentorbot.forms import NothingChosen
from mentorbot.rendering import masking
from mentorbot.rendering import setup as drawn
from mentorbot.routes import answers
from mentorbot.services.safeguards import Safeguards


class MaskingCog(commands.Cog):
    """Switches it on once an admin has read what Discord's policy says."""

    def __init__(self, safeguards: Safeguards) -> None:
        self._safeguards = safeguards

    @answers("anonymous-on")
    async def switch_on(self, interaction: Interaction, number: int) -> None:
        if not interaction.permissions.manage_guild:
            raise ForModerators
        wanted = next((choice for choice, its in masking.NUMBERS.items() if its == number), None)
        if wanted is None:
            raise NothingChosen
        await redraw(interaction, drawn.config(await self._safeguards.set_anonymous(person(interaction), wanted)))

    @answers("anonymous-off")
    async def leave_off(self, interaction: Interaction) -> None:
        await redraw(interaction, masking.left_off())


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(MaskingCog(bot.parts.safeguards))
