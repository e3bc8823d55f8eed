"""`python -m tests.playground.pictures`: takes the guides' pictures anew, into docs/images.

Everything in them is played on a practice server with the real bot. The people act through the library; the page shows
what one of them sees, in a window as narrow as a tablet's.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import FloatRect, Locator, ViewportSize, async_playwright, expect

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Room, Shown
from tests.playground.page.conftest import CHROMIUM, FLAGS
from tests.playground.page.visitor import Visitor

FOLDER = Path(__file__).parents[2] / "docs" / "images"
WINDOW = ViewportSize(width=720, height=1500)
WIDE = ViewportSize(width=1280, height=800)
MOST_BYTES = 140_000
MOST_BYTES_OF_A_PAGE = 280_000
SCALE = 1.5  # crisp on phones, and still small
AIR = 8  # pixels above and below messages
QUESTION = "How do I enable macros in Excel on a school laptop?"


class Camera:
    """A practice server, a window in front of it, and the folder for what is seen there."""

    def __init__(self, practice: Practice, visitor: Visitor, folder: Path) -> None:
        self.practice = practice
        self.visitor = visitor
        self.folder = folder

    async def look(self, name: str, room: str | Room) -> None:
        """Be this person, in this channel or thread."""
        await self.visitor.be(name)
        pane = self.visitor.pane()
        if isinstance(room, Room):
            await pane.locator('.channel[data-kind="thread"], .channel[data-kind="private_thread"]').last.click()
        else:
            await self.visitor.open(room)

    def seen(self, message: Shown) -> Locator:
        return self.visitor.log().locator(f'article[data-id="{message.id}"]')

    async def messages(self, name: str, *messages: Shown) -> None:
        """Take a picture of messages that stand one below the other."""
        places = [self.seen(message) for message in messages]
        for place in places:
            await expect(place).to_be_visible()
        await self._take(name, *places, air=AIR)

    async def dialog(self, name: str) -> None:
        await self._take(name, self.visitor.page.get_by_role("dialog"))

    async def window(self, name: str) -> None:
        """Take a picture of the whole page."""
        await self._take(name, self.visitor.page.locator("body"), most=MOST_BYTES_OF_A_PAGE)

    async def _take(self, name: str, *places: Locator, air: int = 0, most: int = MOST_BYTES) -> None:
        page = self.visitor.page
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement?.blur()")
        boxes = [box for box in [await place.bounding_box() for place in places] if box]
        left, top = min(box["x"] for box in boxes), min(box["y"] for box in boxes)
        right = max(box["x"] + box["width"] for box in boxes)
        bottom = max(box["y"] + box["height"] for box in boxes)
        clip = FloatRect(x=left, y=top - air, width=right - left, height=bottom - top + 2 * air)
        path = self.folder / f"{name}.png"
        await page.screenshot(path=path, clip=clip, animations="disabled")
        if path.stat().st_size > most:
            raise SystemExit(f"{path.name} is larger than {most} bytes.")


async def asking(camera: Camera) -> None:
    """The form, the receipt beneath the card, the thread, and its end."""
    practice, visitor = camera.practice, camera.visitor
    amira, ben, chloe = (practice.person(name) for name in ("Amira", "Ben", "Chloe"))
    for mentor in (ben, chloe):
        await mentor.slash("questions", "offer", until_or_for="45m", topics="Excel")
    await camera.look("Amira", "questions")
    await visitor.command("ask")
    await visitor.page.get_by_role("dialog").get_by_label("Your question").fill(QUESTION)
    await camera.dialog("ask-form")
    await visitor.page.get_by_role("dialog").get_by_role("button", name="Send").click()
    await practice.until(lambda: amira.private("questions"))
    card = practice.channel("questions").messages[-1]
    await camera.messages("asked", card, amira.private("questions")[-1])
    await camera.look("Ben", "questions")
    await camera.messages("called", card)
    await ben.react(card, "✋")
    await practice.until(lambda: practice.threads() and practice.threads()[0].messages)
    thread = practice.threads()[0]
    await ben.say(thread, "Hello Amira. Do you have a **Developer** tab at the top? If not, it's soon found.")
    await camera.look("Amira", thread)
    await camera.messages("thread", *thread.messages)
    await practice.advance(25 * 3600)
    await practice.until(lambda: "quiet here" in thread.messages[-1].text, 40)
    await camera.messages("quiet", thread.messages[-1])
    await amira.slash(thread, "close", note="File, Options, Customise Ribbon: tick Developer.")
    await practice.until(lambda: "Open again" in card.buttons)
    await camera.look("Amira", "questions")
    await camera.messages("closed", card)


async def helping(camera: Camera) -> None:
    """Skills, an offer, and being called later."""
    practice = camera.practice
    amira, ben = practice.person("Amira"), practice.person("Ben")
    await ben.slash("staffroom", "skills", add="Excel", note="the technical side, not the marking")
    menu = await ben.slash("staffroom", "skills", add="Scratch")
    offer = await ben.slash("staffroom", "offer", until_or_for="45m")
    assert menu.message
    assert offer.message
    await camera.look("Ben", "staffroom")
    await camera.messages("skills", menu.message)
    await camera.messages("offer", offer.message)
    available = await amira.slash("staffroom", "available")
    assert available.message
    await camera.look("Amira", "staffroom")
    await camera.messages("available", available.message)


async def looking_after(camera: Camera) -> None:
    """What admins set up, and what moderators are told and may take home."""
    practice = camera.practice
    elin, dev, amira = (practice.person(name) for name in ("Elin", "Dev", "Amira"))
    questions, moderators = practice.channel("questions"), practice.channel("moderators")
    config = await elin.slash("welcome", "mentorbot config", questions=str(questions.id), moderators=str(moderators.id))
    practice.deny_bot("questions", "Manage Threads", "Embed Links")
    check = await elin.slash("welcome", "mentorbot check")
    practice.deny_bot("questions")
    await camera.look("Elin", "welcome")
    assert config.message
    assert check.message
    await camera.messages("config", config.message)
    await camera.messages("check", check.message)
    await elin.slash("staffroom", "mentorbot panel")
    panel = next(message for message in practice.channel("staffroom").messages if message.buttons)
    await camera.look("Elin", "staffroom")
    await camera.messages("panel", panel)
    await amira.slash("questions", "ask", question="How do I sort a register in Excel by tutor group?")
    await practice.advance(11 * 60)
    await practice.until(lambda: moderators.messages, 40)
    export = await dev.slash("moderators", "mod export", period="this month")
    assert export.message
    await camera.look("Dev", "moderators")
    await camera.messages("moderators-told", moderators.messages[-1])
    await camera.messages("export", export.message)


async def unsigned(camera: Camera) -> None:
    """Both sides of a question without a name, in a window wide enough for two."""
    visitor, page = camera.visitor, camera.visitor.page
    await page.set_viewport_size(WIDE)
    await page.get_by_role("button", name="More", exact=True).click()
    await page.get_by_role("button", name="Starters").click()
    await page.get_by_role("button", name="Ask without your name").click()
    await visitor.step(1)
    await visitor.pane(0).get_by_role("form").get_by_role("button", name="Send").click()
    await visitor.step(2)
    await page.get_by_role("button", name="Next").click()
    await visitor.press("I can help", at=1)
    await visitor.step(4)
    for side, kind in ((0, "dm"), (1, "thread")):
        await visitor.pane(side).get_by_role("button", name="Channels", exact=True).click()
        await visitor.pane(side).locator(f'.channel[data-kind="{kind}"]').click()
    await visitor.press("Write to whoever asked", at=1)
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox").fill("Hello! Is that on a computer, or in the browser?")
    await form.get_by_role("button", name="Send").click()
    await visitor.step(5)
    await visitor.write("In the browser, I think.")
    await visitor.step(6)
    await expect(visitor.log(1)).to_contain_text("In the browser, I think.")
    await expect(visitor.log(0)).to_contain_text("Passed on to Ben")
    await camera.window("without-a-name")


SCENES: tuple[Callable[[Camera], Awaitable[None]], ...] = (asking, helping, looking_after, unsigned)


async def main(folder: Path) -> None:
    if CHROMIUM is None:
        raise SystemExit("This needs Chromium as the system provides it (on Debian: apt-get install chromium).")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scene in SCENES:
            async with Practice() as practice:
                context = await browser.new_context(viewport=WINDOW, device_scale_factor=SCALE, color_scheme="light")
                visitor = Visitor(await context.new_page())
                await visitor.arrive(practice.page_url, look=True, fresh=True)
                await scene(Camera(practice, visitor, folder))
                await context.close()
        await browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.playground.pictures", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to put them (default: docs/images)")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(chosen.folder))
