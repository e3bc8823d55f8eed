"""What the page asks of the server: files, and deeds on behalf of people."""

from pathlib import Path
from typing import cast
from urllib.parse import quote

from aiohttp import web

from mentorbot.playground.deeds import Deeds
from mentorbot.playground.doors import knows_token
from mentorbot.playground.live import Live
from mentorbot.playground.model import Json
from mentorbot.playground.people import NotAllowed
from mentorbot.playground.realm import Realm

PAGE = Path(__file__).parent / "page"


class PageApi:
    """The routes under `/` and `/page`."""

    def __init__(self, realm: Realm, deeds: Deeds, live: Live) -> None:
        self._realm, self._deeds, self._live = realm, deeds, live

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/", self._index)
        app.router.add_get("/page/live", self._live.handle)
        app.router.add_post("/page/act", self._act)
        app.router.add_get("/page/files/{id:\\d+}/{name}", self._file)
        if PAGE.is_dir():
            app.router.add_static("/page/", PAGE)

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _act(self, request: web.Request) -> web.StreamResponse:
        if not knows_token(self._realm, request):
            return _refused("The token is missing or wrong. Open the address that the terminal shows.", 401)
        if request.content_type != "application/json":
            return _refused("Send JSON.", 415)
        try:
            body = await request.json()
            if not isinstance(body, dict):
                return _refused("Send a JSON object.", 400)
            return web.json_response(await self._deeds.do(cast("Json", body)))
        except NotAllowed as refusal:
            return _refused(refusal.text, refusal.status)
        except (KeyError, ValueError, TypeError) as error:
            return _refused(f"The request does not make sense: {error}", 400)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if not knows_token(self._realm, request):
            return _refused("The token is missing or wrong.", 401)
        try:
            number = int(request.match_info["id"])
            name, _, content = self._deeds.file(request.query.get("person", ""), number)
        except NotAllowed as refusal:
            return _refused(refusal.text, refusal.status)
        except ValueError:  # a number that is none
            return _refused("There is no such file, or no such person.", 404)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
        return web.Response(body=content, content_type="application/octet-stream", headers=headers)


def _refused(words: str, status: int) -> web.Response:
    body: Json = {"error": words}
    return web.json_response(body, status=status)
