"""`/mentorbot config`: how a server works."""

from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, say
from mentorbot.domain.members import Person
from mentorbot.domain.servers import Anonymity, Server
from mentorbot.forms import NothingChosen
from mentorbot.rendering import masking
from mentorbot.rendering import setup as drawn
from mentorbot.rendering.parts import Sheet
from mentorbot.services.safeguards import Safeguards
from mentorbot.services.servers import Servers
from mentorbot.suggesting import zone_choices


class ConfigCommands(commands.Cog):
    """Shows and changes channels, limits, and how anonymous questions are asked."""

    _servers: Servers
    _safeguards: Safeguards
    _forget: timedelta

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
