"""`/mod export`: the interaction log as a file."""

import tempfile
from datetime import datetime, timedelta

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, say
from mentorbot.clock import Clock
from mentorbot.domain.periods import parse_period, suggest_period
from mentorbot.errors import Refused
from mentorbot.services.exporting import Export, Exporting, Format
from mentorbot.services.servers import Servers
from mentorbot.suggesting import time_choices

ROOM_IN_MEMORY = 1_000_000  # bytes of an export; a longer one goes through a file


class ExportTooLarge(Refused):
    """That export is larger than Discord takes. Choose a shorter period, or ask for `mentorbot export` instead."""


class ExportCommands(commands.Cog):
    """Gives moderators the log of their server."""

    _exporting: Exporting
    _servers: Servers
    _clock: Clock

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
        start, end = parse_period(period, self._clock.now(), await self._servers.zone(who.server_id))
        export = await self._exporting.export(start, end, Format(form), server_id=who.server_id, by=who)
        with tempfile.SpooledTemporaryFile(ROOM_IN_MEMORY) as file:
            await _write(export, file, interaction.filesize_limit)
            shown = discord.File(file, filename=_name(start, end, form))  # pyright: ignore[reportArgumentType] - a spooled file is one
            lines = "1 line" if export.lines == 1 else f"{export.lines} lines"
            words = f"Here is the log: {lines}. People are numbers in it, and nothing that anybody wrote is there."
            await say(interaction, words, files=[shown])

    @export.autocomplete("period")
    async def _suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        zone = await self._servers.zone(person(interaction).server_id)
        return time_choices(suggest_period(typed, self._clock.now(), zone))


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
