"""Ways to be careless on a rough wire on purpose: a gate that passes with these proves nothing."""

from collections.abc import Hashable, Mapping
from typing import Any

import aiohttp
import discord.http
import discord.webhook.async_

from mentorbot.heard import Heard
from tests.gates.practice.outboxes import BREAK

BLIND = "blind"  # what may have been sent is sent again, and Discord is not asked to hold it against the first
DEAF = "deaf"  # nothing that comes twice is known
PUSHING = "pushing"  # a refused request is sent again at once, whatever Discord says

TOO_MANY = 429


def break_if_asked(environment: Mapping[str, str]) -> None:
    how = environment.get(BREAK)
    if how == BLIND:
        _send_blindly()
    elif how == DEAF:
        Heard.before = _never
    elif how == PUSHING:
        _push()


def _never(self: Heard, key: Hashable) -> bool:
    return False


def _send_blindly() -> None:
    send = discord.http.HTTPClient.send_message

    def blind(self: discord.http.HTTPClient, channel_id: Any, *, params: discord.http.MultipartParameters) -> Any:
        (params.payload or {}).pop("enforce_nonce", None)
        return send(self, channel_id, params=params)

    discord.http.HTTPClient.send_message = blind


def _push() -> None:
    read = discord.http.json_or_text

    async def pushing(response: aiohttp.ClientResponse) -> Any:
        data: Any = await read(response)
        if response.status == TOO_MANY:
            data["retry_after"] = 0
        return data

    discord.http.json_or_text = pushing
    discord.webhook.async_.json_or_text = pushing  # pyright: ignore[reportPrivateImportUsage] - its own name for it
