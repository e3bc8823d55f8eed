"""What happens around the story: refusals, the bot stopping, a lost connection, beginning again."""

import pytest
from playwright.async_api import WebSocketRoute, expect

from mentorbot.playground.practice import Practice
from tests.playground.page.conftest import Visit
from tests.playground.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_bot_is_killed_and_started_and_the_story_goes_on(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    bot = visitor.page.get_by_role("button", name="mentorbot is")
    await visitor.command("ask", question="How do I enable macros in Excel?")
    await expect(visitor.log().get_by_role("button", name="I can help")).to_be_visible()

    await bot.click()
    await visitor.page.get_by_role("button", name="Kill it").click()
    await expect(bot).to_have_accessible_name("mentorbot is not running")
    await bot.click()
    await visitor.page.get_by_role("button", name="Start the bot").click()
    await expect(bot).to_have_accessible_name("mentorbot is running")

    await visitor.be("Ben")
    await visitor.press("I can help")
    await expect(visitor.log()).to_contain_text("Ben is helping")


async def test_what_the_server_refuses_is_said_above_the_composer(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.write("Not for long")
    await expect(visitor.log()).to_contain_text("Not for long")
    await visitor.page.route(
        "**/page/act", lambda route: route.fulfill(status=403, json={"error": "You may not do this here."})
    )

    await visitor.write("Kept words")

    await expect(visitor.pane().get_by_role("alert")).to_contain_text("You may not do this here.")
    await expect(visitor.composer()).to_have_value("Kept words")


async def test_whoever_has_left_the_server_sees_no_channels(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.pane().get_by_text("About Amira").click()

    await visitor.pane().get_by_role("button", name="Leave the server").click()

    await expect(visitor.pane().locator(".channel", has_text="questions")).to_have_count(0)
    await visitor.pane().get_by_role("button", name="Join the server again").click()
    await expect(visitor.pane().locator(".channel", has_text="questions")).to_be_visible()


async def test_a_lost_connection_is_said_and_comes_back_by_itself(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    line = Line()
    await visitor.page.route_web_socket("**/page/live", line.handle)
    await visitor.page.reload()
    await expect(visitor.composer()).to_be_visible()
    notice = visitor.page.get_by_text("The connection to the practice server is lost.")

    await line.cut()
    await expect(notice).to_be_visible()
    await empty.person("Ben").say("questions", "Said meanwhile")
    line.open = True

    await expect(visitor.log()).to_contain_text("Said meanwhile")
    await expect(notice).to_be_hidden()


class Line:
    """The live connection, with a hand on the plug."""

    def __init__(self) -> None:
        self.open = True
        self._sockets: list[WebSocketRoute] = []

    async def handle(self, socket: WebSocketRoute) -> None:
        if not self.open:
            await socket.close(code=1011)
            return
        socket.connect_to_server()
        self._sockets.append(socket)

    async def cut(self) -> None:
        self.open = False
        for socket in self._sockets:
            await socket.close(code=1011)


async def test_start_again_asks_first(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.write("To be forgotten")
    await expect(visitor.log()).to_contain_text("To be forgotten")

    await visitor.page.get_by_role("button", name="mentorbot is").click()
    await visitor.page.get_by_role("button", name="Start again").click()
    await visitor.page.get_by_role("dialog").get_by_role("button", name="Start again").click()

    await expect(visitor.log()).not_to_contain_text("To be forgotten")
    await expect(visitor.page.get_by_role("button", name="mentorbot is running")).to_be_visible()


async def test_the_wrong_address_is_said_plainly(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)

    await visitor.page.goto("about:blank")
    await visitor.page.goto(empty.page_url.split("#")[0] + "#wrong")

    await expect(visitor.page.get_by_role("status").first).to_contain_text("address is out of date")


async def test_the_tour_asks_before_it_clears_anything_away(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.write("Worth keeping")
    await expect(visitor.log()).to_contain_text("Worth keeping")
    question = visitor.page.get_by_role("dialog", name="Begin again?")

    await take_the_tour(visitor)
    await question.get_by_role("button", name="Keep what is here").click()
    await expect(visitor.log()).to_contain_text("Worth keeping")

    await take_the_tour(visitor)
    await question.get_by_role("button", name="Begin again").click()
    await visitor.step(1)
    await expect(visitor.log()).not_to_contain_text("Worth keeping")


async def take_the_tour(visitor: Visitor) -> None:
    await visitor.page.get_by_role("button", name="More", exact=True).click()
    await visitor.page.get_by_role("button", name="Take the tour").click()


async def test_a_second_window_in_the_middle_of_a_story_shows_the_story(empty: Practice, visit: Visit) -> None:
    first = await visit(empty)
    await first.write("Here already")
    await expect(first.log()).to_contain_text("Here already")

    second = await visit(empty, fresh=False)

    await expect(second.log()).to_contain_text("Here already")
    await expect(second.page.get_by_role("button", name="Just look around")).to_be_hidden()
    await second.page.get_by_role("button", name="More", exact=True).click()
    await second.page.get_by_role("button", name="Starters").click()
    await second.page.get_by_role("button", name="Ask when nobody is there").click()
    await expect(second.page.get_by_role("dialog", name="Begin again?")).to_be_visible()


async def test_one_begins_as_one_of_the_five(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty, look=False)

    await visitor.page.get_by_role("button", name="Dev").click()

    await visitor.is_now("Dev")
    await expect(visitor.composer()).to_be_focused()
