"""Commands from the slash, forms, menus: complete, checked, and never losing what was typed."""

import pytest
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.page.asbot import post
from tests.playground.page.conftest import Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_list_narrows_while_typing_and_shows_only_what_one_may_use(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    options = visitor.page.get_by_role("option")

    await visitor.composer().fill("/")
    await expect(options.filter(has_text="/ask")).to_be_visible()
    await expect(options.filter(has_text="/mod")).to_have_count(0)
    await visitor.composer().fill("/of")
    await expect(options).to_have_count(1)
    await visitor.composer().fill("")

    await visitor.be("Dev")
    await visitor.composer().fill("/mod e")
    await expect(options.filter(has_text="/mod export")).to_be_visible()
    await visitor.page.keyboard.press("Escape")
    await expect(options).to_have_count(0)


async def test_autocomplete_forgives_a_typing_error(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.composer().focus()
    await visitor.page.keyboard.type("/ask ")
    await visitor.pane().get_by_role("button", name="topic").click()

    await visitor.page.keyboard.type("exel")
    await expect(visitor.page.get_by_role("option", name="Excel")).to_be_visible()
    await visitor.page.keyboard.press("ArrowDown")
    await visitor.page.keyboard.press("ArrowUp")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.pane().get_by_role("combobox", name="topic")).to_have_value("Excel")


async def test_a_form_is_checked_and_keeps_its_words_when_the_bot_is_gone(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.command("ask")
    form = visitor.page.get_by_role("dialog")
    question = form.get_by_role("textbox").first
    await expect(question).to_be_focused()

    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_text("Please fill this in.").first).to_be_visible()
    await expect(question).to_be_focused()

    practice.realm.interactions.answer_seconds = 0.2
    practice.kill_bot()
    await question.fill("How do I enable macros in Excel?")
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_contain_text("This interaction failed. What you typed is still here.")
    await expect(question).to_have_value("How do I enable macros in Excel?")


async def test_a_press_that_nobody_answers_says_so(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Anybody?", "custom_id": "x"}]}
    await post(empty, "questions", {"content": "A button", "components": [row]})

    await visitor.press("Anybody?")

    await expect(visitor.pane().get_by_role("alert")).to_contain_text("This interaction failed")


async def test_a_menu_takes_as_many_as_it_allows(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    options = [{"label": name, "value": name, "description": f"About {name}"} for name in ("Excel", "Scratch", "SEND")]
    menu = {"type": 3, "custom_id": "m", "min_values": 1, "max_values": 2, "options": options, "placeholder": "Topics"}
    await post(empty, "questions", {"content": "Which?", "components": [{"type": 1, "components": [menu]}]})

    await visitor.log().get_by_role("button", name="Topics").click()
    boxes = visitor.log().get_by_role("checkbox")
    await expect(boxes.first).to_be_focused()
    await visitor.log().get_by_role("button", name="Done").click()
    await expect(visitor.log().get_by_role("status").filter(has_text="0 chosen")).to_be_visible()
    for at in (0, 2):
        await boxes.nth(at).check()
    await visitor.log().get_by_role("button", name="Done").click()

    await empty.until(lambda: any("chose “Excel”, “SEND”" in line for line in empty.transcript))


async def test_a_panel_of_newer_components_is_drawn(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    button = {"type": 2, "style": 2, "label": "Open", "custom_id": "o"}
    parts = [
        {"type": 10, "content": "## Learning web\nA moment, **not a pair**."},
        {"type": 14, "divider": True, "spacing": 2},
        {"type": 9, "components": [{"type": 10, "content": "Who is free?"}], "accessory": button},
        {"type": 1, "components": [{"type": 2, "style": 5, "label": "Read more", "url": "https://example.org/"}]},
    ]
    await post(empty, "questions", {"flags": 1 << 15, "components": [{"type": 17, "components": parts}]})

    panel = visitor.log().locator(".sheet")
    await expect(panel.get_by_role("heading", name="Learning web")).to_be_visible()
    await expect(panel.locator("strong")).to_have_text("not a pair")
    await expect(panel.get_by_role("separator")).to_have_count(1)
    await expect(panel.get_by_role("button", name="Open")).to_be_visible()
    await expect(panel.get_by_role("link", name="Read more")).to_have_attribute("rel", "noreferrer noopener")


async def test_a_command_is_left_with_the_mouse_while_suggestions_are_shown(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.composer().focus()
    await visitor.page.keyboard.type("/offer 45")
    form = visitor.pane().get_by_role("form")
    await visitor.page.keyboard.type("m")
    await expect(form.get_by_role("option").first).to_be_visible()
    leave = await form.get_by_role("button", name="Leave this command").bounding_box()
    assert leave is not None

    await visitor.page.mouse.click(leave["x"] + leave["width"] / 2, leave["y"] + leave["height"] / 2, delay=80)

    await expect(form).to_have_count(0)
    await expect(visitor.composer()).to_be_focused()
