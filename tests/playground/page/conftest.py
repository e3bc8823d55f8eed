"""A browser in front of a practice server, for the tests of its page."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from mentorbot.playground.practice import Practice
from tests.playground.page.visitor import Visitor

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=30_000)  # a busy computer takes its time
Visit = Callable[..., Awaitable[Visitor]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium as the system provides it (on Debian: apt-get install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=120_000)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def practice(browser: Browser) -> AsyncIterator[Practice]:
    """The whole of it, with the real bot; asks for the browser first, so that nothing starts where there is none."""
    async with Practice(answer_seconds=20) as practice:
        yield practice


@pytest_asyncio.fixture(loop_scope="session")
async def empty(browser: Browser) -> AsyncIterator[Practice]:
    """The server without a bot: the test speaks for it."""
    async with Practice(bot="external", answer_seconds=0.2) as practice:
        yield practice


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Opens the page; afterwards nothing may have gone wrong in its scripts or against its security policy."""
    visitors: list[Visitor] = []

    async def open_page(practice: Practice, *, look: bool = True, fresh: bool = True, **options: Any) -> Visitor:
        chosen: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}} | options
        context = await browser.new_context(**chosen)
        visitor = Visitor(await context.new_page())
        visitors.append(visitor)
        await visitor.arrive(practice.page_url, look=look, fresh=fresh)
        return visitor

    yield open_page
    for visitor in visitors:
        await visitor.page.context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []
