"""The gateway as a bot sees it: hello, ready, its server, and then whatever is dispatched."""

import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from benchmarks.loadserver.payloads import GUILD, Json, guild, user

HELLO, ACK, HEARTBEAT, IDENTIFY = 10, 11, 1, 2


class Connection:
    """One bot's websocket, compressed as one stream as Discord's is."""

    def __init__(self, bot: int, url: str, compressed: bool) -> None:
        self.bot = bot
        self.ready = False
        self._url = url
        self._socket = web.WebSocketResponse(compress=False)
        self._zlib = zlib.compressobj() if compressed else None
        self._sequence = 0

    async def dispatch(self, event: str, data: Json) -> None:
        self._sequence += 1
        await self._send({"op": 0, "s": self._sequence, "t": event, "d": data})

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        await self._socket.prepare(request)
        await self._send({"op": HELLO, "d": {"heartbeat_interval": 41_250}})
        async for received in self._socket:
            if received.type is WSMsgType.TEXT:
                await self._obey(json.loads(received.data)["op"])
        return self._socket

    async def close(self) -> None:
        await self._socket.close()

    async def _obey(self, op: int) -> None:
        if op == HEARTBEAT:
            await self._send({"op": ACK})
        elif op == IDENTIFY:
            await self._greet()

    async def _greet(self) -> None:
        ready: Json = {
            "v": 10,
            "user": user(self.bot, bot=True),
            "guilds": [{"id": str(GUILD), "unavailable": True}],
            "session_id": str(self.bot),
            "resume_gateway_url": self._url,
            "shard": [0, 1],
            "application": {"id": str(self.bot), "flags": 0},
            "private_channels": [],
        }
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", guild(self.bot))
        self.ready = True

    async def _send(self, payload: dict[str, Any]) -> None:
        text = json.dumps({"s": None, "t": None, "d": None} | payload, separators=(",", ":"))
        if self._zlib is None:
            await self._socket.send_str(text)
        else:
            await self._socket.send_bytes(self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH))
