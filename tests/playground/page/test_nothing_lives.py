"""Every text that the page shows is shown as it was written, whoever wrote it and wherever it stands."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient
from tests.playground.page.asbot import CHOICES, MODAL, answer, declare, post
from tests.playground.page.conftest import Visit
from tests.playground.page.poison import (
    ALL,
    BREAKING,
    DISGUISED,
    DRAWING,
    EVERYTHING,
    IMAGE,
    LEADING,
    SCRIPT,
    TEMPLATE,
    unharmed,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")
RESPONDED, LABEL, TEXT, SELECT = 4, 18, 4, 3


@pytest_asyncio.fixture(loop_scope="session")
async def bot(empty: Practice) -> AsyncIterator[GatewayClient]:
    """What the bot hears."""
    async with GatewayClient(empty) as client:
        await client.identify()
        yield client


async def test_names_of_people_roles_channels_threads_and_the_server(empty: Practice, visit: Visit) -> None:
    state, amira = empty.world.state, empty.person("Amira")
    users = [user for user in state.users.values() if not user.bot and user.id in state.members][1:]
    for user, poison in zip(users, (*ALL, *ALL), strict=False):
        user.name, user.about = poison, poison
    state.users[state.bot_id].name = SCRIPT
    for channel, poison in zip(list(state.channels.values())[2:], (DRAWING, IMAGE), strict=False):
        channel.name, channel.topic = poison, EVERYTHING
    state.guild_name = BREAKING
    for role in state.roles.values():
        role.name = TEMPLATE
    visitor = await visit(empty)

    await visitor.open(DRAWING)
    await expect(visitor.pane().get_by_role("heading", name=f"#{DRAWING}")).to_be_visible()
    await expect(visitor.pane().locator(".channel-topic")).to_contain_text(SCRIPT)
    await expect(visitor.pane().locator(".sidebar")).to_contain_text(BREAKING)
    for user in users:
        chip = visitor.pane().locator(".people button").nth(users.index(user))
        await chip.click()
        await visitor.pane().locator("summary").click()
    await visitor.composer().fill("Hello @")
    await expect(visitor.page.get_by_role("option").first).to_be_visible()
    await visitor.write(f"To <@{users[-1].id}> and <@{amira.id}>")

    await expect(visitor.log()).to_contain_text(f"To @{users[-1].name}".split("\u2028", maxsplit=1)[0])
    await unharmed(visitor)


async def test_whoever_has_a_strange_name_is_mentioned_and_does_not_keep_anybody_from_writing(
    empty: Practice, visit: Visit
) -> None:
    """Names are looked for in what is written; one that reads like a pattern must not become one."""
    names = ("(", "Ben (he/him)", "C++", "(a+)+$", "[", "😀")
    for name in names:
        empty.newcomer(name)
    visitor = await visit(empty)

    await visitor.write("Dear @Ben (he/him) and @C++, this is @Bennett")

    await expect(visitor.log()).to_contain_text("Dear @Ben (he/him) and @C++, this is @Bennett")
    last = empty.channel("questions").messages[-1].message
    assert last.mentions == [empty.person("Ben (he/him)").id, empty.person("C++").id]
    await expect(visitor.page.locator(".people .avatar").filter(has_text="😀").first).to_be_visible()


async def test_everything_in_a_message_of_the_bot(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    emoji = {"name": "✋"}
    buttons = [
        {"type": 2, "style": 1, "label": poison[:80], "custom_id": f"{poison}"[:100], "emoji": emoji}
        for poison in (IMAGE, DRAWING, SCRIPT, BREAKING)
    ]
    option = {"label": EVERYTHING[:100], "value": EVERYTHING[:100], "description": EVERYTHING[-100:]}
    menu = {"type": 3, "custom_id": EVERYTHING[:100], "placeholder": EVERYTHING[:150], "options": [option]}
    embed: dict[str, Any] = {
        "title": EVERYTHING[:256],
        "description": "\n".join((EVERYTHING, f"# {SCRIPT}", f"> {IMAGE}", f"- {DRAWING}", f"```html\n{BREAKING}```")),
        "author": {"name": EVERYTHING[:256]},
        "footer": {"text": EVERYTHING},
        "fields": [{"name": poison, "value": poison} for poison in ALL],
    }
    rows = [{"type": 1, "components": buttons}, {"type": 1, "components": [menu]}]

    await post(empty, "questions", {"content": EVERYTHING, "embeds": [embed], "components": rows})

    sheet = visitor.log().locator(".sheet")
    for poison in (IMAGE, DRAWING, SCRIPT, BREAKING):
        await expect(visitor.log().locator(".words").first).to_contain_text(poison)
        await expect(sheet.locator("dd", has_text=poison)).to_have_count(1)
        await expect(visitor.log().locator(".button", has_text=poison)).to_have_count(1)
    await expect(sheet.locator(".sheet-footer")).to_contain_text(LEADING)
    await visitor.log().locator(".chooser").click()
    await expect(visitor.log().locator(".option")).to_contain_text(DRAWING)
    await unharmed(visitor)


@pytest.mark.parametrize("address", ["javascript:hit=1", "JaVaScRiPt:hit=1", "data:text/html,x", "\tjavascript:hit=1"])
async def test_a_button_leads_to_web_pages_only(empty: Practice, visit: Visit, address: str) -> None:
    visitor = await visit(empty)
    button = {"type": 2, "style": 5, "label": "Read more", "url": "https://example.org/"}
    await post(empty, "questions", {"content": "x", "components": [{"type": 1, "components": [button]}]})
    message = empty.channel("questions").messages[-1].message
    await expect(visitor.log().get_by_role("link", name="Read more")).to_be_visible()

    message.components[0]["components"][0]["url"] = address  # past what Discord and we would refuse
    await visitor.page.reload()

    await expect(visitor.log()).to_contain_text("Read more")
    await expect(visitor.log().get_by_role("link")).to_have_count(0)
    await unharmed(visitor)


async def test_a_file_its_name_and_what_stands_in_it(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    name = f"{IMAGE.replace('/', '_')}.csv"
    await post(empty, "questions", {"content": "A file"}, {name: f'{SCRIPT},"{BREAKING}"\n{DRAWING},x\n'.encode()})

    await visitor.log().get_by_role("button", name="Open").click()

    table = visitor.page.get_by_role("dialog")
    await expect(table).to_contain_text(name)
    await expect(table.locator("th").first).to_have_text(SCRIPT)
    await expect(table.locator("td").first).to_have_text(DRAWING)
    await unharmed(visitor)


async def test_a_command_its_options_and_its_suggestions(empty: Practice, bot: GatewayClient, visit: Visit) -> None:
    empty.realm.interactions.answer_seconds = 30
    choices = [{"name": IMAGE, "value": "1"}, {"name": DISGUISED[:100], "value": "2"}]
    typed = {"type": 3, "name": "word", "description": SCRIPT, "autocomplete": True, "required": True}
    chosen = {"type": 3, "name": "choice", "description": BREAKING, "choices": choices}
    await declare(empty, {"name": "poison", "type": 1, "description": DRAWING, "options": [typed, chosen]})
    visitor = await visit(empty)

    await visitor.composer().focus()
    await visitor.page.keyboard.type("/poi")
    await expect(visitor.page.get_by_role("option", name="/poison")).to_contain_text(DRAWING)
    await visitor.page.keyboard.type("son ")
    await answer(empty, bot, CHOICES, {"choices": [{"name": IMAGE, "value": IMAGE}, {"name": BREAKING, "value": "2"}]})
    await expect(visitor.page.get_by_role("option", name=IMAGE)).to_be_visible()
    await visitor.page.get_by_role("option", name=BREAKING).click()
    await expect(visitor.pane().get_by_role("combobox", name="word")).to_have_value(BREAKING)
    await visitor.pane().get_by_role("button", name="choice").click()

    await expect(visitor.pane().get_by_role("form")).to_contain_text(SCRIPT)
    await expect(visitor.pane().locator("option", has_text=IMAGE)).to_have_count(1)
    await unharmed(visitor)


async def test_a_form_in_every_part(empty: Practice, bot: GatewayClient, visit: Visit) -> None:
    empty.realm.interactions.answer_seconds = 30
    await declare(empty, {"name": "poison", "type": 1, "description": "A form"})
    visitor = await visit(empty)
    await visitor.command("poison")

    await answer(empty, bot, MODAL, {"custom_id": "form", "title": IMAGE, "components": form_parts()})

    form = visitor.page.get_by_role("dialog")
    await expect(form.get_by_role("heading", name=IMAGE)).to_be_visible()
    await expect(form.get_by_role("textbox")).to_have_value(EVERYTHING)
    await expect(form.get_by_role("textbox")).to_have_attribute("placeholder", IMAGE)
    await expect(form).to_contain_text(BREAKING)
    await expect(form.locator("option", has_text=SCRIPT)).to_have_count(1)
    await unharmed(visitor)
    await form.get_by_role("combobox").select_option(SCRIPT)
    await form.get_by_role("button", name="Send").click()
    sent = await answer(empty, bot, RESPONDED, {"content": EVERYTHING, "flags": 64})
    assert sent["data"]["components"][0]["component"]["value"] == EVERYTHING
    await expect(visitor.log()).to_contain_text("Only Amira can see this")
    await unharmed(visitor)


def form_parts() -> list[dict[str, Any]]:
    text = {"type": TEXT, "custom_id": SCRIPT, "style": 2, "value": EVERYTHING, "placeholder": IMAGE}
    option = {"label": SCRIPT, "value": SCRIPT, "description": BREAKING}
    menu = {"type": SELECT, "custom_id": "menu", "placeholder": DRAWING, "options": [option]}
    return [
        {"type": LABEL, "label": DRAWING[:45], "description": BREAKING, "component": text},
        {"type": LABEL, "label": SCRIPT[:45], "description": LEADING[:100], "component": menu},
        {"type": 10, "content": EVERYTHING},
    ]


async def test_what_happened_its_traffic_and_what_is_said_of_the_bot(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    empty.server.runner.note = EVERYTHING
    await visitor.page.get_by_role("button", name="What happened").click()
    await post(empty, "questions", {"content": EVERYTHING, "embeds": [{"title": EVERYTHING[:256]}]})
    for poison in ALL:
        empty.realm.log.note("server", poison, {"event": poison, "data": {poison: poison}})
    drawer = visitor.page.get_by_role("complementary", name="What happened")

    for poison in (IMAGE, DRAWING, SCRIPT, BREAKING):
        await expect(drawer.locator(".happening-words", has_text=poison).first).to_be_visible()
    for number in range(len(ALL)):
        await drawer.locator("summary").nth(number).click()
    await expect(drawer.locator("pre").first).to_be_visible()
    await visitor.page.reload()
    await visitor.page.get_by_title("The bot").click()
    await expect(visitor.page.get_by_role("group", name="The bot")).to_contain_text(SCRIPT)
    await unharmed(visitor)


async def test_a_refusal_that_quotes_what_was_sent(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    words = f"There is nothing called “{EVERYTHING}” to do here."
    await visitor.page.route("**/page/act", lambda route: route.fulfill(status=400, json={"error": words}))

    await visitor.write("Hello")

    await expect(visitor.pane().get_by_role("alert")).to_contain_text(BREAKING)
    await unharmed(visitor)


async def test_quotes_within_quotes_do_not_bring_the_page_down(empty: Practice, visit: Visit) -> None:
    visitor = await visit(empty)
    for nested in (">" * 2000, "> " * 1000, ">>> " * 500, "> >>> " * 333, "**__" * 500, "[" * 2000, "||" * 1000):
        await visitor.write(nested)
    await visitor.write("The end")

    await expect(visitor.log()).to_contain_text("The end")
    assert await visitor.log().locator("blockquote blockquote").count() == 0
