"""The yardstick: a discord.py bot that does nothing but answer `/ping`, with the same frugal options as ours."""

from typing import Any

import discord
from discord import app_commands

from benchmarks.bots.meter import run
from mentorbot.bot import INTENTS
from mentorbot.clock import ShiftedClock


class Bare(discord.Client):
    """A client with one command."""

    def __init__(self) -> None:
        super().__init__(
            intents=INTENTS,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            guild_ready_timeout=0,
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.tree.command()(ping)
        await self.tree.sync()


async def ping(interaction: discord.Interaction[Any]) -> None:
    """Answer."""
    await interaction.response.send_message("pong", ephemeral=True)


def build(_: ShiftedClock) -> discord.Client:
    return Bare()


if __name__ == "__main__":
    run(build)
