"""The page's security policy is kept by the browser: what got onto the page all the same could neither run nor call."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from mentorbot.playground.practice import Practice
from tests.playground.page.conftest import Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
REFUSED = """async ([foreign, attempt]) => {
    const hear = (told) => document.addEventListener("securitypolicyviolation", told, {once: true});
    const refused = new Promise(hear);
    const put = (tag, props) => document.body.append(Object.assign(document.createElement(tag), props));
    const attempts = {
        "script-src-elem inline": () => put("script", {textContent: "window.hit = 1"}),
        "script-src-elem foreign": () => put("script", {src: `${foreign}/x.js`}),
        "script-src-attr": () => {
            put("button", {id: "bait"});
            document.querySelector("#bait").setAttribute("onclick", "window.hit = 1");
            document.querySelector("#bait").click();
        },
        "script-src-elem link": () => {
            put("a", {id: "way", href: "javascript:window.hit = 1"});
            document.querySelector("#way").click();
        },
        "img-src": () => put("img", {src: `${foreign}/x.png`}),
        "style-src-elem": () => put("style", {textContent: `body { background: url(${foreign}/x) }`}),
        "style-src-elem foreign": () => put("link", {rel: "stylesheet", href: `${foreign}/x.css`}),
        "frame-src": () => put("iframe", {src: `${foreign}/`}),
        "object-src": () => put("object", {data: `${foreign}/x`}),
        "media-src": () => put("video", {src: `${foreign}/x`}),
        "connect-src fetch": () => fetch(`${foreign}/x`, {mode: "no-cors"}).catch(() => {}),
        "connect-src beacon": () => navigator.sendBeacon(`${foreign}/x`, "words"),
        "connect-src socket": () => { try { new WebSocket(foreign.replace("http", "ws")); } catch {} },
        "connect-src events": () => new EventSource(`${foreign}/x`),
        "worker-src": () => { try { new Worker(`data:text/javascript,fetch("${foreign}/x")`); } catch {} },
        "base-uri": () => put("base", {href: `${foreign}/`}),
        "form-action": () => {
            put("form", {id: "form", action: `${foreign}/x`, method: "post"});
            document.querySelector("#form").submit();
        },
    };
    attempts[attempt]();
    const late = new Promise((resolve) => setTimeout(() => resolve({effectiveDirective: "nothing"}), 5000));
    const told = await Promise.race([refused, late]);
    return [told.effectiveDirective, typeof window.hit];
}"""
ATTEMPTS = (
    *("script-src-elem inline", "script-src-elem foreign", "script-src-attr", "script-src-elem link", "img-src"),
    *("style-src-elem", "style-src-elem foreign", "frame-src", "object-src", "media-src", "connect-src fetch"),
    *("connect-src beacon", "connect-src socket", "connect-src events", "worker-src", "base-uri", "form-action"),
)


@pytest_asyncio.fixture(loop_scope="session")
async def elsewhere() -> AsyncIterator[tuple[str, list[str]]]:
    """Another server, which would answer anybody, and what it was asked."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(text="window.hit = 1", headers={"Access-Control-Allow-Origin": "*"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/"), asked


async def test_what_is_put_onto_the_page_neither_runs_nor_calls_elsewhere(
    empty: Practice, visit: Visit, elsewhere: tuple[str, list[str]]
) -> None:
    foreign, asked = elsewhere
    visitor = await visit(empty)
    for attempt in ATTEMPTS:
        directive, hit = await visitor.page.evaluate(REFUSED, [foreign, attempt])
        assert (directive, hit) == (attempt.split()[0], "undefined"), attempt
    assert asked == []
    assert len(visitor.faults) >= len(ATTEMPTS)  # the browser complained each time, which ends any other test
    visitor.faults.clear()


async def test_words_of_links_are_not_looked_up_ahead(empty: Practice, visit: Visit) -> None:
    """A browser may ask for the addresses of links before anybody follows them; the page tells it not to."""
    visitor = await visit(empty)
    answer = await visitor.page.request.get(empty.realm.origin)
    assert answer.headers["x-dns-prefetch-control"] == "off"
