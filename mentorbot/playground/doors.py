"""Who may come in: this computer's own page only, with this run's token, and nothing runs that is not ours."""

import hmac

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from mentorbot.playground.realm import Realm

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-DNS-Prefetch-Control": "off",  # a link's address would be looked up before anybody follows it
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guard(realm: Realm) -> Middleware:
    """Refuse foreign hosts and origins, which is how a page elsewhere would try to reach us."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _at_home(realm, request):
            return web.json_response({"error": "This practice server only answers its own page."}, status=403)
        return await handler(request)

    return check


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    if not request.path.startswith("/api/"):
        response.headers.update(HEADERS)


def knows_token(realm: Realm, request: web.Request) -> bool:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return kind == "Bearer" and hmac.compare_digest(token.encode(), realm.page_token.encode())


def _at_home(realm: Realm, request: web.Request) -> bool:
    port = realm.origin.rpartition(":")[2]
    hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
    origin = request.headers.get("Origin")
    return request.headers.get("Host") in hosts and (origin is None or origin in [f"http://{host}" for host in hosts])
