"""Small parts that every message is made of: safe text, times, buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord
from discord.utils import format_dt

from mentorbot.domain.quoting import copyable, name, quoted

__all__ = [
    "Drawn",
    "Sheet",
    "ago",
    "at",
    "button",
    "copyable",
    "fitted",
    "link_button",
    "listed",
    "more_button",
    "name",
    "on",
    "quoted",
    "sorted_button",
    "when",
    "without",
]

ACCENT = discord.Colour(0x2F7D6B)
QUIET = discord.Colour(0x8A8F98)
WAITING = discord.Colour(0xC98A1B)
ROOM = 1900  # of the 2,000 characters that a message may have
ROOM_FOR_ROWS = 1800  # where more stands beneath a list


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


def without(message: discord.Message, *words: str) -> Drawn | None:
    """Draw a message's own buttons once more, but for those that answer to these words; None where none is left."""
    rows: list[list[discord.ui.Item[Any]]] = []
    for row in message.components:
        children = row.children if isinstance(row, discord.ActionRow) else ()
        kept = [child for child in children if (child.custom_id or "").partition(":")[0] not in words]
        rows.append([discord.ui.Button.from_component(child) for child in kept if isinstance(child, discord.Button)])
    kept_rows = [row for row in rows if row]
    return Drawn(*kept_rows) if kept_rows else None


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


def is_drawn_from(message: discord.Message, sheet: Sheet) -> bool:
    """Recognise a card by its number, whatever became of it since, all else by its buttons, or by its text."""
    numbers = [{embed.footer.text for embed in embeds} - {None} for embeds in (sheet.embeds, message.embeds)]
    if numbers[0]:
        return numbers[0] == numbers[1]
    wanted = {child.custom_id for row in sheet.rows for child in row if isinstance(child, discord.ui.Button)}
    if not wanted:
        return message.content == sheet.content
    view = Drawn() if not message.components else discord.ui.View.from_message(message)
    return wanted == {child.custom_id for child in view.children if isinstance(child, discord.ui.Button)}


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


def when(moment: datetime) -> str:
    """Show a moment as each reader's own clock does, with how far away it is."""
    return f"{format_dt(moment, 't')} ({format_dt(moment, 'R')})"


def on(moment: datetime) -> str:
    """Show a moment that may be days away."""
    return f"{format_dt(moment, 'f')} ({format_dt(moment, 'R')})"


def at(moment: datetime) -> str:
    return format_dt(moment, "t")


def ago(moment: datetime) -> str:
    return format_dt(moment, "R")


def listed(words: Sequence[str]) -> str:
    """Join names as a sentence does: `a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def fitted(lines: Sequence[str], room: int = ROOM) -> str:
    """Put as many whole lines into a message as it can hold, and say how many are left out."""
    kept = list(lines)
    while len(text := "\n".join(kept)) > room and len(kept) > 1:
        kept.pop()
    return text[:room] if len(kept) == len(lines) else f"{text[:room]}\n… and {len(lines) - len(kept)} more"


def more_button(question: int) -> discord.ui.Button[Any]:
    """Draw the button behind which everything else stands that one can do about a question."""
    return button("More…", "more", question)


def sorted_button(link: int) -> discord.ui.Button[Any]:
    """Draw the button that ends a link."""
    return button("Sorted", "sorted", link, style=discord.ButtonStyle.success)
