"""One bot's websocket, from the gateway's side."""

import asyncio
import json
import zlib
from typing import Any

from aiohttp import web

from mentorbot.playground.sessions import Session


class Wire:
    """Lines go out in order, compressed as one stream where the bot asked for it."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request) -> None:
        self._ws = ws
        self._request = request
        self._zlib = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        self._silent = False
        self.session: Session | None = None

    def send(self, text: str) -> None:
        if not self._silent:
            self._queue.put_nowait(text)

    def send_op(self, op: int, data: Any = None) -> None:
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def cut(self) -> None:
        if self._request.transport:
            self._request.transport.abort()

    def close(self, code: int) -> None:
        """Hang up in order, once everything before it was sent."""
        self._queue.put_nowait(code)

    def fall_silent(self) -> None:
        """Stay open and say nothing more, not even that a heartbeat was heard."""
        self._silent = True

    async def pump(self) -> None:
        while True:
            said = await self._queue.get()
            if isinstance(said, int):
                await self._ws.close(code=said)
                return
            if self._zlib:
                data = self._zlib.compress(said.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                await self._ws.send_bytes(data)
            else:
                await self._ws.send_str(said)
