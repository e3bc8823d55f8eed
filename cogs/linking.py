"""Closing a link, keeping it open, and opening its question again."""

from discord import app_commands
from discord.ext import commands

from mentorbot.announcer import Announcer
from mentorbot.answering import Interaction, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.rendering import threads
from mentorbot.routes import answers
from mentorbot.services.announcing import Announcing
from mentorbot.services.linking import Linking
from mentorbot.services.waiting import Waiting


class LinkingCog(commands.Cog):
    """What the two people of a link can do about it."""

    def __init__(self, linking: Linking, waiting: Waiting, announcing: Announcing, announcer: Announcer) -> None:
        self._linking = linking
        self._waiting = waiting
        self._announcing = announcing
        self._announcer = announcer

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(note="A line for the two of you, shown where the thread began")
    async def close(self, interaction: Interaction, note: app_commands.Range[str, 1, 200] | None = None) -> None:
        """Close this thread: your question is sorted."""
        link = await self._linking.in_thread(interaction.channel_id or 0)
        moderator = interaction.permissions.manage_messages
        await self._linking.close(person(interaction), link.id, note=note, moderator=moderator)
        await say(interaction, "Closed. Thank you! The asker can open it again from the question's card.")

    @answers("sorted")
    async def sorted(self, interaction: Interaction, link: int) -> None:
        moderator = interaction.permissions.manage_messages
        closed = await self._linking.close(person(interaction), link, by_button=True, moderator=moderator)
        async with self._announcer.shown_by_answer(closed.retired) as by_answer:
            if interaction.message and threads.is_opening(interaction.message, link):
                await self._announcing.opening_stands(link, interaction.message.channel.id, interaction.message.id)
            briefing = await self._announcing.brief(closed.retired)
            if interaction.message and interaction.message.id == briefing.opening and briefing.card:
                await redraw(interaction, threads.opening_closed(briefing.card))
            else:
                by_answer.leave()
                await redraw(interaction, threads.closed_by(person(interaction).name, closed.link.outcome))

    @answers("keep")
    async def keep(self, interaction: Interaction, link: int) -> None:
        await self._linking.keep_open(person(interaction), link)
        await redraw(interaction, threads.kept_open(person(interaction).name))

    @answers("reopen")
    async def reopen(self, interaction: Interaction, question: int, server: int | None = None) -> None:
        await self._waiting.reopen(person(interaction, server), question)
        await say(
            interaction, "Your question is open again. I'll ask whoever is free, and you'll get a thread as before."
        )


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(LinkingCog(parts.linking, parts.waiting, parts.announcing, bot.announcer))
