"""Discord's markdown on the page: what is marked, what leads where, and what stays as it was typed."""

import re

import pytest
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.page.asbot import post
from tests.playground.page.conftest import Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_marks_within_and_between_lines(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    lines = [
        "# Top",
        r"**b** *i* __u__ ~~s~~ `c*d*` \*plain\* snake_case_name",
        "> quoted",
        "- one",
        "- two",
        "1. first",
        "-# small",
        "```py",
        "x = 1",
        "```after",
    ]

    await post(empty, "questions", {"content": "\n".join(lines)})

    words = visitor.log().locator(".words")
    await expect(words.get_by_role("heading", name="Top")).to_be_visible()
    for tag, said in {"strong": "b", "em": "i", "u": "u", "s": "s", "p code": "c*d*", "blockquote": "quoted"}.items():
        await expect(words.locator(tag)).to_have_text(said)
    await expect(words).to_contain_text("*plain* snake_case_name")
    await expect(words.locator("ul li")).to_have_text(["one", "two"])
    await expect(words.locator("ol li")).to_have_text(["first"])
    await expect(words.locator(".small-print")).to_have_text("small")
    await expect(words.locator("pre")).to_have_text("x = 1")
    await expect(words).to_contain_text("after")


async def test_names_channels_and_addresses_of_discord_lead_within_the_page(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.write("The first message")
    await expect(visitor.log()).to_contain_text("The first message")
    first = empty.channel("questions").messages[-1].id
    room, ben, guild = empty.channel("staffroom").id, empty.person("Ben").user.id, empty.world.state.guild_id
    address = f"https://discord.com/channels/{guild}/{empty.channel('questions').id}/{first}"

    await post(empty, "questions", {"content": f"<@{ben}> see <#{room}> and {address}"})

    await expect(visitor.log()).to_contain_text(re.compile(r"@Ben see #staffroom and #questions . message"))
    assert await visitor.page.locator("a[href*='discord.com']").count() == 0
    await visitor.log().get_by_role("button", name="#questions").last.click()
    await expect(visitor.log().locator(f'[data-id="{first}"]')).to_be_focused()
    await visitor.log().get_by_role("button", name="#staffroom").click()
    await expect(visitor.pane().get_by_role("heading", name="#staffroom")).to_be_visible()


async def test_a_relative_time_follows_the_practice_clock(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    soon = int(empty.world.now().timestamp()) + 3600 * 2 + 30

    await post(empty, "questions", {"content": f"<t:{soon}:R>, that is <t:{soon}:t>"})
    await expect(visitor.log()).to_contain_text("in 2 hours, that is")
    await visitor.page.get_by_role("button", name="Practice time").click()
    await visitor.page.get_by_role("button", name="1 hour later").click()

    await expect(visitor.log()).to_contain_text("in 1 hour, that is")
    await expect(visitor.log()).to_contain_text(re.compile(r"that is \d\d:\d\d"))


async def test_a_relative_time_is_rounded_to_the_nearest(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    now = int(empty.world.now().timestamp())

    await post(empty, "questions", {"content": f"<t:{now + 45 * 60 - 8}:R> and <t:{now + 72 * 3600 - 30}:R>"})

    await expect(visitor.log()).to_contain_text("in 45 minutes and in 3 days")
