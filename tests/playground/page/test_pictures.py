"""Pictures of the page, kept in `artifacts/page` to be looked at: nobody can test for beauty."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.page.conftest import Visit
from tests.playground.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")
FOLDER = Path(__file__).parents[3] / "artifacts" / "page"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


async def picture(visitor: Visitor, name: str) -> None:
    await visitor.page.mouse.move(0, 0)
    path = FOLDER / f"{name}.png"
    await visitor.page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size > 10_000


async def ask(visitor: Visitor) -> None:
    await visitor.command("ask", question="How do I enable macros in Excel on a school laptop?")
    await expect(visitor.log().get_by_role("button", name="I can help")).to_be_visible()
    await expect(visitor.log()).to_contain_text("Only Amira can see this")


async def talk(practice: Practice, visitor: Visitor) -> None:
    """Ben takes the question, and both say something in the thread."""
    await visitor.side_by_side()
    await visitor.press("I can help", at=1)
    await visitor.pane(1).locator('.channel[data-kind="thread"]').click()
    await visitor.write(
        "Hello Amira. Do you have the **Developer** tab at the top? If not, I'll show you where to switch it on.", at=1
    )
    await expect(visitor.log(1)).to_contain_text("Developer")
    await practice.person("Amira").say(practice.threads()[0], "No, there is no such tab. Where is it hidden?")
    await expect(visitor.log(1)).to_contain_text("Where is it hidden?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_wide(practice: Practice, visit: Visit, scheme: str) -> None:
    visitor = await visit(practice, look=False, color_scheme=scheme)
    await picture(visitor, f"first-screen-{scheme}")

    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.step(1)
    await visitor.composer().fill("/")
    await expect(visitor.page.get_by_role("option").first).to_be_visible()
    await picture(visitor, f"tour-and-commands-{scheme}")

    await visitor.composer().fill("")
    await ask(visitor)
    await visitor.page.get_by_role("button", name="Leave the tour").click()
    await picture(visitor, f"wide-{scheme}")

    await talk(practice, visitor)
    await picture(visitor, f"side-by-side-{scheme}")

    await visitor.page.get_by_role("button", name="What happened").click()
    await visitor.page.locator(".happenings summary").nth(1).click()
    await picture(visitor, f"what-happened-{scheme}")

    await visitor.command("ask")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()
    await picture(visitor, f"form-{scheme}")


async def test_phone(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, look=False, **PHONE)
    await picture(visitor, "phone-first-screen")
    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.step(1)
    await picture(visitor, "phone-tour")
    await visitor.page.get_by_role("button", name="Leave the tour").click()
    await ask(visitor)
    await picture(visitor, "phone")
    await visitor.pane().get_by_role("button", name="Channels").click()
    await picture(visitor, "phone-channels")


async def test_zoomed_to_400_percent(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    await ask(visitor)
    await picture(visitor, "zoomed")
