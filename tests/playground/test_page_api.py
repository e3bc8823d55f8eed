"""What the page is shown and may do on behalf of people."""

from aiohttp import ClientWebSocketResponse

from mentorbot.playground.practice import Practice
from tests.playground.clients import Answered, GatewayClient, Page, Rest, told


async def typed_ask(practice: Practice, page: Page, rest: Rest) -> tuple[ClientWebSocketResponse, Answered]:
    """Let Amira type /ask while a page watches; give what the page is told of, and the answer to her deed."""
    await rest("PUT", f"/applications/{practice.world.bot.id}/commands", [{"name": "ask", "description": "Ask"}])
    ws = await page.live()
    await told(ws, "snapshot")
    questions = str(practice.channel("questions").id)
    begun = await page.act("slash", person=page.id("Amira"), channel=questions, command="ask", options={})
    return ws, begun


async def test_a_snapshot_shows_the_whole_practice(practice: Practice, page: Page) -> None:
    ws = await page.live()
    snapshot = await told(ws, "snapshot")
    assert [person["name"] for person in snapshot["people"]] == ["Amira", "Ben", "Chloe", "Dev", "Elin"]
    moderators = next(channel for channel in snapshot["channels"] if channel["name"] == "moderators")
    assert moderators["access"][page.id("Dev")]["view"]
    assert not moderators["access"][page.id("Amira")]["view"]
    assert [starter["id"] for starter in snapshot["starters"]] == ["ask", "nobody", "answer", "unsigned"]
    assert snapshot["bot"]["user"]["name"] == "mentorbot"
    await ws.close()


async def test_what_one_does_the_other_sees_at_once(practice: Practice, page: Page) -> None:
    questions = str(practice.channel("questions").id)
    ws = await page.live()
    await told(ws, "snapshot")
    said = await page.act("say", person=page.id("Amira"), channel=questions, content="hello")
    assert (await told(ws, "message"))["message"]["id"] == said.body["id"]
    await page.act("react", person=page.id("Ben"), message=said.body["id"], emoji="👍")
    reaction = (await told(ws, "message"))["message"]["reactions"][0]
    assert reaction == {"emoji": "👍", "count": 1, "people": [page.id("Ben")], "bot": False}
    await page.act("delete", person=page.id("Amira"), message=said.body["id"])
    assert (await told(ws, "message_deleted"))["id"] == said.body["id"]
    await ws.close()


async def test_what_a_person_may_not_do_is_refused_as_discord_would(practice: Practice, page: Page) -> None:
    amira, ben = page.id("Amira"), page.id("Ben")
    hidden = str(practice.channel("moderators").id)
    refused = await page.act("say", person=amira, channel=hidden, content="hello")
    assert (refused.status, refused.body["error"]) == (403, "You cannot see this channel.")
    said = await page.act("say", person=amira, channel=str(practice.channel("questions").id), content="mine")
    assert (await page.act("delete", person=ben, message=said.body["id"])).status == 403
    assert (await page.act("delete", person=page.id("Dev"), message=said.body["id"])).status == 200


async def test_closed_direct_messages_show_on_the_person_and_the_channel(practice: Practice, page: Page) -> None:
    opened = await page.act("open_dm", person=page.id("Amira"))
    ws = await page.live()
    await told(ws, "snapshot")
    await page.act("dms", person=page.id("Amira"), open=False)
    assert (await told(ws, "person"))["person"]["dms_open"] is False
    channel = await told(ws, "channel")
    while channel["channel"]["id"] != opened.body["channel"]:
        channel = await told(ws, "channel")
    assert channel["channel"]["access"][page.id("Amira")]["send"] is False
    await ws.close()


async def test_the_clock_goes_forward_for_everybody(practice: Practice, page: Page) -> None:
    ws = await page.live()
    await told(ws, "snapshot")
    await page.act("advance", seconds=600)
    assert (await told(ws, "clock"))["clock"]["offset_seconds"] == 600
    assert "The clock went forward by 10 minutes" in practice.transcript
    await ws.close()


async def test_a_form_opens_for_its_person_and_is_sent_by_them(
    practice: Practice, page: Page, rest: Rest, gateway: GatewayClient
) -> None:
    ws, begun = await typed_ask(practice, page, rest)
    event = await gateway.event("INTERACTION_CREATE")
    field = {"type": 18, "label": "Question", "component": {"type": 4, "custom_id": "q", "style": 1}}
    await rest.answer(event, 9, title="Ask", custom_id="form", components=[field])
    modal = await told(ws, "modal")
    assert (modal["person_id"], modal["interaction_id"]) == (page.id("Amira"), begun.body["interaction_id"])
    sent = {"interaction_id": modal["interaction_id"], "custom_id": "form", "values": {"q": "Why?"}}
    assert (await page.act("submit", person=page.id("Ben"), **sent)).status == 404
    assert (await page.act("submit", person=page.id("Amira"), **sent)).status == 200
    assert (await gateway.event("INTERACTION_CREATE"))["data"]["custom_id"] == "form"
    await ws.close()


async def test_a_silent_bot_is_reported_to_the_person(
    practice: Practice, page: Page, rest: Rest, gateway: GatewayClient
) -> None:
    practice.realm.interactions.answer_seconds = 0.3
    ws, begun = await typed_ask(practice, page, rest)
    refused = await told(ws, "refused")
    assert refused["interaction_id"] == begun.body["interaction_id"]
    assert refused["text"] == "The application did not respond"
    await ws.close()


async def test_taking_a_permission_from_the_bot_is_refused_by_the_server_afterwards(
    practice: Practice, page: Page, rest: Rest
) -> None:
    questions = str(practice.channel("questions").id)
    taken = await page.act("permissions", channel=questions, deny=["Send Messages"])
    assert taken.status == 200
    assert (await rest.send("questions", content="hello")).code == 50013
    assert any("refused: Missing Permissions" in line for line in practice.transcript)
    await page.act("permissions", deny=[])
    assert (await rest.send("questions", content="hello")).status == 200


async def test_the_log_reads_as_sentences(practice: Practice, page: Page, rest: Rest) -> None:
    amira = practice.person("Amira")
    await rest.send("questions", content=f"Hello {amira.mention}")
    card = practice.channel("questions").messages[-1]
    await practice.person("Ben").react(card, "✋")
    assert practice.transcript[-2:] == [
        "The bot wrote in #questions: Hello @Amira",
        "Ben reacted with ✋ in #questions",
    ]
    raw = practice.realm.log.entries[-2].raw
    assert raw
    assert raw["response"]["id"] == str(card.id)
