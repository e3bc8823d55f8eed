"""Speaks as the bot where a test wants a message of its own making, through the same door as the real one."""

import json
from collections.abc import Collection, Mapping
from typing import Any

import aiohttp

from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient

MODAL, CHOICES = 9, 8


async def post(
    practice: Practice, channel: str, message: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> None:
    """Send a message with Discord's own JSON."""
    names = [{"id": number, "filename": name} for number, name in enumerate(files or {})]
    body = {**message, "attachments": names} if names else message
    await _send(practice, "POST", f"/channels/{practice.channel(channel).id}/messages", body, (files or {}).values())


async def declare(practice: Practice, *commands: Mapping[str, Any]) -> None:
    """Say which commands there are."""
    await _send(practice, "PUT", f"/applications/{practice.world.state.bot_id}/commands", commands)


async def answer(practice: Practice, bot: GatewayClient, kind: int, data: Mapping[str, Any]) -> dict[str, Any]:
    """Answer what somebody does next, and give what they did."""
    asked = await bot.event("INTERACTION_CREATE")
    path = f"/interactions/{asked['id']}/{asked['token']}/callback"
    await _send(practice, "POST", path, {"type": kind, "data": data})
    return asked


async def _send(practice: Practice, method: str, path: str, body: object, files: Collection[bytes] = ()) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps(body))
    for number, content in enumerate(files):
        form.add_field(f"files[{number}]", content, filename="file")
    sent: dict[str, Any] = {"data": form} if files else {"json": body}
    headers = {"Authorization": f"Bot {practice.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, practice.api_url + path, **sent) as told,
    ):
        assert told.ok, await told.text()
