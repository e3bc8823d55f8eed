"""The course of a practice: beginning again, leaving and coming back, stopping with a page open."""

import asyncio
import sys
from pathlib import Path

import aiohttp
import pytest

from mentorbot.playground.people import NotAllowed
from mentorbot.playground.practice import Practice
from tests.playground.clients import Page, Rest, told

TINY = (sys.executable, str(Path(__file__).with_name("tinybot.py")))


async def test_beginning_again_shows_every_page_the_clean_world(practice: Practice, page: Page) -> None:
    ws = await page.live()
    before = await told(ws, "snapshot")
    await practice.person("Amira").say("questions", "old")
    assert (await page.act("start_again")).status == 200
    await told(ws, "reset")
    after = await told(ws, "snapshot")
    assert after["server"]["id"] != before["server"]["id"]
    assert not any(after["messages"].values())
    await ws.close()


async def test_stopping_with_a_page_open_closes_it_in_order() -> None:
    practice = Practice(bot="external")
    await practice.server.start()
    async with Page(practice) as page:
        ws = await page.live()
        await told(ws, "snapshot")
        async with asyncio.timeout(30):
            await practice.server.stop()
            closed = await ws.receive()
    assert closed.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING)


async def test_a_leaver_loses_everything_until_they_return(practice: Practice, rest: Rest) -> None:
    dev, sent = practice.person("Dev"), await rest.send("questions", content="card")
    card = practice.channel("questions").messages[-1]
    await dev.leave()
    with pytest.raises(NotAllowed, match="cannot see"):
        await dev.react(card, "✋")
    await dev.join()
    await dev.react(card, "✋")
    with pytest.raises(NotAllowed, match="cannot see"):
        await dev.say("moderators", "roles are gone")
    assert sent.status == 200


async def test_the_page_restarts_kills_and_starts_the_bot() -> None:
    async with Practice(bot=TINY) as practice, Page(practice) as page:
        ws = await page.live()
        assert (await told(ws, "snapshot"))["bot"]["status"] == "up"
        first = practice.server.runner.pid
        await page.act("bot", what="kill")
        assert practice.bot_status == "down"
        assert practice.server.runner.note == "The bot was killed."
        await page.act("bot", what="start")
        await practice.until(lambda: practice.bot_status == "up", 60)
        await page.act("bot", what="restart")
        await practice.until(lambda: practice.bot_status == "up", 60)
        assert practice.server.runner.pid not in (None, first)
        await ws.close()


async def test_a_page_can_switch_a_fault_on_and_off(practice: Practice, page: Page, rest: Rest) -> None:
    assert (await page.act("fault", kind="status", route="GET /users/@me", times=None, status=503)).status == 200
    assert (await rest("GET", "/users/@me")).status == 503
    await page.act("fault", kind="clear")
    assert (await rest("GET", "/users/@me")).status == 200


async def test_nobody_reacts_to_or_dismisses_what_is_not_theirs(practice: Practice) -> None:
    amira, ben = practice.person("Amira"), practice.person("Ben")
    said = await amira.say("questions", "public")
    with pytest.raises(NotAllowed, match="Only your own"):
        await ben.dismiss(said)
    with pytest.raises(NotAllowed, match="permission"):
        await ben.delete(said)
    await practice.person("Dev").delete(said)
    assert said.gone


async def test_a_crowd_can_join(practice: Practice) -> None:
    crowd = [practice.newcomer(f"Helper {number}", "Mentor") for number in range(50)]
    said = await crowd[0].say("questions", "hello")
    for one in crowd:
        await one.react(said, "👋")
    assert len(said.reactions["👋"]) == 50
