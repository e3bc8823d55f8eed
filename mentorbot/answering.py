"""One way to answer whoever just did something, and one answer for every kind of error."""

import logging
import secrets
from typing import Any, cast

import discord
from discord import app_commands

from mentorbot.domain.members import Person
from mentorbot.errors import Refused
from mentorbot.forms import written
from mentorbot.rendering.parts import Sheet, quoted
from mentorbot.routes import UnknownRoute
from mentorbot.verdicts import PASSING, Verdict, verdict

log = logging.getLogger(__name__)

EXPIRED = frozenset({10062, 40060, 10015, 50027})  # asked or answered too long ago: the fact stands, never try again

Interaction = discord.Interaction[Any]


class OnlyOnServers(Refused):
    """Please do that on your server: here I don't know whom to ask."""


def person(interaction: Interaction) -> Person:
    """Say who acts, under the name that the server sees."""
    if interaction.guild_id is None:
        raise OnlyOnServers
    return Person(interaction.guild_id, interaction.user.id, interaction.user.display_name)


async def say(interaction: Interaction, sheet: Sheet | str, **files: Any) -> None:
    """Answer privately; a private answer that cannot be given any more is let go, since it tells no new fact."""
    drawn = Sheet(sheet) if isinstance(sheet, str) else sheet
    try:
        if interaction.response.is_done():
            await interaction.followup.send(ephemeral=True, **drawn.sending(), **files)
        else:
            await interaction.response.send_message(ephemeral=True, **drawn.sending(), **files)
    except discord.HTTPException as error:
        if error.code not in EXPIRED:
            raise
        log.info("an answer came too late", extra={"code": error.code})


async def redraw(interaction: Interaction, sheet: Sheet) -> None:
    """Answer a press by drawing its own message anew."""
    await interaction.response.edit_message(**sheet.arguments())


async def refuse(interaction: Interaction, error: Exception) -> None:
    """Tell somebody why it did not work, kindly, with whatever they had written."""
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            _report(error, "suggestions")
        else:
            await say(interaction, _words(error) + _returned(interaction))
    except (discord.HTTPException, *PASSING) as failure:
        log.warning("could not answer", extra={"problem": type(failure).__name__})


def _words(error: Exception) -> str:
    cause = _cause(error)
    if isinstance(cause, Refused):
        return cause.words
    if isinstance(cause, UnknownRoute):
        return "That button is from an older message and does nothing any more. Try /help. Nothing was lost."
    if isinstance(cause, app_commands.MissingPermissions):
        return "That is for the people who run this server. If you should be one of them, ask an admin."
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
    log.error("%s", what, exc_info=error, extra={"code": code})
    return code


def _returned(interaction: Interaction) -> str:
    """Give people back what they wrote: a private answer is the only place where they would find it again."""
    text = ""
    if interaction.type is discord.InteractionType.modal_submit:
        text = max(written(interaction).values(), key=len, default="")
    elif interaction.type is discord.InteractionType.application_command:
        options = cast("list[dict[str, Any]]", (interaction.data or {}).get("options", []))
        text = next((str(o["value"]) for o in options if o.get("name") == "question" and "value" in o), "")
    return f"\n\nHere is what you wrote, ready to copy:\n>>> {quoted(text[:1500])}" if text else ""


async def channel_of(client: discord.Client, channel_id: int) -> Any:
    """Give a channel, asking Discord only when it isn't known yet; None where it is gone."""
    try:
        return client.get_channel(channel_id) or await client.fetch_channel(channel_id)
    except discord.HTTPException as error:
        if verdict(error) not in (Verdict.GONE, Verdict.FORBIDDEN):
            raise
        return None
