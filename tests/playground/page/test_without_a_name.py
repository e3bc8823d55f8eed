"""The story "Ask without your name", played in the browser: what the helpers see never tells who asked."""

import json

import pytest
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.page.conftest import Visit
from tests.playground.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LEFT, RIGHT = 0, 1
NAME = "Amira"


class Watch:
    """Looks for Amira in all that Ben and Chloe see, and in all that their programs are told."""

    def __init__(self, practice: Practice, visitor: Visitor) -> None:
        self.practice, self.visitor = practice, visitor
        self.amira = practice.person(NAME)
        self.hearings = {name: practice.hearing(name) for name in ("Ben", "Chloe")}

    async def finds_nothing(self) -> None:
        for name, hearing in self.hearings.items():
            assert hearing.heard, f"{name}'s program was told nothing at all"
            for trace in (NAME, NAME.lower(), str(self.amira.id)):
                assert trace not in hearing.raw, f"{name}'s program was told of {trace}: {_where(hearing.heard, trace)}"
        await self.visitor.is_now("Ben", RIGHT)
        await self.looks()

    async def looks(self) -> None:
        """The pane without the row of faces, which are the visitor's own five people."""
        shown = await self.visitor.pane(RIGHT).locator(".stage").inner_html()
        for trace in (NAME, str(self.amira.id)):
            assert trace not in shown

    async def finds_nothing_as_chloe(self, *places: str) -> None:
        await self.visitor.be("Chloe", RIGHT)
        for place in places:
            await go(self.visitor, RIGHT, place)
            await self.looks()
        await self.visitor.be("Ben", RIGHT)


async def go(visitor: Visitor, side: int, place: str) -> None:
    """Open the channel, the thread or the direct messages, from the folded list where it is folded."""
    pane = visitor.pane(side)
    menu = pane.get_by_role("button", name="Channels", exact=True)
    if await menu.is_visible():
        await menu.click()
    kinds = {"thread": '.channel[data-kind="thread"]', "dm": '.channel[data-kind="dm"]'}
    await pane.locator(kinds.get(place, f'.channel:has-text("{place}")')).first.click()


async def begun(practice: Practice, visit: Visit, **options: object) -> Visitor:
    visitor = await visit(practice, look=False, **options)
    await visitor.page.get_by_role("button", name="Ask without your name").click()
    await visitor.step(1)
    return visitor


async def asked(visitor: Visitor) -> None:
    await visitor.pane(LEFT).get_by_role("form").get_by_role("button", name="Send").click()
    await visitor.step(2)


async def write_in_the_form(visitor: Visitor, text: str) -> None:
    form = visitor.page.get_by_role("dialog")
    await form.get_by_role("textbox").fill(text)
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_be_hidden()


