"""Reporting something to the moderators, and closing a report."""

from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, require_moderator, say
from mentorbot.bot import MentorBot
from mentorbot.rendering import reports
from mentorbot.routes import answers
from mentorbot.services.reporting import Reporting


class ReportingCog(commands.Cog):
    """A form for everybody, a button for moderators; `/mod reports` lists what is open."""

    def __init__(self, reporting: Reporting) -> None:
        self._reporting = reporting

    @answers("report")
    async def open_form(self, interaction: Interaction, question: int, server: int | None = None) -> None:
        subjects = await self._reporting.reportable(person(interaction, server), question, own=_private(interaction))
        await interaction.response.send_modal(reports.report_form(subjects, *((server,) if server else ())))

    @answers("report-form")
    async def report(self, interaction: Interaction, question: int, server: int | None = None) -> None:
        subject, text = reports.read_report(interaction)
        who = person(interaction, server)
        await say(
            interaction,
            reports.received(await self._reporting.report(who, question, subject, text, own=_private(interaction))),
        )

    @answers("close-report")
    async def close(self, interaction: Interaction, report: int) -> None:
        require_moderator(interaction)
        await redraw(interaction, reports.closed(await self._reporting.close(person(interaction), report)))


def _private(interaction: Interaction) -> bool:
    """Say whether this was pressed in private messages, where only whoever asked has anything to press."""
    return interaction.guild_id is None


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(ReportingCog(bot.parts.reporting))
