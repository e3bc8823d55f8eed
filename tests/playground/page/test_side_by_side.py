"""Two people next to each other: what one does, the other sees at once, and private things stay private."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from mentorbot.playground.practice import Practice
from tests.playground.page.conftest import Visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


async def test_what_amira_says_stands_before_ben_at_once(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.side_by_side()

    await visitor.write("Good morning, @Ben")

    await expect(visitor.log(1)).to_contain_text("Good morning, @Ben")
    assert empty.channel("questions").messages[-1].message.mentions == [empty.person("Ben").user.id]


async def test_a_private_answer_is_seen_by_its_owner_only(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.side_by_side()

    await visitor.command("help", at=0)

    await expect(visitor.log(0)).to_contain_text("Only Amira can see this")
    await expect(visitor.log(1).get_by_role("article")).to_have_count(0)

    await visitor.log(0).get_by_role("button", name="Dismiss").click()

    await expect(visitor.log(0).get_by_role("article")).to_have_count(0)


async def test_a_raised_hand_on_one_side_opens_a_thread_on_both(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.side_by_side()
    await visitor.command("ask", question="How do I enable macros in Excel?")
    card = visitor.log(1).get_by_role("article").filter(has_text="I can help").last

    await card.hover()
    await card.get_by_role("button", name="React with a raised hand").click()

    for side in (0, 1):
        await expect(visitor.pane(side).locator('.channel[data-kind$="thread"]')).to_be_visible()
        await expect(visitor.log(side)).to_contain_text("Ben is helping")


async def test_new_messages_elsewhere_are_marked_with_words(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.side_by_side()
    await visitor.open("staffroom", at=1)

    await visitor.write("Tea, @Amira?", at=1)

    staffroom = visitor.pane(0).locator(".channel", has_text="staffroom")
    await expect(staffroom).to_contain_text("1 for you")
    await staffroom.click()
    await expect(staffroom).not_to_contain_text("for you")


async def test_reply_reaction_and_deletion(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.side_by_side()
    await visitor.write("Where is the laminator?")
    asked = visitor.log(1).get_by_role("article").filter(has_text="laminator").first

    await asked.hover()
    await asked.get_by_role("button", name="Reply").click()
    await visitor.page.keyboard.type("In the library")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.log(0)).to_contain_text("Amira: Where is the laminator?")

    await asked.hover()
    await asked.get_by_role("button", name="Add a reaction").click()
    await visitor.page.get_by_role("button", name="thank you").click()
    thanks = visitor.log(0).get_by_role("button", name="thank you, 1: Ben")
    await expect(thanks).to_have_attribute("aria-pressed", "false")
    await thanks.click()
    await expect(visitor.log(1).get_by_role("button", name="thank you, 2: Ben, Amira")).to_be_visible()

    mine = visitor.log(0).get_by_role("article").filter(has_text="Where is the laminator?").first
    await mine.hover()
    await mine.get_by_role("button", name="Delete message").click()
    await expect(visitor.log(1).get_by_role("article")).to_have_count(1)


async def test_a_phone_shows_one_of_the_two_and_switches(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty, **PHONE)
    await visitor.page.get_by_role("button", name="Side by side").click()
    await expect(visitor.pane(0)).to_be_hidden()
    await visitor.write("From my phone", at=1)

    await visitor.page.get_by_role("group", name="Which of the two").get_by_role("button", name="Amira").click()

    await expect(visitor.pane(1)).to_be_hidden()
    await expect(visitor.log(0)).to_contain_text("From my phone")


async def test_keys_change_the_person_and_the_pane(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)

    await visitor.page.keyboard.press("Alt+4")
    await visitor.is_now("Dev")
    await expect(visitor.pane(0).locator(".channel", has_text="moderators")).to_be_visible()
    await visitor.page.keyboard.press("Alt+s")
    await expect(visitor.pane(1)).to_be_visible()
    await visitor.page.keyboard.press("F6")

    await expect(visitor.composer(1)).to_be_focused()


async def test_a_private_answer_to_a_button_far_above_is_brought_into_view(practice: Practice, visit: Visit) -> None:
    visitor = await visit(practice)
    await visitor.command("ask", question="How do I enable macros in Excel?")
    await expect(visitor.log().get_by_role("button", name="I can help")).to_be_visible()
    await practice.person("Chloe").say("questions", "\n".join(f"Line {number}" for number in range(60)))
    await visitor.be("Ben")
    more = visitor.log().get_by_role("button", name="More\N{HORIZONTAL ELLIPSIS}")
    await more.scroll_into_view_if_needed()

    await more.click()

    await expect(visitor.log().get_by_text("Only Ben can see this")).to_be_in_viewport()


async def test_a_reply_shows_names_rather_than_codes(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.write("@Ben is still waiting in #staffroom")
    await expect(visitor.log()).to_contain_text("is still waiting")

    await visitor.log().get_by_role("article").hover()
    await visitor.log().get_by_role("button", name="Reply").click()
    await visitor.write("So am I")

    await expect(visitor.log().get_by_role("button", name="Amira: @Ben is still waiting in #staffroom")).to_be_visible()


async def test_a_reply_chosen_before_an_earlier_message_was_confirmed_is_kept(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    confirmed = asyncio.Event()

    async def confirm_later(route: Route) -> None:
        response = await route.fetch()
        await confirmed.wait()
        await route.fulfill(response=response)

    await visitor.page.route("**/page/act", confirm_later)
    await visitor.write("Good morning")
    await visitor.log().get_by_role("article").hover()
    await visitor.log().get_by_role("button", name="Reply").click()
    confirmed.set()

    await expect(visitor.composer()).to_have_value("")
    await expect(visitor.pane().get_by_text("Replying to Amira")).to_be_visible()


async def test_the_keyboard_goes_along_to_another_person(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.write("Good morning")
    await visitor.log().get_by_role("button", name="Message actions").focus()

    await visitor.page.keyboard.press("Alt+3")

    await visitor.is_now("Chloe")
    await expect(visitor.composer()).to_be_focused()


async def test_a_face_in_the_other_pane_is_taken_with_the_first_press(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    await visitor.side_by_side()
    await visitor.composer(1).click()

    await visitor.be("Chloe", at=0)
    await visitor.be("Dev", at=1)
