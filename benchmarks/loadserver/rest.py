"""The requests that the measured bots make, answered as Discord answers them; anything else is 501 with its name."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from benchmarks.loadserver.payloads import CHANNEL, JOINED, Json, application, channel, message, thread, user
from benchmarks.loadserver.world import World

API = "/api/v10"
# Without these discord.py sends one request at a time to each route and channel.
LIMITS = {"X-RateLimit-Limit": "10000", "X-RateLimit-Remaining": "9999", "X-RateLimit-Reset-After": "1.000"}


@dataclass(frozen=True, slots=True)
class Call:
    """One request: who made it, what stands in its path, and its body."""

    world: World
    bot: int
    path: dict[str, str]
    body: Any

    def id(self, name: str) -> int:
        return int(self.path[name])


def me(call: Call) -> Json:
    return user(call.bot, bot=True) | {"verified": True, "mfa_enabled": True, "locale": "en-GB", "email": None}


def own_application(call: Call) -> Json:
    return application(call.bot)


def put_commands(call: Call) -> list[Json]:
    given: list[Json] = call.body
    common: Json = {"application_id": str(call.bot), "version": "1", "nsfw": False, "dm_permission": True}
    return [{"description": "", "type": 1} | one | common | {"id": str(call.world.number())} for one in given]


def answer(call: Call) -> Json:
    described = call.world.answered(call.path["token"], call.body)
    call.world.remember_buttons(described["resource"]["message"])
    return described


def send(call: Call) -> Json:
    made = message(call.world.number(), call.id("channel"), call.bot, call.body)
    call.world.remember_buttons(made)
    return made | {"nonce": call.body.get("nonce")}


def edit(call: Call) -> Json:
    return message(call.id("message"), call.id("channel"), call.bot, call.body) | {"edited_timestamp": JOINED}


def read(call: Call) -> Json:
    return message(call.id("message"), call.id("channel"), call.bot, {})


def thread_from_message(call: Call) -> Json:
    return thread(call.id("message"), call.bot, str(call.body["name"]))


def channel_of(call: Call) -> Json:
    number = call.id("channel")
    return channel(number) if number - CHANNEL in range(1000) else thread(number, call.bot, "thread")


def change_channel(call: Call) -> Json:
    return thread(call.id("channel"), call.bot, "thread", closed=bool(call.body.get("archived")))


ROUTES: dict[tuple[str, str], Callable[[Call], Any]] = {
    ("GET", "/users/@me"): me,
    ("GET", "/oauth2/applications/@me"): own_application,
    ("GET", "/applications/@me"): own_application,
    ("PUT", "/applications/{application}/commands"): put_commands,
    ("POST", "/interactions/{interaction}/{token}/callback"): answer,
    ("POST", "/channels/{channel}/messages"): send,
    ("PATCH", "/channels/{channel}/messages/{message}"): edit,
    ("GET", "/channels/{channel}/messages/{message}"): read,
    ("POST", "/channels/{channel}/messages/{message}/threads"): thread_from_message,
    ("GET", "/channels/{channel}"): channel_of,
    ("PATCH", "/channels/{channel}"): change_channel,
}
EVENTS: dict[Callable[[Call], Any], str] = {thread_from_message: "THREAD_CREATE", change_channel: "THREAD_UPDATE"}


def install(app: web.Application, world: World) -> None:
    for (method, route), act in ROUTES.items():
        app.router.add_route(method, API + route, _handler(world, method, route, act))
    app.router.add_route("*", "/{rest:.*}", _unknown)


def _handler(world: World, method: str, route: str, act: Callable[[Call], Any]) -> Any:
    async def handle(request: web.Request) -> web.Response:
        body = json.loads(await request.read() or b"null")
        token = request.headers.get("Authorization", "Bot 0").removeprefix("Bot ")
        call = Call(world, int(token), dict(request.match_info), body)
        made = act(call)
        world.note(method, route)
        if act in EVENTS:
            await world.connections[call.bot].dispatch(EVENTS[act], made | {"newly_created": True})
        headers = LIMITS | {"X-RateLimit-Bucket": f"{method}{route}"}
        return web.Response(body=json.dumps(made).encode(), content_type="application/json", headers=headers)

    return handle


async def _unknown(request: web.Request) -> web.Response:
    print(f"The load server does not know {request.method} {request.path}")
    return web.Response(status=501, text=f"{request.method} {request.path}")
