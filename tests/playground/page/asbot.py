"""Speaks as the bot where a test wants a message of its own making, through the same door as the real one."""

from collections.abc import Mapping
from typing import Any

import aiohttp

from mentorbot.playground.practice import Practice


async def post(practice: Practice, channel: str, message: Mapping[str, Any]) -> None:
    """Send a message with Discord's own JSON."""
    address = f"{practice.api_url}/channels/{practice.channel(channel).id}/messages"
    headers = {"Authorization": f"Bot {practice.bot_token}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.post(address, json=message) as answer:
        assert answer.status == 200, await answer.text()
