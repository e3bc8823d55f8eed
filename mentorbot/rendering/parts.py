"""Small parts that every message is made of: safe text, times, buttons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord
from discord.utils import escape_markdown, format_dt

ACCENT = discord.Colour(0x2F7D6B)
QUIET = discord.Colour(0x8A8F98)
WAITING = discord.Colour(0xC98A1B)
NOBODY = discord.AllowedMentions.none()
ZERO_WIDTH_SPACE = "\u200b"

_LINE_MARKS = re.compile(r"^(\s*)(-#|#{1,3}|>>>|>|[-*+]|\d+\.)(?=\s)", re.MULTILINE)
_TAGS = re.compile(r"<(?=[#@:/atid&!])")


class Drawn(discord.ui.View):
    """Components that discord.py sends and forgets: presses are answered by `routes`, so nothing has to be kept."""

    def __init__(self, *rows: Sequence[discord.ui.Item[Any]]) -> None:
        super().__init__(timeout=None)
        for number, row in enumerate(rows):
            for item in row:
                item.row = number
                self.add_item(item)

    def is_finished(self) -> bool:
        """Tell discord.py that there is nothing to listen for."""
        return True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One message to be sent: its text, embeds, rows of components, and which people it may ping."""

    content: str = ""
    embeds: tuple[discord.Embed, ...] = ()
    rows: tuple[tuple[discord.ui.Item[Any], ...], ...] = ()
    pings: tuple[int, ...] = field(default=())

    def arguments(self) -> dict[str, Any]:
        """Give what discord.py's `send` and `edit` take; an empty view takes components away."""
        people = [discord.Object(user) for user in self.pings]
        return {
            "content": self.content,
            "embeds": list(self.embeds),
            "view": Drawn(*self.rows) if any(self.rows) else None,
            "allowed_mentions": discord.AllowedMentions(everyone=False, roles=False, users=people, replied_user=False),
        }

    def sending(self) -> dict[str, Any]:
        """Give what discord.py's `send` takes, which has no word for "no view"."""
        return {name: value for name, value in self.arguments().items() if value is not None}


def button(
    label: str,
    word: str,
    *numbers: int,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    emoji: str | None = None,
) -> discord.ui.Button[Any]:
    """Draw a button whose press is answered by `word`."""
    custom_id = ":".join([word, *map(str, numbers)])
    return discord.ui.Button(label=label, custom_id=custom_id, style=style, emoji=emoji)


def link_button(label: str, url: str) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=label, url=url)


def quoted(text: str) -> str:
    """Show what a person wrote as they wrote it: no markdown, no headings, no live mentions or channel links."""
    safe = escape_markdown(text, as_needed=False, ignore_links=True)
    safe = _LINE_MARKS.sub(r"\1\\\2", safe)
    safe = _TAGS.sub("<" + ZERO_WIDTH_SPACE, safe)
    return safe.replace("@everyone", f"@{ZERO_WIDTH_SPACE}everyone").replace("@here", f"@{ZERO_WIDTH_SPACE}here")


def name(text: str | None, otherwise: str = "Somebody") -> str:
    """Show a person's or topic's name on one line."""
    return quoted(" ".join((text or otherwise).split())[:60])


def when(moment: datetime) -> str:
    """Show a moment as each reader's own clock does, with how far away it is."""
    return f"{format_dt(moment, 't')} ({format_dt(moment, 'R')})"


def at(moment: datetime) -> str:
    return format_dt(moment, "t")


def ago(moment: datetime) -> str:
    return format_dt(moment, "R")


def listed(words: Sequence[str]) -> str:
    """Join names as a sentence does: `a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
