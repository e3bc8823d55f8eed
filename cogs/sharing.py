"""Waiting along with others, saying thank you, and offering next what one has just learnt."""

from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, say, spend
from mentorbot.bot import MentorBot
from mentorbot.forms import written
from mentorbot.looking import Looking, Writing
from mentorbot.rendering import sharing as drawn
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.me_too import MeToo
from mentorbot.services.parting import Parting

INVITATION = ("could-help", "no-invite")


class SharingCog(commands.Cog):
    """All of it is private, and some of it is pressed in private messages."""

    def __init__(self, me_too: MeToo, parting: Parting, looking: Looking) -> None:
        self._me_too = me_too
        self._parting = parting
        self._looking = looking

    @answers("me-too")
    async def me_too(self, interaction: Interaction, question: int) -> None:
        new = await self._me_too.join(person(interaction), question)
        await say(interaction, drawn.waits_along(question, new=new))

    @answers("me-too-off")
    async def me_too_off(self, interaction: Interaction, question: int) -> None:
        await self._me_too.leave(person(interaction), question)
        await redraw(interaction, drawn.waits_no_more())

    @answers("thank")
    async def thank(self, interaction: Interaction, link: int, server: int) -> None:
        await interaction.response.send_modal(drawn.thanks_form(link, server))

    @answers("thanks")
    async def thanks(self, interaction: Interaction, link: int, server: int) -> None:
        words = written(interaction).get("words", "")

        async def post(by: Interaction) -> Sheet:
            await self._parting.thank(person(by, server), link, words)
            return drawn.thanked()

        async def change(by: Interaction) -> None:
            await by.response.send_modal(drawn.thanks_form(link, server, words))

        without_name = await self._parting.is_unnamed(person(interaction, server), link)
        writing = Writing(words, post, change, without_name=without_name, server_id=server)
        await self._looking.first(interaction, writing)

    @answers("could-help")
    async def could_help(self, interaction: Interaction, topic: int, server: int) -> None:
        here = interaction.guild_id is not None  # in private messages nobody has seen to it that they are a member
        found = await self._parting.could_help(person(interaction, server), topic, known=not here)
        await spend(interaction, drawn.could_help(found, here=here), *INVITATION)

    @answers("no-invite")
    async def no_invite(self, interaction: Interaction, link: int, server: int) -> None:
        await self._parting.ask_no_more(person(interaction, server), link)
        await spend(interaction, drawn.asked_no_more(), *INVITATION)


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(SharingCog(bot.parts.me_too, bot.parts.parting, bot.looking))
