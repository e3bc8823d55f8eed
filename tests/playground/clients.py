"""Plain clients for the practice server's doors: a bot's requests, a bot's gateway, the page."""

import asyncio
import json
import zlib
from types import TracebackType
from typing import Any, Self, cast

import aiohttp

from mentorbot.playground.practice import Practice

INTENTS = 1 << 0 | 1 << 10 | 1 << 12
SECONDS = 60.0


class Client:
    """An HTTP session that is closed at the end of a test."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()


class Answered:
    """A response with its body read."""

    def __init__(self, status: int, headers: Any, body: Any) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def code(self) -> int:
        return int(self.body["code"])

    @property
    def wrong_fields(self) -> set[str]:
        """The paths of the fields that an "Invalid Form Body" names."""
        return set(_paths(self.body.get("errors", {})))


class Rest(Client):
    """Sends the requests that a bot would send."""

    token: str | None = None

    async def __call__(self, method: str, path: str, body: Any = None, **options: Any) -> Answered:
        headers = {"Authorization": f"Bot {self.token or self.practice.bot_token}"}
        url = self.practice.api_url + path
        async with self.session.request(method, url, json=body, headers=headers, **options) as response:
            text = await response.text()
            return Answered(response.status, response.headers, json.loads(text) if text else None)

    async def send(self, channel: str, **body: Any) -> Answered:
        return await self("POST", f"/channels/{self.practice.channel(channel).id}/messages", body)

    async def answer(self, event: dict[str, Any], kind: int, **data: Any) -> Answered:
        path = f"/interactions/{event['id']}/{event['token']}/callback?with_response=1"
        return await self("POST", path, {"type": kind, "data": data})

    def webhook(self, event: dict[str, Any]) -> str:
        return f"/webhooks/{event['application_id']}/{event['token']}"


class GatewayClient(Client):
    """Speaks the gateway's protocol, compressed as discord.py does."""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        await self.connect()
        return self

    async def connect(self) -> None:
        self._inflate = zlib.decompressobj()
        self.session_id, self.sequence = getattr(self, "session_id", ""), getattr(self, "sequence", 0)
        url = self.practice.gateway_url + "?v=10&encoding=json&compress=zlib-stream"
        self.ws = await self.session.ws_connect(url)
        self.hello = await self.receive()

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(SECONDS):
            data = await self.ws.receive_bytes()
        payload = cast("dict[str, Any]", json.loads(self._inflate.decompress(data)))
        self.sequence = payload.get("s") or self.sequence
        return payload

    async def send(self, op: int, data: Any) -> None:
        await self.ws.send_str(json.dumps({"op": op, "d": data}))

    async def identify(self, intents: int = INTENTS, token: str | None = None) -> list[dict[str, Any]]:
        """Introduce the bot, and read the welcome: READY and the server."""
        await self.send(2, {"token": token or self.practice.bot_token, "intents": intents, "properties": {}})
        ready, guild = await self.receive(), await self.receive()
        self.session_id = ready["d"]["session_id"]
        return [ready, guild]

    async def resume(self) -> None:
        await self.connect()
        told = {"token": self.practice.bot_token, "session_id": self.session_id, "seq": self.sequence}
        await self.send(6, told)

    async def event(self, name: str) -> dict[str, Any]:
        """The data of the next event of that name; others before it are passed over."""
        while True:
            payload = await self.receive()
            if payload["t"] == name:
                return cast("dict[str, Any]", payload["d"])

    async def closing_code(self) -> int | None:
        """Read on until the server closes the connection."""
        async with asyncio.timeout(SECONDS):
            while (await self.ws.receive()).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                pass
        return self.ws.close_code


class Page(Client):
    """Acts and looks as the page does."""

    async def act(self, do: str, **body: Any) -> Answered:
        headers = {"Authorization": f"Bearer {self.practice.realm.page_token}"}
        url = f"{self.practice.realm.origin}/page/act"
        async with self.session.post(url, json={"do": do, **body}, headers=headers) as response:
            return Answered(response.status, response.headers, await response.json())

    async def live(self, token: str | None = None) -> aiohttp.ClientWebSocketResponse:
        ws = await self.session.ws_connect(f"{self.practice.realm.origin}/page/live")
        await ws.send_json({"token": token or self.practice.realm.page_token})
        return ws

    def id(self, name: str) -> str:
        return str(self.practice.person(name).id)


async def told(ws: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """The page's next change of a kind."""
    async with asyncio.timeout(SECONDS):
        while True:
            change = await ws.receive_json()
            if change["type"] == kind:
                return cast("dict[str, Any]", change)


def _paths(errors: dict[str, Any], path: str = "") -> list[str]:
    found = [path] if "_errors" in errors else []
    for key, inner in errors.items():
        if key != "_errors":
            found += _paths(inner, f"{path}.{key}" if path else key)
    return found
