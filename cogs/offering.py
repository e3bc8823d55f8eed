"""`/offer` and `/available`: who can be called, until when."""

from datetime import timedelta

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.clock import Clock
from mentorbot.domain.times import parse_until, suggest_until
from mentorbot.domain.topics import Topic
from mentorbot.forms import written
from mentorbot.rendering import offering as drawn
from mentorbot.rendering.forms import offer_form
from mentorbot.routes import answers
from mentorbot.services.offering import Offering
from mentorbot.services.servers import Servers
from mentorbot.services.topics import Topics
from mentorbot.suggesting import time_choices, topic_choices

MORE = timedelta(minutes=30)


class OfferingCog(commands.Cog):
    """Lets people say that they have time."""

    def __init__(self, offering: Offering, servers: Servers, topics: Topics, clock: Clock, usual: timedelta) -> None:
        self._offering = offering
        self._servers = servers
        self._topics = topics
        self._clock = clock
        self._usual = f"{usual // timedelta(minutes=1)} minutes"

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(
        until_or_for='How long: "45m", "until 16:00"; an hour if you leave it out',
        topics="What you offer, separated by commas; all your skills if you leave it out",
    )
    async def offer(self, interaction: Interaction, until_or_for: str | None = None, topics: str | None = None) -> None:
        """Offer help for a while: you're called only for what you know."""
        await self._offer(interaction, until_or_for or self._usual, topics or "")

    @offer.autocomplete("until_or_for")
    async def _suggest_times(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        zone = await self._servers.zone(person(interaction).server_id)
        return time_choices(suggest_until(typed, self._clock.now(), zone))

    @offer.autocomplete("topics")
    async def _suggest_topics(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Suggest the topic being typed, after those that are complete already."""
        before, comma, last = typed.rpartition(",")
        found = topic_choices(await self._topics.suggest(person(interaction).server_id, last.strip()))
        if not comma:
            return found
        names = [f"{before.strip()}, {choice.value}" for choice in found]
        return [app_commands.Choice(name=name, value=name) for name in names if len(name) <= 100]

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(topic="Only who offers this")
    async def available(self, interaction: Interaction, topic: str | None = None) -> None:
        """See who is offering help now, and until when."""
        await self._show_available(interaction, topic)

    @available.autocomplete("topic")
    async def _suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return topic_choices(await self._topics.suggest(person(interaction).server_id, typed))

    @answers("available")
    async def available_button(self, interaction: Interaction) -> None:
        await self._show_available(interaction, None)

    @answers("offer")
    async def open_form(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(offer_form(self._usual))

    @answers("offer-form")
    async def form(self, interaction: Interaction) -> None:
        values = written(interaction)
        await self._offer(interaction, values.get("until") or self._usual, values.get("topics", ""))

    @answers("extend")
    async def extend(self, interaction: Interaction, offer: int) -> None:
        await redraw(interaction, drawn.extended(await self._offering.extend(person(interaction), offer, MORE)))

    @answers("stop")
    async def stop(self, interaction: Interaction, offer: int) -> None:
        await self._offering.stop(person(interaction), offer)
        await redraw(interaction, drawn.stopped())

    async def _offer(self, interaction: Interaction, until_or_for: str, topics: str) -> None:
        who = person(interaction)
        until = parse_until(until_or_for, self._clock.now(), await self._servers.zone(person(interaction).server_id))
        offered = await self._offering.offer(who, until, await self._named(who.server_id, topics))
        await say(interaction, drawn.offered(offered, until))

    async def _named(self, server_id: int, topics: str) -> list[Topic]:
        found = [await self._topics.find(server_id, part) for part in topics.split(",") if part.strip()]
        return list({topic.id: topic for topic in found}.values())

    async def _show_available(self, interaction: Interaction, text: str | None) -> None:
        server_id = person(interaction).server_id
        topic = await self._topics.find(server_id, text) if text else None
        rows = await self._offering.available(server_id, topic)
        await say(interaction, drawn.available(rows, topic, await self._offering.mine(person(interaction))))


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(OfferingCog(parts.offering, parts.servers, parts.topics, bot.clock, bot.policy.offer))
