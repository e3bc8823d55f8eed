"""Handing a question back or over, and helping as a second."""

from typing import Any, cast

from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.domain.members import Person
from mentorbot.domain.quoting import whole
from mentorbot.forms import chosen_numbers
from mentorbot.rendering import handing as drawn
from mentorbot.routes import answers
from mentorbot.services.handing import Handing, NotAPerson
from mentorbot.services.joining import Joining


class HandingCog(commands.Cog):
    """What helpers do who can't go on, or would help, too. Some of it is pressed in private messages."""

    def __init__(self, handing: Handing, joining: Joining) -> None:
        self._handing = handing
        self._joining = joining

    @answers("hand-back")
    async def hand_back(self, interaction: Interaction, link: int) -> None:
        await say(interaction, drawn.sure(link))

    @answers("hand-back-now")
    async def hand_back_now(self, interaction: Interaction, link: int) -> None:
        moderator = interaction.permissions.manage_messages
        waits = await self._handing.hand_back(person(interaction), link, moderator=moderator)
        await redraw(interaction, drawn.handed_back(waits=waits))

    @answers("hand-over")
    async def hand_over(self, interaction: Interaction, link: int) -> None:
        await say(interaction, drawn.whom(link))

    @answers("hand-over-to")
    async def hand_over_to(self, interaction: Interaction, link: int) -> None:
        to = _chosen_person(interaction)
        quiet = await self._handing.ask_over(person(interaction), link, to)
        await redraw(interaction, drawn.asked_over(to.name, quiet=quiet))

    @answers("take-over")
    async def take_over(self, interaction: Interaction, link: int, server: int) -> None:
        await self._handing.take_over(person(interaction, server), link)
        await redraw(interaction, drawn.taken())

    @answers("not-now")
    async def not_now(self, interaction: Interaction, link: int, server: int) -> None:
        await self._handing.not_now(person(interaction, server), link)
        await redraw(interaction, drawn.declined())

    @answers("offer-too")
    async def offer_too(self, interaction: Interaction, question: int) -> None:
        await self._joining.offer(person(interaction), question)
        await redraw(interaction, drawn.offered_too())

    @answers("let-join")
    async def let_join(self, interaction: Interaction, link: int, member: int, server: int) -> None:
        moderator = interaction.guild_id == server and interaction.permissions.manage_messages
        name = await self._joining.agree(person(interaction, server), link, member, moderator=moderator)
        await redraw(interaction, drawn.let_in(name))

    @answers("no-join")
    async def no_join(self, interaction: Interaction, link: int, member: int, server: int) -> None:
        await self._joining.decline(person(interaction, server), link, member)
        await redraw(interaction, drawn.join_answered())


def _chosen_person(interaction: Interaction) -> Person:
    """Give the member who was chosen, as Discord sent them along; bots and people from elsewhere can't help."""
    [number, *_] = chosen_numbers(interaction)
    data = cast("dict[str, Any]", interaction.data or {})
    resolved = cast("dict[str, dict[str, Any]]", data.get("resolved") or {})
    user = resolved.get("users", {}).get(str(number))
    member = resolved.get("members", {}).get(str(number))
    if user is None or member is None or user.get("bot"):
        raise NotAPerson
    shown = member.get("nick") or user.get("global_name") or user.get("username")
    return Person(person(interaction).server_id, number, whole(str(shown)))


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(HandingCog(bot.parts.handing, bot.parts.joining))
