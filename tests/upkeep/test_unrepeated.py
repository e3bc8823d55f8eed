"""What would happen twice if it were sent twice is sent once: the first try ends with a failure of the line."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from mentorbot.unrepeated import unrepeated

LOOPBACK = "127.0.0.1"


@pytest.fixture
async def failing() -> AsyncIterator[str]:
    """The address of a server that answers everything with 502."""

    async def fail(_: web.Request) -> web.Response:
        return web.Response(status=502)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", fail)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    yield f"http://{LOOPBACK}:{runner.addresses[0][1]}/api/v10"
    await runner.cleanup()


@pytest.mark.parametrize("path", ["/channels/12/threads", "/webhooks/12/token"])
async def test_what_would_be_made_twice_ends_with_the_first_try(failing: str, path: str) -> None:
    async with aiohttp.ClientSession(trace_configs=[unrepeated()]) as session:
        with pytest.raises(aiohttp.ClientConnectionError, match="may have been made"):
            await session.post(failing + path)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/channels/12/messages"), ("GET", "/channels/12/threads"), ("PATCH", "/webhooks/1/t")]
)
async def test_everything_else_is_left_to_whoever_sent_it(failing: str, method: str, path: str) -> None:
    async with (
        aiohttp.ClientSession(trace_configs=[unrepeated()]) as session,
        session.request(method, failing + path) as reply,
    ):
        assert reply.status == 502
