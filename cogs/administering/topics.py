"""`/mentorbot topics`: what can be asked about on a server."""

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, say
from mentorbot.rendering import setup as drawn
from mentorbot.services.topics import Topics
from mentorbot.suggesting import topic_choices


class TopicCommands(commands.Cog):
    """Adds, merges and retires topics without a release."""

    _topics: Topics

    topics = app_commands.Group(name="topics", description="Add, merge and retire this server's topics")

    @topics.command(name="add")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(name="The topic", aliases="Other names, separated by commas", area="Its neighbours' area")
    async def add_topic(
        self,
        interaction: Interaction,
        name: app_commands.Range[str, 2, 60],
        aliases: str = "",
        area: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Add a topic, or bring a retired one back."""
        names = [" ".join(alias.split())[:60] for alias in aliases.split(",") if alias.strip()]
        topic = await self._topics.add(person(interaction), name, area, names)
        await say(interaction, f"Members can now ask about and offer **{drawn.name(topic.name)}**.")

    @topics.command(name="merge")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(topic="The topic that goes", into="The topic that stays")
    async def merge_topics(self, interaction: Interaction, topic: str, into: str) -> None:
        """Make one topic a second name of another; skills and questions move with it."""
        kept = await self._topics.merge(person(interaction), topic, into)
        await say(interaction, f"Merged. Everything is now under **{drawn.name(kept.name)}**.")

    @topics.command(name="retire")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(topic="The topic that goes")
    async def retire_topic(self, interaction: Interaction, topic: str) -> None:
        """Take a topic out of use. Adding it again brings it back."""
        gone = await self._topics.retire(person(interaction), topic)
        await say(interaction, f"**{drawn.name(gone.name)}** is retired. Its open questions keep waiting.")

    @topics.command(name="list")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def list_topics(self, interaction: Interaction) -> None:
        """See all topics of this server."""
        await say(interaction, drawn.topic_list(await self._topics.all(person(interaction).server_id)))

    @merge_topics.autocomplete("topic")
    @merge_topics.autocomplete("into")
    @retire_topic.autocomplete("topic")
    async def _suggest_topic(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return topic_choices(await self._topics.suggest(person(interaction).server_id, typed))
