"""`/mod`: what moderators do."""

from discord import app_commands
from discord.ext import commands

from cogs.moderation.cases import CaseCommands
from cogs.moderation.exporting import ExportCommands
from cogs.moderation.questions import QuestionCommands
from mentorbot.bot import MentorBot
from mentorbot.clock import Clock
from mentorbot.looking import Looking
from mentorbot.services.exporting import Exporting
from mentorbot.services.looking_up import LookingUp
from mentorbot.services.moderating import Moderating
from mentorbot.services.reporting import Reporting
from mentorbot.services.servers import Servers


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class ModerationCog(
    ExportCommands,
    QuestionCommands,
    CaseCommands,
    commands.GroupCog,
    group_name="mod",
    group_description="For moderators",
):
    """Exports the log, looks after questions, looks up who asked anonymously, lists what was reported."""

    def __init__(
        self,
        exporting: Exporting,
        moderating: Moderating,
        looking_up: LookingUp,
        reporting: Reporting,
        servers: Servers,
        looking: Looking,
        clock: Clock,
    ) -> None:
        self._exporting = exporting
        self._moderating = moderating
        self._looking_up = looking_up
        self._reporting = reporting
        self._looking = looking
        self._servers = servers
        self._clock = clock


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(
        ModerationCog(
            parts.exporting,
            parts.moderating,
            parts.looking_up,
            parts.reporting,
            parts.servers,
            bot.looking,
            bot.clock,
        )
    )
