"""Keeping two people apart, and undoing it."""

from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.forms import chosen_numbers
from mentorbot.rendering import keeping_apart as drawn
from mentorbot.routes import answers
from mentorbot.services.keeping_apart import KeepingApart, NobodyToPartFrom


class KeepingApartCog(commands.Cog):
    """All of it is between one person and the bot."""

    def __init__(self, keeping_apart: KeepingApart) -> None:
        self._keeping_apart = keeping_apart

    @answers("apart")
    async def confirm(self, interaction: Interaction, question: int, server: int | None = None) -> None:
        other = await self._keeping_apart.other(person(interaction, server), question)
        if other is None:
            raise NobodyToPartFrom
        await say(interaction, drawn.confirm(other, *_given(server)))

    @answers("apart-now")
    async def part(self, interaction: Interaction, question: int, server: int | None = None) -> None:
        known = interaction.guild_id is None  # in private messages nobody has seen to it that they are a member
        other = await self._keeping_apart.part(person(interaction, server), question, known=known)
        await redraw(interaction, drawn.parted(other, *_given(server)))

    @answers("apart-not")
    async def leave(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.left())

    @answers("kept-apart")
    async def kept(self, interaction: Interaction, server: int | None = None) -> None:
        await say(interaction, drawn.kept(await self._keeping_apart.all(person(interaction, server)), *_given(server)))

    @answers("apart-undo")
    async def undo(self, interaction: Interaction, server: int | None = None) -> None:
        who, users = person(interaction, server), chosen_numbers(interaction)
        apart = await self._keeping_apart.undo(who, users=users, unnamed=[])
        await redraw(interaction, drawn.kept(apart, *_given(server)))

    @answers("apart-undo-unnamed")
    async def undo_unnamed(self, interaction: Interaction, server: int | None = None) -> None:
        who, unnamed = person(interaction, server), chosen_numbers(interaction)
        apart = await self._keeping_apart.undo(who, users=[], unnamed=unnamed)
        await redraw(interaction, drawn.kept(apart, *_given(server)))


def _given(server: int | None) -> tuple[int, ...]:
    """Carry the server along in what is pressed in private messages."""
    return () if server is None else (server,)


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(KeepingApartCog(bot.parts.keeping_apart))
