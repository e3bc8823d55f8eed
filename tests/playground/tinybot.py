"""A bot of a few lines on the unmodified discord.py, for the practice server to run as its own process."""

import asyncio
import io
import os
import sys
from typing import Any

import discord
from discord import app_commands

from mentorbot.playground.redirect import point_at

Use = discord.Interaction[Any]


class Ask(discord.ui.Modal, title="Ask a question"):
    question: discord.ui.Label[Any] = discord.ui.Label(text="Your question", component=discord.ui.TextInput())

    async def on_submit(self, interaction: Use, /) -> None:
        assert isinstance(self.question.component, discord.ui.TextInput)
        await interaction.response.send_message(f"You asked: {self.question.component.value}", ephemeral=True)


class Card(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="I can help", custom_id="help")
    async def help(self, interaction: Use, _: discord.ui.Button[Any]) -> None:
        assert interaction.message
        await interaction.response.defer(ephemeral=True, thinking=True)
        thread = await interaction.message.create_thread(name="A question")
        mentions = discord.AllowedMentions(users=[interaction.user])
        await thread.send(f"Hello {interaction.user.mention}", allowed_mentions=mentions)
        await interaction.edit_original_response(content="It is yours.")

    @discord.ui.select(custom_id="topics", options=[discord.SelectOption(label="Excel", value="excel")])
    async def topics(self, interaction: Use, select: discord.ui.Select[Any]) -> None:
        await interaction.response.edit_message(content=f"Chosen: {select.values[0]}")


class Tiny(discord.Client):
    """Answers three commands and one card."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_reactions=True, dm_messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.2, max_messages=None, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.add_view(Card())
        await self.tree.sync()

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        channel = self.get_partial_messageable(payload.channel_id)
        await channel.send(f"{payload.emoji} by {payload.member and payload.member.display_name}")


tiny = Tiny()


@tiny.tree.command(description="Post a card")
async def card(interaction: Use) -> None:
    assert isinstance(interaction.channel, discord.abc.Messageable)
    await interaction.response.send_message("Posted.", ephemeral=True)
    await interaction.channel.send("A card", view=Card())


@tiny.tree.command(description="Open a form")
async def ask(interaction: Use) -> None:
    await interaction.response.send_modal(Ask())


@tiny.tree.command(description="Get a file and a direct message")
async def export(interaction: Use) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    try:
        await interaction.user.send("Here it comes.")
    except discord.Forbidden as error:
        await interaction.followup.send(f"Refused: {error.code}")
    else:
        await interaction.followup.send("Here.", file=discord.File(io.BytesIO(b"a,b\n"), "log.csv"))


@tiny.tree.command(description="Say nothing")
async def silence(interaction: Use) -> None:
    """Leave the interaction unanswered, as a bot that hangs does."""


async def until_told_to_stop() -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.readline():
        pass
    await tiny.close()


async def main() -> None:
    point_at(os.environ["PRACTICE_API"], os.environ["PRACTICE_GATEWAY"])
    discord.utils.setup_logging()
    stopping = asyncio.create_task(until_told_to_stop())
    await tiny.start(os.environ["MENTORBOT_TOKEN"])
    await stopping


if __name__ == "__main__":
    asyncio.run(main())
