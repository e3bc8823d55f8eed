"""What people chose in a menu or wrote into a form, read from the payload itself.

discord.py keeps forms in memory; reading the payload answers those that were open while the bot restarted.
"""

import secrets
from typing import Any, cast

import discord

from mentorbot.domain.quoting import whole
from mentorbot.errors import Refused
from mentorbot.routes import LARGEST

SOMEWHAT_LONGER_THAN_AN_ANSWER_MAY_TAKE = 15 * 60


class NothingChosen(Refused):
    """That choice isn't there any more. Please open the menu again; nothing was changed."""


class Form(discord.ui.Modal):
    """A form whose answer is found by `custom_id`'s first word, not by this object."""

    def __init__(self, title: str, route: str, *parts: discord.ui.Item[Any]) -> None:
        # A phone shows what was written into an earlier form of the same id, so every form gets its own; the letter
        # keeps the random part from being read as a number of the route.
        super().__init__(
            title=title,
            custom_id=f"{route}:x{secrets.token_hex(6)}",
            timeout=SOMEWHAT_LONGER_THAN_AN_ANSWER_MAY_TAKE,
        )
        for part in parts:
            self.add_item(part)

    def is_finished(self) -> bool:
        """Keep discord.py from remembering it."""
        return True


def make_whole(interaction: discord.Interaction[Any]) -> None:
    """Put every text that somebody sent into characters that can be kept and sent on."""
    interaction.data = _whole(interaction.data)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in cast("dict[str, Any]", value).items()}
    return [_whole(inner) for inner in cast("list[Any]", value)] if isinstance(value, list) else value


def written(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """Give each field's text, or its first choice, by the field's custom id; empty where nothing was given."""
    data = cast("dict[str, Any]", interaction.data or {})
    values: dict[str, str] = {}
    for part in data.get("components", []):
        for field in [part.get("component"), *part.get("components", [])]:
            if field and "custom_id" in field:
                options = cast("list[str]", field.get("values") or [""])
                values[field["custom_id"]] = str(field.get("value") or options[0])
    return values


def ticked(interaction: discord.Interaction[Any], name: str) -> list[str]:
    """Give everything that was chosen in a form's menu of this custom id."""
    data = cast("dict[str, Any]", interaction.data or {})
    fields: list[dict[str, Any]] = [part.get("component") or {} for part in data.get("components", [])]
    found = (cast("list[object]", field.get("values") or []) for field in fields if field.get("custom_id") == name)
    return [str(value) for values in found for value in values]


def typed(interaction: discord.Interaction[Any]) -> list[str]:
    """Give what was written into a form's text fields, in their order."""
    data = cast("dict[str, Any]", interaction.data or {})
    fields: list[dict[str, Any]] = [part["component"] for part in data.get("components", []) if "component" in part]
    return [str(field["value"]) for field in fields if field.get("value")]


def chosen(interaction: discord.Interaction[Any]) -> list[str]:
    """Give what was chosen in a select menu: one thing at least."""
    data = cast("dict[str, Any]", interaction.data or {})
    values = [str(value) for value in data.get("values", [])]
    if not values:
        raise NothingChosen
    return values


def chosen_numbers(interaction: discord.Interaction[Any]) -> list[int]:
    """Give what was chosen in a menu whose choices stand for numbers."""
    values = chosen(interaction)
    if not all(value.isdecimal() and int(value) <= LARGEST for value in values):
        raise NothingChosen
    return [int(value) for value in values]
