"""Whatever a person types stays words: in messages, names of threads, forms, options, notices and the log."""

import pytest
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.page.asbot import post
from tests.playground.page.conftest import Visit
from tests.playground.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")
SCRIPT = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script><a href='javascript:window.hit=1'>x</a>"


async def unharmed(visitor: Visitor) -> None:
    """Nothing ran, and nothing became an element."""
    assert await visitor.page.evaluate("() => window.hit === undefined")
    assert await visitor.page.locator("#app img, #app script, #app iframe, a[href^='javascript']").count() == 0


async def test_in_a_message_and_in_what_happened(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.page.get_by_role("button", name="What happened").click()

    await visitor.write(SCRIPT)

    await expect(visitor.log()).to_contain_text("<script>window.hit=1</script>")
    await expect(visitor.page.get_by_role("complementary", name="What happened")).to_contain_text("Amira")
    await unharmed(visitor)


async def test_in_every_part_of_a_message_of_the_bot(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    button = {"type": 2, "style": 1, "label": SCRIPT[:80], "custom_id": SCRIPT[:100]}
    option = {"label": SCRIPT[:100], "value": "1", "description": SCRIPT[:100]}
    select = {"type": 3, "custom_id": "s", "placeholder": SCRIPT[:150], "options": [option]}
    embed = {
        "title": SCRIPT,
        "description": f"{SCRIPT} [x](https://example.org/{SCRIPT})",
        "url": "javascript:window.hit=1",
        "author": {"name": SCRIPT},
        "footer": {"text": SCRIPT},
        "fields": [{"name": SCRIPT, "value": SCRIPT}],
    }
    rows = [{"type": 1, "components": [button]}, {"type": 1, "components": [select]}]

    await post(
        empty,
        "questions",
        {"content": f"# {SCRIPT}\n> {SCRIPT}\n```{SCRIPT}```", "embeds": [embed], "components": rows},
    )

    await expect(visitor.log()).to_contain_text("<script>")
    await visitor.log().locator(".chooser").click()
    await unharmed(visitor)


async def test_in_a_command_a_form_a_thread_and_its_table(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.command("ask", question=f"Excel {SCRIPT}")
    await expect(visitor.log()).to_contain_text("Only Amira can see this")
    await visitor.command("ask")
    form = visitor.page.get_by_role("dialog")
    await form.get_by_role("textbox").first.fill(f"Scratch {SCRIPT}")
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_be_hidden()
    await expect(visitor.log().get_by_role("button", name="I can help")).to_have_count(2)

    await visitor.be("Ben")
    await visitor.press("I can help")
    await expect(visitor.pane().locator('.channel[data-kind$="thread"]').first).to_be_visible()

    await unharmed(visitor)
