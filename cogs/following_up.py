"""What somebody answers to "did it work?"."""

from discord.ext import commands

from mentorbot.answering import Interaction, redraw
from mentorbot.bot import MentorBot
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.following_up import FollowingUp


class FollowingUpCog(commands.Cog):
    """Pressed in private messages: a link is known by its number alone."""

    def __init__(self, following_up: FollowingUp) -> None:
        self._following_up = following_up

    @answers("worked")
    async def worked(self, interaction: Interaction, link: int) -> None:
        await self._following_up.worked(interaction.user.id, link)
        await redraw(interaction, Sheet("I'm glad it worked. Thank you for telling me!"))

    @answers("not-yet")
    async def not_yet(self, interaction: Interaction, link: int) -> None:
        await self._following_up.not_yet(interaction.user.id, link)
        await redraw(
            interaction, Sheet("Your question is open again, and I'm asking whoever is free. Nobody is blamed.")
        )

    @answers("no-follow-up")
    async def stop(self, interaction: Interaction, link: int) -> None:
        await self._following_up.stop(interaction.user.id, link)
        await redraw(interaction, Sheet("I won't ask you this any more. /settings changes it back."))


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(FollowingUpCog(bot.parts.following_up))
