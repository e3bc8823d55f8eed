"""Starts and stops the load server, on this computer only."""

import contextlib
from collections.abc import AsyncGenerator

from aiohttp import web

from benchmarks.loadserver import rest
from benchmarks.loadserver.gateway import Connection
from benchmarks.loadserver.world import World


class LoadServer:
    """Its addresses, and the world behind them. A bot's token is its number."""

    def __init__(self) -> None:
        self.world = World()
        self.port = 0

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}{rest.API}"

    @property
    def gateway(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator["LoadServer"]:
        app = web.Application()
        # Bots connect in turn, so that the newest connection is the one of the bot that was started last.
        app.router.add_get("/gateway/{bot}", self._connect)
        app.router.add_get(f"{rest.API}/gateway/bot", self._where)
        rest.install(app, self.world)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.port = runner.addresses[0][1]
            yield self
        finally:
            for connection in self.world.connections.values():
                await connection.close()
            await runner.cleanup()

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        bot = int(request.match_info["bot"])
        compressed = request.query.get("compress") == "zlib-stream"
        connection = Connection(bot, f"{self.gateway}/{bot}", compressed)
        self.world.connections[bot] = connection
        return await connection.serve(request)

    async def _where(self, request: web.Request) -> web.Response:
        bot = request.headers["Authorization"].removeprefix("Bot ")
        start = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
        return web.json_response({"url": f"{self.gateway}/{bot}", "shards": 1, "session_start_limit": start})
