"""Everybody can use it: axe-core's findings, sizes, narrow windows, motion, colours."""

import pytest
from playwright.async_api import Locator, expect

from mentorbot.playground.practice import Practice
from tests.playground.page.conftest import Visit
from tests.playground.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SMALLEST = 43.5  # 44 px, less what rounding takes
MOVING = """() => [...document.querySelectorAll("*")].map((one) => getComputedStyle(one)).filter((style) =>
    style.animationName !== "none" || style.transitionDuration.split(",").some((time) => parseFloat(time))).length"""
WATCH_LOG = """() => {
    window.added = [];
    const note = (record) => record.addedNodes.forEach((node) => window.added.push(node.textContent));
    const watch = new MutationObserver((records) => records.forEach(note));
    watch.observe(document.querySelector(".log"), { childList: true, subtree: true });
}"""


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
async def test_no_grave_findings(practice: Practice, visit: Visit, options: dict[str, object]) -> None:
    visitor = await visit(practice, look=False, **options)
    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.step(1)
    await visitor.command("ask", question="How do I enable macros in Excel?")
    await visitor.step(2)
    await visitor.page.get_by_role("button", name="Side by side").click()
    await visitor.composer(1).fill("/")
    await expect(visitor.page.get_by_role("listbox").last).to_be_visible()
    assert await visitor.grave_findings() == []

    await visitor.page.get_by_role("button", name="What happened").click()
    await visitor.page.locator(".happenings summary").first.click()
    assert await visitor.grave_findings() == []
    await visitor.page.get_by_role("complementary", name="What happened").get_by_role("button", name="Close").click()

    await visitor.composer(1).fill("")
    await visitor.command("ask", at=1)
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert await visitor.grave_findings() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_grave_findings_on_the_first_screen(empty: Practice, visit: Visit, scheme: str) -> None:
    visitor = await visit(empty, look=False, color_scheme=scheme)

    assert await visitor.grave_findings() == []


async def test_controls_are_large_enough_for_a_thumb(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, **PHONE)
    await visitor.command("ask", question="How do I enable macros in Excel?")
    await expect(visitor.log().get_by_role("button", name="I can help")).to_be_visible()

    controls = visitor.page.locator(".topbar button, .person, .button, .icon-button, .channel, textarea").locator(
        "visible=true"
    )

    sizes = [await size(control) for control in await controls.all()]
    assert len(sizes) > 12
    assert [one for one in sizes if one[1] < SMALLEST or one[2] < SMALLEST] == []


async def size(control: Locator) -> tuple[str, float, float]:
    box = await control.bounding_box()
    assert box
    return await control.inner_text(), box["width"], box["height"]


async def test_nothing_sticks_out_sideways(practice: Practice, visit: Visit) -> None:
    """320 px wide and 256 px high is what 400 % zoom leaves of a common screen."""
    sizes = [(320, 256), (360, 740), (768, 1024), (1024, 768), (2000, 1100)]
    visitor = await visit(practice, look=False)
    for width, height in sizes:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        assert await sticks_out(visitor) == 0
    await visitor.page.get_by_role("button", name="Take the tour").click()
    await visitor.step(1)
    await visitor.command("ask", question="How do I enable macros in Excel?" + "x" * 120)
    await visitor.step(2)

    for width, height in sizes:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        assert await sticks_out(visitor) == 0


async def sticks_out(visitor: Visitor) -> int:
    return int(await visitor.page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))


async def test_nothing_moves_for_whoever_wants_it_still(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice, reduced_motion="reduce")
    await visitor.command("ask", question="How do I enable macros in Excel?")
    await expect(visitor.log().get_by_role("button", name="I can help")).to_be_visible()

    moving = await visitor.page.evaluate(MOVING)

    assert moving == 0


async def test_colours_follow_the_choice_and_stay_chosen(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty, color_scheme="light")
    bright = await background(visitor)

    await visitor.page.get_by_role("button", name="More").click()
    await visitor.page.get_by_role("button", name="Dark").click()
    dark = await background(visitor)
    await visitor.page.reload()

    assert dark != bright
    assert await background(visitor) == dark


async def background(visitor: Visitor) -> str:
    return str(await visitor.page.evaluate("() => getComputedStyle(document.body).backgroundColor"))


async def test_new_messages_are_announced_and_old_ones_are_not(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await expect(visitor.log()).to_have_attribute("aria-live", "polite")
    await expect(visitor.log()).to_have_attribute("aria-label", "Messages in #questions, as Amira")
    await visitor.write("One")
    await expect(visitor.log()).to_contain_text("One")
    await visitor.page.evaluate(WATCH_LOG)

    await visitor.write("Two")
    await expect(visitor.log()).to_contain_text("Two")

    added = await visitor.page.evaluate("() => window.added")
    assert any("Two" in text for text in added)
    assert not any("One" in text for text in added)
