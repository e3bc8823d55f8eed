"""`/mentorbot`: what admins set up."""

from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.announcer import Announcer
from mentorbot.answering import Interaction, channel_of, person, say
from mentorbot.bot import MentorBot
from mentorbot.domain.members import Person
from mentorbot.domain.servers import Anonymity, Server
from mentorbot.forms import NothingChosen
from mentorbot.permissions import CannotPostThere, missing
from mentorbot.rendering import masking
from mentorbot.rendering import setup as drawn
from mentorbot.rendering.parts import Sheet
from mentorbot.services.safeguards import Safeguards
from mentorbot.services.servers import Servers
from mentorbot.services.topics import Topics
from mentorbot.services.words import LONGEST_WORD, Words
from mentorbot.suggesting import topic_choices, word_choices, zone_choices

PATIENCE = 1.8


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class AdministeringCog(commands.GroupCog, group_name="mentorbot", group_description="For admins"):
    """Channels, limits, the panel, and what the bot is allowed to do."""

    def __init__(
        self,
        client: discord.Client,
        servers: Servers,
        topics: Topics,
        words: Words,
        announcer: Announcer,
        safeguards: Safeguards,
        forget: timedelta,
    ) -> None:
        self._client = client
        self._servers = servers
        self._topics = topics
        self._words = words
        self._announcer = announcer
        self._safeguards = safeguards
        self._forget = forget

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(channel="Where; this channel if you leave it out")
    async def panel(self, interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        """Post and pin the panel with buttons, for members whose app has no slash commands."""
        place = await self._text_channel(interaction, channel)
        announcement = await self._servers.post_panel(person(interaction), place.id)
        result = await self._announcer.result(announcement, PATIENCE)
        if result is not None and result.shown is None:
            raise CannotPostThere(f"Discord did not let me post in {place.mention}. Try /mentorbot check.")
        pinned = place.permissions_for(place.guild.me).pin_messages
        await say(interaction, drawn.panel_posted(place.id, pinned=pinned))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_guild=True)
    async def check(self, interaction: Interaction) -> None:
        """See whether I have every permission that I need, channel by channel."""
        assert interaction.guild is not None
        server = await self._servers.get(interaction.guild.id)
        here = [interaction.channel_id, server.question_channel, server.moderator_channel]
        lacking: dict[int, list[str] | None] = {}
        for channel_id in dict.fromkeys(number for number in here if number is not None):
            place = await channel_of(self._client, channel_id)
            if place is None:
                lacking[channel_id] = None
            elif isinstance(place, discord.TextChannel):
                lacking[channel_id] = missing(place.permissions_for(place.guild.me), private=True)
        await say(interaction, drawn.checked(lacking, server))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(
        questions="Post every question in this channel",
        moderators="Tell moderators in this channel when nobody is left to call",
        where_asked="Post questions where they are asked again",
        open_limit="How many open questions a member may have at once",
        topics_per_member="How many topics a member may help with; 0 for no limit",
        zone="The server's time zone",
        spread="How evenly calls are spread: 0 whoever answers likeliest, 30 usual, 100 everybody in turn",
        anonymous="Whether members may ask without their name; moderators can always look up who asked",
        second_moderator="Whether another moderator has to agree before one sees who asked without a name",
    )
    @app_commands.choices(
        anonymous=[app_commands.Choice(name=words, value=value) for value, words in masking.CHOICES.items()]
    )
    async def config(
        self,
        interaction: Interaction,
        questions: discord.TextChannel | None = None,
        moderators: discord.TextChannel | None = None,
        where_asked: bool = False,
        open_limit: app_commands.Range[int, 1, 25] | None = None,
        topics_per_member: app_commands.Range[int, 0, 25] | None = None,
        zone: str | None = None,
        spread: app_commands.Range[int, 0, 100] | None = None,
        anonymous: str | None = None,
        second_moderator: bool | None = None,
    ) -> None:
        """See and change how this server works."""
        who = person(interaction)
        server = await self._servers.get(who.server_id)
        if questions or moderators or where_asked:
            named = None if where_asked else (questions.id if questions else server.question_channel)
            told = moderators.id if moderators else server.moderator_channel
            server = await self._servers.name_channels(who, questions=named, moderators=told)
        if any(limit is not None for limit in (open_limit, topics_per_member, zone, spread)):
            server = await self._servers.set_limits(
                who, open_limit=open_limit, topics_per_member=topics_per_member, zone=zone, spread=spread
            )
        if second_moderator is not None:
            server = await self._safeguards.set_second_moderator(who, second_moderator)
        await say(interaction, drawn.config(server) if anonymous is None else await self._mask(who, server, anonymous))

    async def _mask(self, who: Person, server: Server, chosen: str) -> Sheet:
        """Switch asking without a name; switching it on is explained first, and a button does it."""
        wanted = next((value for value in Anonymity if value == chosen), None)
        if wanted is None:
            raise NothingChosen
        if wanted is not Anonymity.OFF and server.anonymous is Anonymity.OFF:
            self._safeguards.require_key()
            return masking.explained(wanted, self._forget)
        return drawn.config(await self._safeguards.set_anonymous(who, wanted))

    @config.autocomplete("zone")
    async def _suggest_zone(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return zone_choices(typed)

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

    words = app_commands.Group(name="words", description="Words that are never posted on this server")

    @words.command(name="add")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(word="A word or phrase; capitals and accents make no difference")
    async def add_word(self, interaction: Interaction, word: app_commands.Range[str, 1, LONGEST_WORD]) -> None:
        """Put a word on the list: no text that holds it is posted."""
        await say(interaction, drawn.word_added(await self._words.add(person(interaction), word)))

    @words.command(name="remove")
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.describe(word="The word as it stands on the list")
    async def remove_word(self, interaction: Interaction, word: app_commands.Range[str, 1, LONGEST_WORD]) -> None:
        """Take a word off the list."""
        await say(interaction, drawn.word_removed(await self._words.remove(person(interaction), word)))

    @words.command(name="list")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def list_words(self, interaction: Interaction) -> None:
        """See all words on the list."""
        await say(interaction, drawn.word_list(await self._words.listed(person(interaction).server_id)))

    @remove_word.autocomplete("word")
    async def _suggest_word(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return word_choices(await self._words.listed(person(interaction).server_id), typed)

    async def _text_channel(self, interaction: Interaction, channel: discord.TextChannel | None) -> discord.TextChannel:
        place = channel or await channel_of(self._client, interaction.channel_id or 0)
        if not isinstance(place, discord.TextChannel):
            raise CannotPostThere("The panel needs a text channel. Name one in the command.")
        return place


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(
        AdministeringCog(
            bot, parts.servers, parts.topics, parts.words, bot.announcer, parts.safeguards, bot.policy.forget
        )
    )
