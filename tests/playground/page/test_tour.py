"""The tour: the whole story, without touching the mouse."""

import pytest
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.page.conftest import Visit
from tests.playground.page.visitor import Visitor

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def shown_where(visitor: Visitor, key: str = "Shift+Tab") -> None:
    """Let the tour put the keyboard on the place that it speaks of."""
    await visitor.tab_to("Show me where", key)
    await visitor.page.keyboard.press("Enter")


async def test_the_whole_story_can_be_played_with_the_keyboard_alone(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, look=False)
    keyboard = visitor.page.keyboard

    await visitor.tab_to("Take the tour")
    await keyboard.press("Enter")
    await visitor.step(1)

    await shown_where(visitor, "Tab")
    await keyboard.type("/ask")
    await keyboard.press("Enter")
    await keyboard.type("How do I enable macros in Excel?")
    await keyboard.press("Enter")
    await visitor.step(2)
    await expect(visitor.log()).to_contain_text("Only Amira can see this")

    await visitor.tab_to("Next", "Shift+Tab")
    await keyboard.press("Enter")
    await visitor.step(3)
    await shown_where(visitor)
    assert await visitor.focused() == "Side by side"
    await keyboard.press("Enter")
    await visitor.is_now("Ben", at=1)
    await shown_where(visitor)
    assert "I can help" in await visitor.focused()
    await keyboard.press("Enter")
    await visitor.step(4)

    await shown_where(visitor)
    assert "macros" in await visitor.focused()
    await visitor.tab_to("\N{MIDDLE DOT}")  # the line on the card that leads into the thread
    await keyboard.press("Enter")
    await expect(visitor.composer(1)).to_be_focused()
    await keyboard.type("Hello Amira. Do you see the Developer tab?")
    await keyboard.press("Enter")
    await visitor.step(5)

    await expect(visitor.log(1).get_by_role("button", name="Sorted")).to_be_visible()
    await shown_where(visitor)
    assert await visitor.focused() == "Sorted"
    await keyboard.press("Enter")
    await visitor.step(6)
    assert practice.threads()[0].archived

    await shown_where(visitor)
    assert "Dev" in await visitor.focused()
    await keyboard.press("Enter")
    await visitor.tab_to("Write to")
    await keyboard.type("/mod export")
    await keyboard.press("Enter")
    await visitor.tab_to("Send")
    await keyboard.press("Enter")
    await expect(visitor.log().get_by_role("button", name="Open mentorbot-log")).to_be_visible()
    await shown_where(visitor)
    await keyboard.press("Enter")
    table = visitor.page.get_by_role("dialog").get_by_role("table")
    for step in ("asked", "claimed", "sorted"):
        await expect(table.get_by_role("cell", name=step, exact=True).first).to_be_visible()
    await keyboard.press("Escape")
    await expect(visitor.page.get_by_role("heading", name="That is the whole story")).to_be_visible()


async def test_on_a_phone_the_tour_finds_its_places_too(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, look=False, **PHONE)
    where = visitor.page.get_by_role("button", name="Show me where")
    await visitor.page.get_by_role("button", name="Take the tour").tap()
    await visitor.step(1)
    await visitor.command("ask", question="How do I enable macros in Excel?")
    await visitor.step(2)

    await visitor.page.get_by_role("button", name="Side by side").tap()
    await visitor.step(3)
    await where.tap()
    assert "I can help" in await visitor.focused()
    await visitor.page.keyboard.press("Enter")
    await visitor.step(4)
    await expect(visitor.log(1).locator(".thread-chip")).to_be_visible()
    await where.tap()
    await visitor.page.keyboard.press("Enter")
    await visitor.write("Hello Amira", at=1)
    await visitor.step(5)
    await expect(visitor.log(1).get_by_role("button", name="Sorted")).to_be_visible()
    await where.tap()

    assert await visitor.focused() == "Sorted"


async def test_a_step_that_was_gone_back_to_is_not_skipped(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, look=False)
    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.step(1)
    await visitor.command("ask", question="How do I enable macros in Excel?")
    await visitor.step(2)

    await visitor.page.get_by_role("button", name="Back").click()
    await visitor.step(1)
    await visitor.write("Just a word")
    await expect(visitor.log()).to_contain_text("Just a word")

    await visitor.step(1)


async def test_the_tour_can_be_left_and_leaves_nothing_behind(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, look=False)
    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.step(1)

    await visitor.page.get_by_role("button", name="Leave the tour").click()

    await expect(visitor.page.get_by_role("region", name="Tour")).to_be_hidden()
    await expect(visitor.composer()).to_be_focused()
    assert await visitor.page.locator("body").get_attribute("data-step") is None


async def test_the_starters_stand_in_the_tours_place_until_one_goes_back(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, look=False)
    tour = visitor.page.get_by_role("region", name="Tour")
    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.step(1)

    await visitor.page.get_by_role("button", name="More", exact=True).click()
    await visitor.page.get_by_role("button", name="Starters").click()
    await expect(tour).to_be_hidden()

    await visitor.page.get_by_role("button", name="Back to the story").click()
    await expect(tour).to_be_visible()


async def test_a_tour_can_be_taken_again_after_its_end(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, look=False)
    forward = visitor.page.get_by_role("button", name="Next")
    await visitor.page.get_by_role("button", name="Take the tour").click()
    for step in range(1, 7):
        await visitor.step(step)
        await forward.click()
    await expect(visitor.page.get_by_role("heading", name="That is the whole story")).to_be_visible()
    await visitor.page.get_by_role("button", name="Close", exact=True).click()

    await visitor.page.get_by_role("button", name="More", exact=True).click()
    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.page.get_by_role("button", name="Begin again", exact=True).click()
    await visitor.step(1)
    await forward.click()

    await visitor.step(2)
    await expect(visitor.page.get_by_role("region", name="Tour")).to_be_visible()
