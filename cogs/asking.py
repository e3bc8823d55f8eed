"""`/ask` and its form: from what somebody typed to a posted question."""

import logging
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.announcer import Announcer
from mentorbot.answering import Interaction, channel_of, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.domain.announcements import Announcement
from mentorbot.domain.questions import Draft, checked_text
from mentorbot.domain.topics import Topic
from mentorbot.forms import chosen, chosen_numbers
from mentorbot.looking import Looking, Writing
from mentorbot.permissions import CannotPostThere, require
from mentorbot.rendering import receipts
from mentorbot.rendering.forms import ask_form, read_draft
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.asking import Asking, is_anonymous
from mentorbot.services.servers import Servers
from mentorbot.services.topics import Topics
from mentorbot.suggesting import topic_choices

log = logging.getLogger(__name__)

PATIENCE = 1.8  # of the 3 seconds that Discord leaves for an answer


class AskingCog(commands.Cog):
    """Asks on somebody's behalf."""

    def __init__(
        self,
        client: discord.Client,
        asking: Asking,
        servers: Servers,
        topics: Topics,
        announcer: Announcer,
        looking: Looking,
    ) -> None:
        self._client = client
        self._asking = asking
        self._servers = servers
        self._topics = topics
        self._announcer = announcer
        self._looking = looking

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(
        question="What you'd like help with; leave it out to write in a larger form",
        topic="What it is about; I'll work it out if you leave it out",
        urgent="You need somebody within minutes",
        private="A private thread for the two of you (and moderators); the question itself is seen by everybody here",
        anonymous="Without your name: nobody but the moderators can find out who asked",
        not_my_school="Nobody from your own school is called, or can take it",
        try_first="I wait five minutes before I call anybody, while you try yourself",
    )
    async def ask(
        self,
        interaction: Interaction,
        question: str | None = None,
        topic: str | None = None,
        urgent: bool = False,
        private: bool = False,
        anonymous: bool | None = None,
        not_my_school: bool = False,
        try_first: bool | None = None,
    ) -> None:
        """Ask a question: whoever is free right now and knows about it is called."""
        draft = Draft(question or "", topic, urgent, private, anonymous, not_my_school, try_first)
        if question is None:
            await self._form(interaction, draft)
        else:
            await self._look_first(interaction, draft)

    @ask.autocomplete("topic")
    async def _suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return topic_choices(await self._topics.suggest(person(interaction).server_id, typed))

    @answers("ask")
    async def open_form(self, interaction: Interaction) -> None:
        await self._form(interaction, Draft(""))

    async def _form(self, interaction: Interaction, draft: Draft) -> None:
        server = await self._servers.get(person(interaction).server_id)
        await interaction.response.send_modal(ask_form(draft, server.anonymous))

    @answers("ask-form")
    async def form(self, interaction: Interaction) -> None:
        await self._look_first(interaction, read_draft(interaction))

    @answers("call-now")
    async def call_now(self, interaction: Interaction, question: int) -> None:
        asked = await self._asking.call_now(person(interaction), question)
        await redraw(interaction, receipts.topic_chosen(asked))

    @answers("about")
    async def choose_topic(self, interaction: Interaction, question: int) -> None:
        asked = await self._asking.choose_topic(person(interaction), question, chosen_numbers(interaction)[0])
        await redraw(interaction, receipts.topic_chosen(asked))

    @answers("about-area")
    async def choose_area(self, interaction: Interaction, question: int) -> None:
        topics = await self._topics.all(person(interaction).server_id)
        await redraw(interaction, receipts.topics_of(question, chosen(interaction)[0], topics))

    @answers("about-back")
    async def areas_again(self, interaction: Interaction, question: int) -> None:
        topics = await self._topics.all(person(interaction).server_id)
        await redraw(interaction, receipts.areas(question, topics))

    @answers("withdraw")
    async def withdraw(self, interaction: Interaction, question: int) -> None:
        withdrawn = await self._asking.withdraw(person(interaction), question)
        await say(interaction, receipts.withdrawn(withdrawn))

    async def _look_first(self, interaction: Interaction, draft: Draft) -> None:
        kept = replace(draft, text=checked_text(draft.text))
        server = await self._servers.get(person(interaction).server_id)
        writing = Writing(
            kept.text,
            post=lambda now: self._post(now, kept),
            change=lambda now: self._form(now, kept),
            without_name=is_anonymous(kept, server),
        )
        await self._looking.first(interaction, writing)

    async def _post(self, interaction: Interaction, draft: Draft) -> Sheet:
        channel_id = await self._place(interaction, draft)
        asked = await self._asking.ask(person(interaction), draft, channel_id)
        card_id = await self._posted(asked.announcement, channel_id)
        topics = [] if asked.topic else await self._choice(asked.question.server_id)
        return receipts.asked(asked, card_id, topics)

    async def _choice(self, server_id: int) -> list[Topic]:
        """Give the topics to choose from; none where they cannot be read, since the question stands all the same."""
        try:
            return await self._topics.all(server_id)
        except Exception:
            log.exception("no topics to choose from")
            return []

    async def _posted(self, announcement: Announcement, channel_id: int) -> int | None:
        """Wait a moment for the card, so that the receipt can point at it; None where it takes longer."""
        result = await self._announcer.result(announcement, PATIENCE)
        if result is None:
            return None
        if result.shown is None:
            raise CannotPostThere(
                f"Discord did not let me post in <#{channel_id}>. Your question was not posted; it is below, so that "
                "nothing is lost."
            )
        return result.shown.message_id

    async def _place(self, interaction: Interaction, draft: Draft) -> int:
        """Find the channel for the card, or say what is missing there."""
        server = await self._servers.get(person(interaction).server_id)
        here = interaction.channel
        if server.question_channel is None and isinstance(here, discord.TextChannel):
            require(interaction.app_permissions, here.id, private=draft.private)
            return here.id
        wanted = server.question_channel or (here.parent_id if isinstance(here, discord.Thread) else None)
        place = await channel_of(self._client, wanted) if wanted else None
        if place is None and server.question_channel is not None:
            raise CannotPostThere(
                "The channel for questions does not exist any more: an admin needs to name another with "
                "/mentorbot config. Your question was not posted; it is below, so that nothing is lost."
            )
        if not isinstance(place, discord.TextChannel):
            raise CannotPostThere(
                "Questions need a text channel. Please ask in one. Your question was not posted; it is below."
            )
        require(place.permissions_for(place.guild.me), place.id, private=draft.private)
        return place.id


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(AskingCog(bot, parts.asking, parts.servers, parts.topics, bot.announcer, bot.looking))