async def test_asked_claimed_written_closed_and_followed_up_and_nothing_betrays_her(
    practice: Practice, visit: Visit
) -> None:
    visitor = await begun(practice, visit)
    await visitor.is_now("Amira", LEFT)
    await visitor.is_now("Ben", RIGHT)
    watch = Watch(practice, visitor)

    await asked(visitor)
    await expect(visitor.log(LEFT)).to_contain_text("without your name")
    await expect(visitor.log(LEFT)).to_contain_text("Only Amira can see this")
    await expect(visitor.log(RIGHT)).to_contain_text("Asked anonymously")
    await watch.finds_nothing()

    await visitor.page.get_by_role("button", name="Next").click()
    await visitor.step(3)
    await visitor.press("I can help", at=RIGHT)
    await visitor.step(4)
    await go(visitor, LEFT, "dm")
    await expect(visitor.log(LEFT)).to_contain_text("Ben is helping with your question")
    await go(visitor, RIGHT, "thread")
    await watch.finds_nothing()

    await visitor.press("Write to whoever asked", at=RIGHT)
    await write_in_the_form(visitor, "Is it on a computer or in the browser?")
    await visitor.step(5)
    await expect(visitor.log(LEFT)).to_contain_text("Is it on a computer or in the browser?")
    await visitor.write("In the browser, I think.", at=LEFT)
    await visitor.step(6)
    await expect(visitor.log(RIGHT)).to_contain_text("In the browser, I think.")
    await visitor.press("Write to the helper", at=LEFT)
    await write_in_the_form(visitor, "It works now. Thank you!")
    await expect(visitor.log(RIGHT)).to_contain_text("It works now. Thank you!")
    await watch.finds_nothing()
    await watch.finds_nothing_as_chloe("questions", "thread")

    await visitor.press("Sorted", at=RIGHT)
    await visitor.step(7)
    await watch.finds_nothing()
    await visitor.page.get_by_role("button", name="Practice time").click()
    await visitor.page.get_by_role("button", name="1 day later").click()
    await visitor.step(8)
    await expect(visitor.log(LEFT)).to_contain_text("Did it work?")
    await visitor.press("Not yet", at=LEFT)
    await expect(visitor.log(LEFT)).to_contain_text("open again")
    await go(visitor, RIGHT, "questions")
    await expect(visitor.log(RIGHT).get_by_role("button", name="I can help")).to_be_visible()
    await watch.finds_nothing()
    await watch.finds_nothing_as_chloe("questions")


async def test_the_watch_notices_her_when_she_writes_in_the_thread_herself(practice: Practice, visit: Visit) -> None:
    visitor = await begun(practice, visit)
    watch = Watch(practice, visitor)
    await asked(visitor)
    await watch.finds_nothing()

    await practice.person(NAME).say("questions", "It was me.")

    await expect(visitor.log(RIGHT)).to_contain_text("It was me.")
    with pytest.raises(AssertionError, match="was told of"):
        await watch.finds_nothing()
    with pytest.raises(AssertionError):
        await watch.looks()


async def test_a_moderators_look_is_the_end_of_the_story_and_she_is_told(practice: Practice, visit: Visit) -> None:
    visitor = await begun(practice, visit)
    await asked(visitor)
    forward = visitor.page.get_by_role("button", name="Next")
    for step in range(3, 9):
        await forward.click()
        await visitor.step(step)

    await visitor.be("Dev", RIGHT)
    await visitor.command("mod lookup", RIGHT, question="1", reason="A worried colleague asked us to look")

    await expect(visitor.page.get_by_role("heading", name="Nobody but a moderator ever saw her name")).to_be_visible()
    await expect(visitor.log(RIGHT)).to_contain_text("was asked by")
    await practice.until(lambda: practice.person(NAME).inbox)
    assert "A worried colleague" in practice.person(NAME).inbox[-1].text


async def test_on_a_phone_the_story_is_whole_and_finds_its_places(practice: Practice, visit: Visit) -> None:
    visitor = await begun(practice, visit, **PHONE)
    where = visitor.page.get_by_role("button", name="Show me where")
    sent = visitor.pane(LEFT).get_by_role("form").get_by_role("button", name="Send")
    await expect(sent).to_be_in_viewport(ratio=1)
    await where.tap()
    assert await visitor.focused() == "Send"
    await sent.tap()
    await visitor.step(2)
    await where.tap()
    assert "Ben" in await visitor.focused()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.log(RIGHT)).to_contain_text("Asked anonymously")
    await visitor.page.get_by_role("button", name="Next").tap()
    await where.tap()
    assert "I can help" in await visitor.focused()
    await visitor.page.keyboard.press("Enter")
    await visitor.step(4)
    await expect(visitor.log(RIGHT).locator(".thread-chip")).to_be_visible()
    await where.tap()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.log(RIGHT).get_by_role("button", name="Write to whoever asked")).to_be_visible()
    await where.tap()
    assert await visitor.focused() == "Write to whoever asked"
    assert await visitor.grave_findings() == []


def _where(heard: list[dict[str, object]], trace: str) -> str:
    return next((json.dumps(event)[:600] for event in heard if trace in json.dumps(event)), "in what stands there now")
