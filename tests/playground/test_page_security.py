"""The page's door, route by route: foreign pages and names, tokens that are not this run's, others' files."""

import asyncio
import json
from collections.abc import Iterator

import aiohttp
import pytest

from mentorbot.playground.practice import Practice
from tests.playground.clients import Page

ROUTES = (
    *(("GET", "/"), ("GET", "/page/main.js"), ("GET", "/page/base.css"), ("GET", "/page/live"), ("GET", "/gateway")),
    *(("POST", "/page/act"), ("GET", "/page/files/1/log.csv"), ("GET", "/api/v10/users/@me"), ("GET", "/nowhere")),
    *(("POST", "/api/v10/channels/1/messages"), ("PUT", "/page/act"), ("OPTIONS", "/page/act"), ("HEAD", "/")),
)
FOREIGN = (
    {"Host": "evil.example:{port}"},  # a name that was made to lead here
    {"Host": "127.0.0.1.evil.example:{port}"},
    {"Host": "localhost"},
    {"Host": "0.0.0.0:{port}"},
    {"Origin": "http://evil.example:{port}"},
    {"Origin": "http://127.0.0.1:{port}.evil.example"},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "https://localhost:{port}"},
    {"Origin": "null"},
    {"Origin": ""},
)


@pytest.mark.parametrize("foreign", FOREIGN, ids=str)
async def test_no_route_answers_a_foreign_page_even_with_the_right_token(
    practice: Practice, page: Page, foreign: dict[str, str]
) -> None:
    port = practice.realm.origin.rpartition(":")[2]
    headers = {name: value.format(port=port) for name, value in foreign.items()}
    for method, path in ROUTES:
        right = {"Authorization": f"Bearer {practice.realm.page_token}"} | headers
        async with page.session.request(method, practice.realm.origin + path, headers=right) as answered:
            assert answered.status == 403, (method, path)
            assert practice.realm.page_token not in await answered.text()
    for path in ("/page/live", "/gateway"):
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await page.session.ws_connect(practice.realm.origin + path, headers=headers)


def wrong_tokens(practice: Practice) -> Iterator[str]:
    token = practice.realm.page_token
    yield from ("", "Bearer", "Bearer ", f"Bearer {token}x", f"Bearer {token[:-1]}", f"bearer {token}", token)
    yield from (f"Basic {token}", f"Bot {token}", f"Bearer  {token}", f"Bearer {practice.bot_token}")


async def test_every_deed_and_file_needs_exactly_this_runs_token(practice: Practice, page: Page) -> None:
    for wrong in wrong_tokens(practice):
        headers = {"Authorization": wrong}
        for method, path in (("POST", "/page/act"), ("GET", "/page/files/1/x.csv?person=1")):
            async with page.session.request(method, practice.realm.origin + path, headers=headers, data="{}") as told:
                assert told.status == 401, (wrong, path)


async def test_the_token_of_an_earlier_run_opens_nothing(practice: Practice, page: Page) -> None:
    async with Practice(bot="external") as earlier:
        old = earlier.realm.page_token
    ws = await page.live(old)
    await ws.receive()
    assert ws.close_code == 4001


@pytest.mark.parametrize(
    "said", ["[]", "null", "1", '"x"', "{", "{}", '{"token": null}', '{"token": "ü"}', '{"token": {}}']
)
async def test_whatever_is_said_first_without_the_token_closes_the_live_connection(
    practice: Practice, page: Page, said: str
) -> None:
    ws = await page.session.ws_connect(f"{practice.realm.origin}/page/live")
    await ws.send_str(said)
    assert (await ws.receive()).type is aiohttp.WSMsgType.CLOSE
    assert ws.close_code == 4001


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_deeds_are_done_by_post_alone(practice: Practice, page: Page, method: str) -> None:
    headers = {"Authorization": f"Bearer {practice.realm.page_token}", "X-HTTP-Method-Override": "POST"}
    body = {"do": "advance", "seconds": 60}
    async with page.session.request(method, f"{practice.realm.origin}/page/act", headers=headers, json=body) as told:
        assert told.status in (403, 404, 405)
    assert practice.world.clock.offset.total_seconds() == 0


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
async def test_a_plain_form_of_another_page_cannot_act(practice: Practice, page: Page, kind: str) -> None:
    headers = {"Authorization": f"Bearer {practice.realm.page_token}", "Content-Type": kind}
    body = json.dumps({"do": "advance", "seconds": 60})
    async with page.session.post(f"{practice.realm.origin}/page/act", headers=headers, data=body) as told:
        assert told.status == 415


async def test_another_persons_file_stays_theirs(practice: Practice, page: Page) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", '{"content": "", "attachments": [{"id": 0, "filename": "log.csv"}]}')
    form.add_field("files[0]", b"a,b\n", filename="log.csv")
    url = f"{practice.api_url}/channels/{practice.channel('moderators').id}/messages"
    async with page.session.post(url, data=form, headers={"Authorization": f"Bot {practice.bot_token}"}) as sent:
        number = (await sent.json())["attachments"][0]["id"]
    statuses: dict[str, int] = {}
    for who in ("Dev", "Amira"):
        statuses[who] = await fetched(practice, page, f"{number}/log.csv?person={page.id(who)}")
    for who in ("", "0", "x", "9" * 5000):
        statuses[who] = await fetched(practice, page, f"{number}/log.csv?person={who}")
    assert statuses.pop("Dev") == 200
    assert all(400 <= status < 500 for status in statuses.values()), statuses


async def fetched(practice: Practice, page: Page, path: str) -> int:
    headers = {"Authorization": f"Bearer {practice.realm.page_token}"}
    async with page.session.get(f"{practice.realm.origin}/page/files/{path}", headers=headers) as told:
        return told.status


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "9" * 5000, "٣", "x", "..%2f..%2fetc", "%00"])
async def test_a_file_that_is_not_there_is_said_in_words(practice: Practice, page: Page, number: str) -> None:
    assert 400 <= await fetched(practice, page, f"{number}/log.csv?person={page.id('Amira')}") < 500


@pytest.mark.parametrize(
    "path",
    [
        *("/page/../serving.py", "/page/%2e%2e/serving.py", "/page/..%2fserving.py", "/page/..%5cserving.py"),
        *("/page//etc/passwd", "/page/%2fetc%2fpasswd", "/page/./../../../pyproject.toml", "/page/%00", "/page/"),
        *("/page/....//serving.py", "/page/%252e%252e/serving.py", "/../../etc/passwd", "//etc/passwd"),
    ],
)
async def test_nothing_outside_the_pages_folder_is_served(practice: Practice, path: str) -> None:
    host = practice.realm.origin.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))  # clients tidy a path before they send it
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    status = int((await reader.readline()).split()[1])
    writer.close()
    assert status in (400, 403, 404)
