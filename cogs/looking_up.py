"""The buttons of a look-up that takes two moderators; `/mod lookup` begins it."""

from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, require_moderator, say
from mentorbot.bot import MentorBot
from mentorbot.rendering import lookups
from mentorbot.routes import answers
from mentorbot.services.looking_up import LookingUp


class LookingUpCog(commands.Cog):
    """A second moderator agrees, and the first is shown who asked."""

    def __init__(self, looking_up: LookingUp) -> None:
        self._looking_up = looking_up

    @answers("look-up-agree")
    async def agree(self, interaction: Interaction, look_up: int) -> None:
        require_moderator(interaction)
        await redraw(interaction, lookups.request(await self._looking_up.agree(person(interaction), look_up)))

    @answers("look-up-show")
    async def show(self, interaction: Interaction, look_up: int) -> None:
        require_moderator(interaction)
        await say(interaction, lookups.seen(await self._looking_up.show(person(interaction), look_up)))


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(LookingUpCog(bot.parts.looking_up))
