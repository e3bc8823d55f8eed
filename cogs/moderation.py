"""`/mod`: what moderators do."""

import tempfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, say
from mentorbot.bot import MentorBot
from mentorbot.clock import Clock
from mentorbot.domain.periods import parse_period, suggest_period
from mentorbot.errors import Refused
from mentorbot.services.exporting import Export, Exporting, Format
from mentorbot.services.servers import Servers
from mentorbot.suggesting import time_choices

ROOM_IN_MEMORY = 1_000_000


class ExportTooLarge(Refused):
    """That export is larger than Discord takes. Choose a shorter period, or ask for `mentorbot export` instead."""


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class ModerationCog(commands.GroupCog, group_name="mod", group_description="For moderators"):
    """Exports the log."""

    def __init__(self, exporting: Exporting, servers: Servers, clock: Clock) -> None:
        self._exporting = exporting
        self._servers = servers
        self._clock = clock

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    @app_commands.describe(
        period='Which days: "last week", "October", "2026-10-01 to 2026-10-31"; the last 30 days if you leave it out',
        form="A table for a spreadsheet, or a line of JSON for each event",
    )
    @app_commands.rename(form="format")
    @app_commands.choices(
        form=[
            app_commands.Choice(name="CSV, for a spreadsheet", value="csv"),
            app_commands.Choice(name="JSON Lines, for a program", value="jsonl"),
        ]
    )
    async def export(self, interaction: Interaction, period: str = "last 30 days", form: str = "csv") -> None:
        """Get the interaction log as a file: pseudonymous, without any text. The export itself is logged."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        who = person(interaction)
        start, end = parse_period(period, self._clock.now(), await self._zone(interaction))
        export = await self._exporting.export(start, end, Format(form), server_id=who.server_id, by=who)
        with tempfile.SpooledTemporaryFile(ROOM_IN_MEMORY) as file:
            await _write(export, file, interaction.filesize_limit)
            shown = discord.File(file, filename=_name(start, end, form))  # pyright: ignore[reportArgumentType] - a spooled file is one
            lines = "1 line" if export.lines == 1 else f"{export.lines} lines"
            words = f"Here is the log: {lines}. People are numbers in it, and nothing that anybody wrote is there."
            await say(interaction, words, files=[shown])

    @export.autocomplete("period")
    async def _suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return time_choices(suggest_period(typed, self._clock.now(), await self._zone(interaction)))

    async def _zone(self, interaction: Interaction) -> ZoneInfo:
        return ZoneInfo((await self._servers.get(person(interaction).server_id)).zone)


def _name(start: datetime, end: datetime, form: str) -> str:
    """Name the file after its first and its last day."""
    return f"mentorbot-log-{start:%Y-%m-%d}-to-{end - timedelta(seconds=1):%Y-%m-%d}.{form}"


async def _write(export: Export, file: "tempfile.SpooledTemporaryFile[bytes]", most: int) -> None:
    written = 0
    async for piece in export.pieces:
        written += file.write(piece.encode())
        if written > most:
            raise ExportTooLarge
    file.seek(0)


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(ModerationCog(parts.exporting, parts.servers, bot.clock))
