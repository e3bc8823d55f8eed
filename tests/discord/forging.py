"""Presses of what was never drawn, as a client that lies may send them."""

from typing import Any

from simcord import interactions
from simcord.enums import InteractionType

from tests.discord.staffroom import Staffroom


async def forged(
    room: Staffroom,
    who: Any,
    custom_id: str,
    values: list[str] | None = None,
    place: Any = None,
    *,
    alone: bool = False,
) -> str:
    """Press something that was never drawn, `alone` in private messages, and give the answer's text."""
    at = who.user.dm_channel if alone else place or room.questions
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": 2 if values is None else 3}
    if values is not None:
        data["values"] = values
    record, payload = interactions.base_payload(
        room.env.backend,
        type=InteractionType.MESSAGE_COMPONENT,
        channel_id=at.id,
        guild_id=None if alone else who.guild.id,
        user_id=who.id,
        data=data,
    )
    room.env.backend.emit("INTERACTION_CREATE", payload)
    await room.env.settle()
    assert record.message_id is not None, "it was never answered"
    return str(room.env.backend.get_message(at.id, record.message_id).content)
