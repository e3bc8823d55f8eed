"""One way to answer whoever just did something, and one answer for every kind of error."""

import io
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands

from mentorbot.domain.members import Person
from mentorbot.domain.quoting import whole
from mentorbot.errors import Refused
from mentorbot.forms import typed
from mentorbot.redaction import hiding
from mentorbot.rendering.parts import Sheet, copyable, without
from mentorbot.routes import UnknownRoute
from mentorbot.verdicts import PASSING, Verdict, verdict

log = logging.getLogger(__name__)

EXPIRED = frozenset({10062, 40060, 10015, 50027})  # asked or answered too long ago: the fact stands, never try again

OWN_WORDS = frozenset({"question", "note"})  # the options in which people write more than a name
WORDS_BELOW = frozenset({"note", "reason"})  # the same in a group's commands, where `question` is a number
MOST = 2000
WROTE = "wrote"  # what stands under this in an interaction's extras is given back where it fails

Interaction = discord.Interaction[Any]


class OnlyOnServers(Refused):
    """Please do that on your server: here I don't know whom to ask."""


class ForModerators(Refused):
    """That is for the people who run this server. If you should be one of them, ask an admin."""


def require_moderator(interaction: Interaction) -> None:
    """Refuse a press of somebody who is no moderator here; commands have a check for that, buttons don't."""
    if not interaction.permissions.manage_messages:
        raise ForModerators


def person(interaction: Interaction, server_id: int | None = None) -> Person:
    """Say who acts, under the name that the server sees; `server_id` is for what is pressed in private messages."""
    here = interaction.guild_id or server_id
    if here is None:
        raise OnlyOnServers
    return Person(here, interaction.user.id, whole(interaction.user.display_name))


async def say(interaction: Interaction, sheet: Sheet | str, files: Sequence[discord.File] = ()) -> None:
    """Answer privately; a private answer that cannot be given any more is let go, since it tells no new fact."""
    drawn = Sheet(sheet) if isinstance(sheet, str) else sheet
    try:
        if interaction.response.is_done():
            await _add(interaction, drawn, files, ephemeral=True)
        elif files:
            await interaction.response.send_message(ephemeral=True, files=list(files), **drawn.sending())
        else:
            await _given(lambda: interaction.response.send_message(ephemeral=True, **drawn.sending()))
    except discord.HTTPException as error:
        if error.code not in EXPIRED:
            raise
        log.info("an answer came too late", extra={"code": error.code})


async def _given(answer: Callable[[], Awaitable[object]]) -> None:
    """Answer, once more where the line broke: whoever acted has to read what came of it, not that it failed.

    If the first answer arrived after all, Discord takes no second one, and says so. Files can be sent once only.
    """
    try:
        await answer()
    except (OSError, aiohttp.ClientError):
        await answer()


async def _add(interaction: Interaction, sheet: Sheet, files: Sequence[discord.File] = (), *, ephemeral: bool) -> None:
    """Say something besides the answer; where the line breaks it is let go: the answer told what came of it.

    Only where the answer was no more than a promise ("is thinking") does whoever acted have to read that it failed.
    """
    try:
        await interaction.followup.send(ephemeral=ephemeral, files=list(files), **sheet.sending())
    except PASSING as error:
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            raise
        log.warning("not said besides the answer", extra={"problem": type(error).__name__})


async def redraw(interaction: Interaction, sheet: Sheet) -> None:
    """Answer a press by drawing its own message anew; what was not pressed under a message is answered privately."""
    if interaction.message is None:
        await say(interaction, sheet)
        return
    await _given(lambda: interaction.response.edit_message(**sheet.arguments()))


async def spend(interaction: Interaction, sheet: Sheet, *words: str) -> None:
    """Take away buttons that have done their work, by the words of their routes, and answer in a message of its own.

    Whatever else stands in the pressed message stays: it may hold what somebody wrote. In private messages with the
    bot the answer stays too, where others would lose theirs with the next start of their app.
    """
    pressed = interaction.message
    if pressed is not None:
        await _given(lambda: interaction.response.edit_message(view=without(pressed, *words)))
    if pressed is not None and interaction.guild_id is None:
        await _add(interaction, sheet, ephemeral=False)
    else:
        await say(interaction, sheet)


