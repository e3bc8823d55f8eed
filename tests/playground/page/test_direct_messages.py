"""Writing to the bot itself: with files, seen by nobody else, and closed where somebody wants that."""

import pytest
from playwright.async_api import expect

from mentorbot.playground.actor import DIRECT
from mentorbot.playground.practice import Practice
from tests.playground.page.asbot import declare
from tests.playground.page.conftest import Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE_WIDTH = 390
PHONE = {"viewport": {"width": PHONE_WIDTH, "height": 780}, "has_touch": True, "is_mobile": True}
BOT = "mentorbot"


async def test_a_message_to_the_bot_is_written_with_the_keyboard_and_seen_by_nobody_else(
    empty: Practice, visit: Visit
) -> None:
    visitor = await visit(empty)
    await visitor.side_by_side()
    ben = empty.hearing("Ben")
    await visitor.tab_to("begin a conversation")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.composer()).to_be_focused()
    await visitor.page.keyboard.type("Where is the Developer tab?")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.log()).to_contain_text("Where is the Developer tab?")
    assert [message.text for message in empty.person("Amira").inbox] == ["Where is the Developer tab?"]
    assert ben.heard == []
    await expect(visitor.pane(1).locator('.channel[data-kind="dm"]')).to_have_count(0)
    assert await visitor.grave_findings() == []


async def test_on_a_phone_one_writes_to_the_bot_too(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty, **PHONE)
    await visitor.pane().get_by_role("button", name="Channels").tap()
    await visitor.pane().get_by_role("button", name="begin a conversation").tap()
    await expect(visitor.composer()).to_be_focused()
    await visitor.write("From my phone")

    await expect(visitor.log()).to_contain_text("From my phone")
    width = await visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE_WIDTH


async def test_on_a_phone_the_channel_where_one_is_already_folds_the_list_away(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty, **PHONE)
    await visitor.composer().fill("half a thought")
    await visitor.pane().get_by_role("button", name="Channels").tap()
    await visitor.pane().locator(".channel[aria-current]").tap()
    await expect(visitor.pane().locator(".sidebar")).to_be_hidden()
    await expect(visitor.composer()).to_have_value("half a thought")


async def test_files_go_along_and_can_be_left_out_again(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    picker = visitor.pane().locator('input[type="file"]')
    await picker.set_input_files(
        [
            {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"a seating plan"},
            {"name": "wrong.txt", "mimeType": "text/plain", "buffer": b"another"},
        ]
    )
    await visitor.pane().get_by_role("button", name="Leave out wrong.txt").click()
    await expect(visitor.pane().get_by_role("button", name="Add a file")).to_be_focused()
    await visitor.composer().press("Enter")

    await expect(visitor.log().get_by_role("button", name="Save plan.txt")).to_be_visible()
    sent = empty.channel("questions").messages[-1]
    assert [(one.filename, one.size) for one in sent.attachments] == [("plan.txt", 14)]
    await expect(visitor.pane().get_by_role("button", name="Leave out")).to_have_count(0)


async def test_who_types_is_shown_to_others_there_until_the_message_comes(empty: Practice, visit: Visit) -> None:
    await declare(empty, {"name": "ask", "description": "Ask", "type": 1})
    visitor = await visit(empty)
    await visitor.side_by_side()
    note = visitor.pane(1).get_by_text("Amira is typing")
    own = visitor.pane(0).get_by_text("Amira is typing")

    await visitor.composer().press_sequentially("Good day")
    await expect(note).to_be_visible()
    await expect(own).to_have_count(0)
    await visitor.composer().press("Enter")

    await expect(note).to_have_count(0)


async def test_closed_direct_messages_are_a_switch_for_each_person(empty: Practice, visit: Visit) -> None:
    await empty.person("Amira").say(DIRECT, "hello")
    visitor = await visit(empty, fresh=False)
    await visitor.open(BOT)
    await visitor.pane().get_by_text("About Amira").click()
    await visitor.pane().get_by_role("button", name="Close direct messages").click()

    await expect(visitor.pane().get_by_text("Direct messages are closed. Open them again")).to_be_visible()
    await expect(visitor.composer()).to_be_hidden()
    await visitor.pane().get_by_role("button", name="Open direct messages").click()
    await expect(visitor.composer()).to_be_visible()


async def test_only_commands_that_work_there_are_offered_in_direct_messages(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.pane().get_by_role("button", name="begin a conversation").click()
    await expect(visitor.composer()).to_be_focused()
    options = visitor.page.get_by_role("option")

    await visitor.composer().fill("/")

    await expect(options.filter(has_text="/privacy").first).to_be_visible()
    await expect(options.filter(has_text="/ask")).to_have_count(0)
