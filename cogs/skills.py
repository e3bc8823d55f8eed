"""`/skills`: the private menu of what one can help with."""

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.forms import chosen, chosen_numbers, written
from mentorbot.looking import Looking, Writing
from mentorbot.rendering import skills as drawn
from mentorbot.rendering.forms import skill_form
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.servers import Servers
from mentorbot.services.skills import SkillBook, Skills
from mentorbot.services.topics import Topics
from mentorbot.suggesting import topic_choices


class SkillsCog(commands.Cog):
    """Each press changes one thing and draws the menu anew."""

    def __init__(self, book: SkillBook, topics: Topics, servers: Servers, looking: Looking) -> None:
        self._book = book
        self._topics = topics
        self._servers = servers
        self._looking = looking

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(add="A topic to add straight away", note='Its scope: "the technical side, not the marking"')
    async def skills(
        self, interaction: Interaction, add: str | None = None, note: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        """See and change what you can help with."""
        who = person(interaction)
        if add:
            await self._look_first(interaction, add, note)
        else:
            await say(interaction, await self._menu(await self._book.of(who)))

    @skills.autocomplete("add")
    async def _suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return topic_choices(await self._topics.suggest(person(interaction).server_id, typed))

    @answers("skill-add")
    async def choose_area(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.areas(await self._topics.all(person(interaction).server_id)))

    @answers("skill-area")
    async def choose_topics(self, interaction: Interaction) -> None:
        topics = await self._topics.all(person(interaction).server_id)
        await redraw(interaction, drawn.topics_of(chosen(interaction)[0], topics))

    @answers("skill-choose")
    async def add_chosen(self, interaction: Interaction) -> None:
        who = person(interaction)
        wanted = set(chosen(interaction))
        topics = [topic for topic in await self._topics.all(who.server_id) if str(topic.id) in wanted]
        await redraw(interaction, await self._menu(await self._book.add(who, topics)))

    @answers("skill-write")
    async def open_form(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(skill_form())

    @answers("skill-form")
    async def form(self, interaction: Interaction) -> None:
        values = written(interaction)
        await self._look_first(interaction, values.get("topic", ""), values.get("note"))

    @answers("skill-remove")
    async def remove(self, interaction: Interaction) -> None:
        book = await self._book.remove(person(interaction), chosen_numbers(interaction))
        await redraw(interaction, await self._menu(book))

    @answers("skill-outside")
    async def call_outside(self, interaction: Interaction, on: int) -> None:
        book = await self._book.choose(person(interaction), call_outside=bool(on))
        await redraw(interaction, await self._menu(book))

    @answers("skill-pause")
    async def pause(self, interaction: Interaction, on: int) -> None:
        book = await self._book.choose(person(interaction), paused=bool(on))
        await redraw(interaction, await self._menu(book))

    async def _look_first(self, interaction: Interaction, topic: str, note: str | None) -> None:
        scope = note or ""
        writing = Writing(
            scope,
            post=lambda now: self._added(now, topic, scope),
            change=lambda now: now.response.send_modal(skill_form(topic, scope)),
        )
        await self._looking.first(interaction, writing)

    async def _added(self, interaction: Interaction, topic: str, note: str) -> Sheet:
        who = person(interaction)
        return await self._menu(await self._book.add(who, [await self._topics.find(who.server_id, topic)], note))

    async def _menu(self, book: Skills) -> Sheet:
        server = await self._servers.get(book.member.server_id)
        return drawn.skills(book, limit=server.topics_per_member)


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(SkillsCog(parts.skills, parts.topics, parts.servers, bot.looking))