async def refuse(interaction: Interaction, error: Exception) -> None:
    """Tell somebody why it did not work, kindly, with whatever they had written."""
    cause = _cause(error)
    if isinstance(cause, discord.HTTPException) and cause.code in EXPIRED:
        log.info("an answer came too late", extra={"code": cause.code})
        return
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            _report(cause, "suggestions")
            return
        texts = _written_by(interaction)
        with hiding(texts):
            words = _words(cause)
        await say(interaction, *returned(words, texts))
    except (discord.HTTPException, *PASSING) as failure:
        log.warning("could not answer", extra={"problem": type(failure).__name__})


async def refuse_message(message: discord.Message, error: Exception) -> None:
    """Tell somebody who wrote a private message why it did not work; what they wrote still stands above."""
    try:
        with hiding([message.content]):
            words = _words(error)
        await message.channel.send(**Sheet(words).sending())
    except (discord.HTTPException, *PASSING) as failure:
        log.warning("could not answer", extra={"problem": type(failure).__name__})


def _words(cause: Exception) -> str:
    if isinstance(cause, Refused):
        return cause.words
    if isinstance(cause, UnknownRoute):
        return "That button is from an older message and does nothing any more. Try /help. Nothing was lost."
    if isinstance(cause, app_commands.MissingPermissions):
        return ForModerators().words
    if isinstance(cause, app_commands.NoPrivateMessage):
        return OnlyOnServers().words
    if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "I've just been updated. Please press Ctrl+R, or restart your app, and try again. Nothing was lost."
    code = _report(cause, "failed")
    return (
        "I'm sorry, something went wrong on my side. Please try again; if it happens again, tell a moderator "
        f"this code: **{code}**. What others had already been told still stands."
    )


def _cause(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _report(error: Exception, what: str) -> str:
    code = secrets.token_hex(3).upper()
    if isinstance(error, (discord.HTTPException, *PASSING)):
        log.warning("%s: Discord would not, or could not be reached: %s", what, error, extra={"code": code})
        return code
    log.error("%s", what, exc_info=error, extra={"code": code})
    return code


def _written_by(interaction: Interaction) -> list[str]:
    """Collect what somebody wrote: a private answer is the only place where they would find it again."""
    if WROTE in interaction.extras:
        return cast("list[str]", interaction.extras[WROTE])
    if interaction.type is discord.InteractionType.modal_submit:
        return typed(interaction)
    if interaction.type is discord.InteractionType.application_command:
        options = cast("list[dict[str, Any]]", (interaction.data or {}).get("options", []))
        below = [inner for option in options for inner in option.get("options", [])]
        own = [o for o in options if o.get("name") in OWN_WORDS] + [o for o in below if o.get("name") in WORDS_BELOW]
        return [str(option["value"]) for option in own if "value" in option]
    return []


def returned(words: str, texts: list[str]) -> tuple[Sheet, list[discord.File]]:
    """Draw a refusal with what was written, ready to copy; what a message cannot hold comes as a file."""
    if not texts:
        return Sheet(words), []
    whole = "\n".join([words, "\nHere is what you wrote, ready to copy:", *map(copyable, texts)])
    if len(whole) <= MOST:
        return Sheet(whole), []
    file = discord.File(io.BytesIO("\n\n".join(texts).encode()), filename="what-you-wrote.txt")
    return Sheet(f"{words}\n\nWhat you wrote is in the file below."), [file]


async def channel_of(client: discord.Client, channel_id: int) -> Any:
    """Give a channel, asking Discord only when it isn't known yet; None where it is gone."""
    try:
        return client.get_channel(channel_id) or await client.fetch_channel(channel_id)
    except discord.HTTPException as error:
        if verdict(error) not in (Verdict.GONE, Verdict.FORBIDDEN):
            raise
        return None
