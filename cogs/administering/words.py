"""`/mentorbot words`: what is never posted on a server."""

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, say
from mentorbot.rendering import setup as drawn
from mentorbot.services.words import LONGEST_WORD, Words
from mentorbot.suggesting import word_choices


class WordCommands(commands.Cog):
    """Keeps the list of words."""

    _words: Words

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
