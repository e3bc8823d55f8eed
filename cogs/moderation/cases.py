"""`/mod lookup` and `/mod reports`: who asked anonymously, and what members told the moderators of."""

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, say
from mentorbot.clock import Clock
from mentorbot.domain.safety import LONGEST_REASON, SHORTEST_REASON
from mentorbot.rendering import lookups
from mentorbot.rendering import reports as drawn
from mentorbot.services.looking_up import LookingUp, Seen
from mentorbot.services.reporting import Reporting
from mentorbot.suggesting import numbered, pair_choices


class CaseCommands(commands.Cog):
    """Begins what the buttons of `cogs/looking_up.py` and `cogs/reporting.py` go on with."""

    _looking_up: LookingUp
    _reporting: Reporting
    _clock: Clock

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    @app_commands.describe(
        question="The number on the card; choose one from the list that appears as you type",
        reason="Why you need to know, in some words; whoever asked reads it",
        safeguarding="It is about somebody's safety: whoever asked is not told, and the log says so",
    )
    async def lookup(
        self,
        interaction: Interaction,
        question: str,
        reason: app_commands.Range[str, SHORTEST_REASON, LONGEST_REASON],
        safeguarding: bool = False,
    ) -> None:
        """See who asked a question anonymously. It is logged, and they are told, with your reason."""
        who, number = person(interaction), numbered(question)
        look = await self._looking_up.look(who, number, reason, safeguarding=safeguarding)
        await say(interaction, lookups.seen(look) if isinstance(look, Seen) else lookups.requested(look))

    @lookup.autocomplete("question")
    async def _suggest_question(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if not interaction.permissions.manage_messages:
            return []
        unnamed = await self._looking_up.unnamed(person(interaction).server_id)
        return pair_choices(lookups.choices(unnamed, typed, self._clock.now()))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    async def reports(self, interaction: Interaction) -> None:
        """Read what members reported, and close it."""
        await say(interaction, drawn.listed(await self._reporting.unclosed(person(interaction).server_id)))
