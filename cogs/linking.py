"""Closing a link, keeping it open, and opening its question again."""

from discord import app_commands
from discord.ext import commands

from mentorbot.announcer import Announcer
from mentorbot.answering import Interaction, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.forms import written
from mentorbot.looking import Looking, Writing
from mentorbot.rendering import sharing, threads
from mentorbot.rendering.forms import LONGEST_CLOSING, close_form
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.announcing import Announcing
from mentorbot.services.linking import Closed, Linking
from mentorbot.services.parting import Parting
from mentorbot.services.waiting import Waiting


class LinkingCog(commands.Cog):
    """What the two people of a link can do about it."""

    def __init__(
        self,
        linking: Linking,
        waiting: Waiting,
        parting: Parting,
        announcing: Announcing,
        announcer: Announcer,
        looking: Looking,
    ) -> None:
        self._linking = linking
        self._parting = parting
        self._waiting = waiting
        self._announcing = announcing
        self._announcer = announcer
        self._looking = looking

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(note="A line for the two of you, shown where the thread began")
    async def close(
        self, interaction: Interaction, note: app_commands.Range[str, 1, LONGEST_CLOSING] | None = None
    ) -> None:
        """Close this thread: your question is sorted."""
        link = await self._linking.in_thread(interaction.channel_id or 0)
        await self._look_first(interaction, link.id, note)

    @answers("close-form")
    async def form(self, interaction: Interaction, link: int) -> None:
        await self._look_first(interaction, link, written(interaction).get("note", "")[:LONGEST_CLOSING])

    async def _look_first(self, interaction: Interaction, link: int, note: str | None) -> None:
        line = note or ""
        writing = Writing(
            line,
            post=lambda now: self._close(now, link, line or None),
            change=lambda now: now.response.send_modal(close_form(link, line)),
            without_name=await self._linking.is_unnamed(person(interaction), link),
        )
        await self._looking.first(interaction, writing)

    async def _close(self, interaction: Interaction, link: int, note: str | None) -> Sheet:
        moderator = interaction.permissions.manage_messages
        closed = await self._linking.close(person(interaction), link, note=note, moderator=moderator)
        farewell = await self._farewell(interaction, closed) or Sheet()
        words = "Closed. Thank you! The asker can open it again from the question's card."
        return Sheet(f"{words}\n{farewell.content}".strip(), (), farewell.rows)

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
                by = None if closed.unnamed else person(interaction).name
                await redraw(interaction, threads.closed_by(by, closed.link.outcome))
        if farewell := await self._farewell(interaction, closed):
            await say(interaction, farewell)

    async def _farewell(self, interaction: Interaction, closed: Closed) -> Sheet | None:
        """Offer an asker to say thank you, and to offer next what they have just learnt."""
        if not closed.by_asker:
            return None
        topic = (await self._parting.farewell(person(interaction), closed.link.id)).topic
        number, name = (topic.id, topic.name) if topic else (None, None)
        return sharing.farewell(closed.link.server_id, closed.link.id, number, name, unnamed=closed.unnamed)

    @answers("keep")
    async def keep(self, interaction: Interaction, link: int) -> None:
        kept = await self._linking.keep_open(person(interaction), link)
        await redraw(interaction, threads.kept_open(None if kept.unnamed else person(interaction).name))

    @answers("reopen")
    async def reopen(self, interaction: Interaction, question: int, server: int | None = None) -> None:
        await self._waiting.reopen(person(interaction, server), question)
        await say(
            interaction, "Your question is open again. I'll ask whoever is free, and you'll get a thread as before."
        )


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(
        LinkingCog(parts.linking, parts.waiting, parts.parting, parts.announcing, bot.announcer, bot.looking)
    )
