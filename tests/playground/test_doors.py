"""The page's door: this computer, this page, this run's token, and nothing that could run script."""

import pytest

from mentorbot.playground.practice import Practice
from tests.playground.clients import Page, told


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/page/live", "/gateway", "/api/v10/users/@me"])
async def test_foreign_hosts_and_origins_are_refused(
    practice: Practice, page: Page, headers: dict[str, str], path: str
) -> None:
    async with page.session.get(practice.realm.origin + path, headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize(
    "authorization", [None, "Bearer wrong", "Bearer", "Bot {bot}", "Bearer {bot}", "Bearer ünknown"]
)
async def test_deeds_need_this_runs_token(practice: Practice, page: Page, authorization: str | None) -> None:
    headers = {"Authorization": authorization.format(bot=practice.bot_token)} if authorization else {}
    url = f"{practice.realm.origin}/page/act"
    body = {"do": "say", "person": page.id("Amira"), "channel": "1", "content": "hello"}
    async with page.session.post(url, json=body, headers=headers) as response:
        assert response.status == 401


async def test_the_pages_token_does_not_open_the_bots_door(practice: Practice, page: Page) -> None:
    headers = {"Authorization": f"Bot {practice.realm.page_token}"}
    async with page.session.get(f"{practice.api_url}/users/@me", headers=headers) as response:
        assert response.status == 401


async def test_the_live_connection_closes_for_a_wrong_token(page: Page) -> None:
    ws = await page.live("wrong")
    await ws.receive()
    assert ws.close_code == 4001


async def test_the_page_may_run_nothing_that_is_not_its_own(practice: Practice, page: Page) -> None:
    async with page.session.get(f"{practice.realm.origin}/") as response:
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"


async def test_files_are_only_for_saving_and_only_for_who_sees_them(practice: Practice, page: Page) -> None:
    from_elsewhere = f"{practice.realm.origin}/page/files/1/log.csv"
    async with page.session.get(from_elsewhere) as response:
        assert response.status == 401


async def test_nothing_outside_the_page_folder_is_served(practice: Practice, page: Page) -> None:
    for path in ("/page/../serving.py", "/page/%2e%2e/serving.py", "/page/..%2fserving.py"):
        async with page.session.get(practice.realm.origin + path) as response:
            assert response.status in (403, 404)


async def test_script_in_any_text_stays_text(practice: Practice, page: Page) -> None:
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    ws = await page.live()
    await told(ws, "snapshot")
    said = await page.act("say", person=page.id("Amira"), channel=str(practice.channel("questions").id), content=script)
    assert said.status == 200
    assert (await told(ws, "message"))["message"]["content"] == script
    await ws.close()


@pytest.mark.parametrize(
    "body",
    [
        {"do": "say"},
        {"do": "say", "person": "1", "channel": "1", "content": "x"},
        {"do": "nonsense"},
        {"do": "advance", "seconds": -1},
        {"do": "advance", "seconds": "soon"},
        {"do": "press", "person": "{amira}", "message": "1", "custom_id": "x"},
        {"do": "submit", "person": "{amira}", "interaction_id": "1", "values": {}},
        {"do": "fault", "kind": "nonsense"},
        {"do": "permissions", "deny": ["Fly"]},
        {"do": "bot", "what": "dance"},
        {"do": "starter", "id": "none"},
    ],
)
async def test_deeds_that_make_no_sense_are_refused_in_words(page: Page, body: dict[str, object]) -> None:
    filled = {key: page.id("Amira") if value == "{amira}" else value for key, value in body.items()}
    answered = await page.act(str(filled.pop("do")), **filled)
    assert 400 <= answered.status < 500
    assert answered.body["error"]
