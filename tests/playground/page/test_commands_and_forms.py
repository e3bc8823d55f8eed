"""Commands from the slash, forms, menus: complete, checked, and never losing what was typed."""

import pytest
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient
from tests.playground.page.asbot import MODAL, answer, declare, post
from tests.playground.page.conftest import Visit
from tests.playground.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


HOW = [
    {"label": "It's urgent", "value": "urgent", "description": "Help within minutes"},
    {"label": "A private thread", "value": "private", "description": "For the two of you, and moderators"},
    {
        "label": "Ask without my name",
        "value": "anonymous",
        "description": "Nobody but moderators can find out who asked",
    },
]
TICKS = {"type": 3, "custom_id": "how", "options": HOW, "min_values": 0, "max_values": 2, "required": False}
WIDTH = 390
PHONE = {"viewport": {"width": WIDTH, "height": 780}, "has_touch": True, "is_mobile": True}


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

    await visitor.pane().get_by_role("combobox", name="topic").fill("exel")
    await expect(visitor.page.get_by_role("option", name="Excel", selected=True)).to_be_visible()
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
    await visitor.page.keyboard.type("/offer ")
    form = visitor.pane().get_by_role("form")
    await form.get_by_role("combobox").first.fill("45m")
    await expect(form.get_by_role("option", selected=True)).to_be_visible()
    leave = await form.get_by_role("button", name="Leave this command").bounding_box()
    assert leave is not None

    await visitor.page.mouse.click(leave["x"] + leave["width"] / 2, leave["y"] + leave["height"] / 2, delay=80)

    await expect(form).to_have_count(0)
    await expect(visitor.composer()).to_be_focused()


async def asked_how(empty: Practice, visit: Visit, bot: GatewayClient, **options: object) -> Visitor:
    """A form stands before Amira, with a menu of several choices in it."""
    await declare(empty, {"name": "ask", "description": "Ask", "type": 1})
    visitor = await visit(empty, **options)
    await visitor.command("ask")
    how = {"type": 18, "label": "How?", "description": "Leave it empty for an ordinary question.", "component": TICKS}
    text = {"type": 4, "custom_id": "q", "style": 2, "required": False}
    form = {"title": "Ask", "custom_id": "f", "components": [{"type": 18, "label": "Question", "component": text}, how]}
    await answer(empty, bot, MODAL, form)
    return visitor


async def test_several_choices_in_a_form_are_ticked_with_the_keyboard(empty: Practice, visit: Visit) -> None:
    empty.realm.interactions.answer_seconds = 30
    async with GatewayClient(empty) as bot:
        await bot.identify()
        visitor = await asked_how(empty, visit, bot)
        form, keyboard = visitor.page.get_by_role("dialog"), visitor.page.keyboard
        group = form.get_by_role("group", name="How?")
        await expect(group).to_have_accessible_description("Leave it empty for an ordinary question. Up to 2 of these.")

        await keyboard.press("Tab")
        for _ in HOW:
            await keyboard.press("Space")
            await keyboard.press("Tab")
        await visitor.tab_to("Send")
        await keyboard.press("Enter")
        await expect(form.get_by_text("Choose at most 2.")).to_be_visible()
        await expect(group.get_by_role("checkbox", name="It's urgent")).to_be_focused()
        assert await visitor.grave_findings() == []

        await keyboard.press("Space")
        await form.get_by_role("button", name="Send").press("Enter")
        sent = await bot.event("INTERACTION_CREATE")
    assert sent["data"]["components"][1]["component"]["values"] == ["private", "anonymous"]


async def test_on_a_phone_the_choices_of_a_form_are_large_and_whole(empty: Practice, visit: Visit) -> None:
    empty.realm.interactions.answer_seconds = 30
    async with GatewayClient(empty) as bot:
        await bot.identify()
        visitor = await asked_how(empty, visit, bot, **PHONE)
        form = visitor.page.get_by_role("dialog")
        for label in await form.locator("label.option").all():
            box = await label.bounding_box()
            assert box
            assert box["height"] >= 44
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= WIDTH
        await form.get_by_text("Ask without my name").tap()
        await form.get_by_role("button", name="Send").tap()
        sent = await bot.event("INTERACTION_CREATE")
    assert sent["data"]["components"][1]["component"]["values"] == ["anonymous"]


async def test_a_menu_of_people_lists_the_bot_and_nobody_who_has_left(empty: Practice, visit: Visit) -> None:
    await empty.person("Dev").leave()
    visitor = await visit(empty)
    ben = str(empty.person("Ben").id)
    menu = {"type": 5, "custom_id": "who", "placeholder": "Who?", "default_values": [{"id": ben, "type": "user"}]}
    await post(empty, "questions", {"content": "Who?", "components": [{"type": 1, "components": [menu]}]})

    await visitor.log().get_by_role("button", name="Ben").click()
    options = visitor.log().get_by_role("group", name="Who?").get_by_role("button")
    assert [(await one.inner_text()).split("\n")[0] for one in await options.all()] == [
        "Amira",
        "Ben",
        "Chloe",
        "Elin",
        "mentorbot",
    ]
    await options.filter(has_text="Chloe").click()

    await empty.until(lambda: any("Amira chose “Chloe”" in line for line in empty.transcript))
