"""Claiming by button, and "why me?"; reactions come in through the client."""

from discord.ext import commands

from mentorbot.announcer import Announcer
from mentorbot.answering import Interaction, person, redraw, require_moderator, say
from mentorbot.bot import MentorBot
from mentorbot.domain.cards import UnsignedCard
from mentorbot.rendering import cards, relays, waiting
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.announcing import Announcing
from mentorbot.services.claiming import Claiming
from mentorbot.services.keeping_apart import KeepingApart
from mentorbot.services.relaying import Relaying
from mentorbot.services.waiting import Waiting


class ClaimingCog(commands.Cog):
    """Gives a question to whoever presses first."""

    def __init__(
        self,
        claiming: Claiming,
        waiting: Waiting,
        keeping_apart: KeepingApart,
        announcing: Announcing,
        announcer: Announcer,
        relaying: Relaying,
    ) -> None:
        self._claiming = claiming
        self._keeping_apart = keeping_apart
        self._waiting = waiting
        self._announcing = announcing
        self._announcer = announcer
        self._relaying = relaying

    @answers("claim")
    async def claim(self, interaction: Interaction, question: int) -> None:
        pressed = interaction.message.id if interaction.message else None
        claimed = await self._claiming.claim(person(interaction), question, on=pressed)
        on_card = pressed == claimed.question.card_id
        async with self._announcer.shown_by_answer(claimed.update) as by_answer:
            if on_card:
                briefing = await self._announcing.brief(claimed.update)
                assert briefing.card is not None
                await interaction.response.edit_message(**cards.card(briefing.card, []).arguments())
            else:
                by_answer.leave()
                await say(interaction, "It's yours. Thank you! Your thread is opening now.")

    @answers("why")
    async def why(self, interaction: Interaction, question: int, _wave: int) -> None:
        standing = await self._waiting.standing(person(interaction), question)
        await say(interaction, "This is your own question." if standing.is_asker else waiting.why(standing.call_out))

    @answers("more")
    async def more(self, interaction: Interaction, question: int) -> None:
        standing = await self._waiting.standing(person(interaction), question)
        shown = standing.card
        if standing.is_asker and isinstance(shown, UnsignedCard) and shown.link is not None and not shown.link_closed:
            conversation = await self._relaying.conversation(interaction.user.id, shown.link)
            await say(interaction, relays.so_far(conversation, standing))
            return
        can_part = await self._keeping_apart.other(person(interaction), question) is not None
        moderator = interaction.permissions.manage_messages
        await say(interaction, waiting.more(standing, moderator=moderator, can_part=can_part))

    @answers("close-waiting")
    async def close(self, interaction: Interaction, question: int) -> None:
        require_moderator(interaction)
        here = await self._waiting.standing(person(interaction), question)  # another server's is not theirs to close
        await self._waiting.close(here.card.question)
        await redraw(interaction, Sheet("Closed. I've told the asker privately, with what they wrote."))


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(
        ClaimingCog(parts.claiming, parts.waiting, parts.keeping_apart, parts.announcing, bot.announcer, parts.relaying)
    )
