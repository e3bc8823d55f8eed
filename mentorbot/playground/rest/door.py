"""The door through which the bot's requests come: read, checked, answered and recorded."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

from aiohttp import BodyPartReader, web

from mentorbot.playground.errors import DiscordError, discord_error
from mentorbot.playground.faults import Fault
from mentorbot.playground.model import Json
from mentorbot.playground.ratelimits import Verdict, counts
from mentorbot.playground.realm import Realm, Recorded
from mentorbot.playground.rest.call import Call, Handler, Reply, Upload
from mentorbot.playground.rest.routes import ROUTES, WITHOUT_TOKEN
from mentorbot.playground.rest.words import said

PREFIX = "/api/v10"
_FILE = re.compile(r"^files\[(\d+)\]$")
Endpoint = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, realm: Realm) -> None:
    for method, path, handler in ROUTES:
        app.router.add_route(method, PREFIX + path, _endpoint(realm, f"{method} {path}", handler))
    app.router.add_route("*", "/api/{rest:.*}", _unknown(realm))


def _endpoint(realm: Realm, name: str, handler: Handler) -> Endpoint:
    async def answer(request: web.Request) -> web.StreamResponse:
        if await _strikes_before(realm, name, request):
            return web.Response()
        verdict, call = None, None
        try:
            call = await _read(realm, request)
            planned = _planned(realm, name, request, call)
            verdict = realm.limits.judge(name, _major(request))
            reply = _limited(verdict) or planned or _answered(realm, request, name, handler, call)
        except DiscordError as error:
            reply = Reply(error.body(), error.status)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            realm.log.note("server", f"The practice server could not make sense of the request: {error!r}")
            reply = Reply({"message": "500: Internal Server Error", "code": 0}, 500)
        fault = realm.faults.strike(name, "lost-ack", "late-ack", "failed-ack")
        _record(realm, request, name, call, reply, fault)
        realm.refusals.note(realm.world.now(), reply.status, verdict.scope if verdict else "user")
        return _response(await _on_its_way(realm, request, reply, fault) if fault else reply, verdict)

    return answer


def _unknown(realm: Realm) -> Endpoint:
    async def answer(request: web.Request) -> web.StreamResponse:
        where = f"{request.method} {request.path.removeprefix(PREFIX)}"
        realm.log.note("server", f"The bot asked for something that this practice server does not know: {where}")
        words = f"This practice server has no route {where}"
        return _response(Reply({"message": words, "code": 0}, 501), None)

    return answer


def _answered(realm: Realm, request: web.Request, name: str, handler: Handler, call: Call) -> Reply:
    needs_token = not any(part in name for part in WITHOUT_TOKEN)
    if needs_token and request.headers.get("Authorization") != f"Bot {realm.bot_token}":
        raise discord_error(0)
    return handler(call)


async def _read(realm: Realm, request: web.Request) -> Call:
    if request.content_type.startswith("multipart/"):
        body, uploads = await _read_parts(request)
        return Call(realm, request.match_info, request.query, body, uploads)
    raw = await request.read()
    return Call(realm, request.match_info, request.query, _parsed(raw) if raw else None)


async def _read_parts(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    body: Any = None
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        found = _FILE.match(part.name or "")
        content = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = _parsed(content)
        elif found:
            kind = part.headers.get("Content-Type")
            kind = None if kind == "application/octet-stream" else kind
            uploads.append(Upload(int(found[1]), part.filename or "file", content, kind))
    return body, tuple(uploads)


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise discord_error(50109) from None


async def _strikes_before(realm: Realm, name: str, request: web.Request) -> bool:
    """Let faults delay the request or break its connection; true when it was broken."""
    late = realm.faults.strike(name, "delay")
    if late:
        await asyncio.sleep(late.seconds)
    if realm.faults.strike(name, "reset"):
        realm.log.note("server", "The connection broke before the request arrived")
        _abort(request)
        return True
    return False


def _planned(realm: Realm, name: str, request: web.Request, call: Call) -> Reply | None:
    """Answer with a fault's status; too many requests go on being too many for a while."""
    fault = realm.faults.answer(name, call.path, call.json)
    if fault and fault.status == 429 and fault.page is None:
        realm.limits.close(name, _major(request), fault.seconds, fault.scope)
        return None
    return _faulty(fault) if fault else None


def _faulty(fault: Fault) -> Reply:
    return Reply({"message": f"{fault.status}: practice fault", "code": fault.code}, fault.status, fault.page)


async def _on_its_way(realm: Realm, request: web.Request, reply: Reply, fault: Fault) -> Reply:
    """Let the answer get lost, come late, or come as a failure: what was asked for has happened all the same."""
    if fault.kind == "lost-ack":
        realm.log.note("server", "The answer was lost on its way")
        _abort(request)
    elif fault.kind == "late-ack":
        realm.log.note("server", "The answer comes late")
        await asyncio.sleep(fault.seconds)
    else:
        realm.log.note("server", "The answer says that it failed, though it did not")
        return _faulty(fault)
    return reply


def _limited(verdict: Verdict) -> Reply | None:
    if verdict.retry_after is None:
        return None
    wait = round(verdict.retry_after, 3)
    return Reply({"message": "You are being rate limited.", "retry_after": wait, "global": verdict.everywhere}, 429)


def _record(
    realm: Realm, request: web.Request, name: str, call: Call | None, reply: Reply, fault: Fault | None
) -> None:
    sent = cast("Json | list[Json] | None", call.json if call else None)
    files = tuple(upload.filename for upload in call.uploads) if call else ()
    now = realm.world.now()
    kind = fault.kind if fault else ""
    entry = Recorded(now, request.method, name, request.path, sent, files, reply.status, reply.body, counts(name), kind)
    realm.requests.append(entry)
    raw: Json = {"method": entry.method, "path": _hidden(request), "status": entry.status}
    raw |= {"request": sent, "response": reply.body}
    realm.log.note("bot", said(realm.world, entry), raw)


def _hidden(request: web.Request) -> str:
    """The path without an interaction's token, which is a secret of its own."""
    token = request.match_info.get("token")
    return request.path.replace(token, "…") if token else request.path


def _response(reply: Reply, verdict: Verdict | None) -> web.Response:
    if reply.page is not None and not reply.page.startswith("{"):
        return web.Response(status=reply.status, text=reply.page, content_type="text/html")
    headers = dict(verdict.headers) if verdict else {}
    headers["Via"] = "1.1 practice"
    if reply.status == 429 and reply.page is None and isinstance(reply.body, dict):
        headers["Retry-After"] = str(reply.body["retry_after"])
    if reply.status == 204:
        return web.Response(status=204, headers=headers)
    headers["Content-Type"] = "application/json"
    body = json.dumps(reply.body) if reply.page is None else reply.page
    return web.Response(status=reply.status, body=body.encode(), headers=headers)


def _major(request: web.Request) -> str:
    info = request.match_info
    return info.get("channel_id") or info.get("token") or info.get("guild_id") or ""


def _abort(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()
