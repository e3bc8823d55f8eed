"""Direct messages with the bot: what it is told of them, and what closed ones do."""

import pytest

from mentorbot.playground.actor import DIRECT
from mentorbot.playground.people import NotAllowed
from mentorbot.playground.practice import Practice
from tests.playground.clients import INTENTS, GatewayClient, Page, Rest, told

DIRECT_TYPING, GUILD_TYPING, GUILD_MESSAGES = 1 << 14, 1 << 11, 1 << 9


async def to_amira(practice: Practice, rest: Rest, content: str) -> int:
    """The bot writes to Amira; Discord's answer, as status or code."""
    opened = await rest("POST", "/users/@me/channels", {"recipient_id": str(practice.person("Amira").id)})
    sent = await rest("POST", f"/channels/{opened.body['id']}/messages", {"content": content})
    return sent.status if sent.status == 200 else sent.code


async def test_the_bot_reads_what_is_written_to_it_without_any_privilege(
    practice: Practice, gateway: GatewayClient
) -> None:
    amira = practice.person("Amira")
    await amira.say(DIRECT, "Where is the Developer tab?")
    told = await gateway.event("MESSAGE_CREATE")
    assert (told["content"], told["author"]["id"]) == ("Where is the Developer tab?", str(amira.id))
    assert "guild_id" not in told
    assert "member" not in told


async def test_a_reply_says_what_it_answers(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    amira = practice.person("Amira")
    await to_amira(practice, rest, "From whoever helps you: which version?")
    asked = amira.inbox[-1]
    await amira.say(DIRECT, "2021", reply_to=asked)
    told = await gateway.event("MESSAGE_CREATE")
    while told["content"] != "2021":
        told = await gateway.event("MESSAGE_CREATE")
    assert told["type"] == 19
    assert told["message_reference"]["message_id"] == told["referenced_message"]["id"] == str(asked.id)
    assert told["referenced_message"]["content"].startswith("From whoever")


async def test_files_are_told_with_name_and_size(practice: Practice, gateway: GatewayClient) -> None:
    await practice.person("Amira").say(DIRECT, "", files={"Amira Khan timetable.png": b"12345"})
    told = await gateway.event("MESSAGE_CREATE")
    (attached,) = told["attachments"]
    assert (attached["filename"], attached["size"]) == ("Amira Khan timetable.png", 5)
    assert attached["content_type"] == "image/png"
    assert told["content"] == ""


async def test_the_page_sends_files_too(practice: Practice, page: Page) -> None:
    amira = practice.person("Amira")
    channel = str(practice.channel("questions").id)
    files = [{"name": "notes.txt", "content": "aGVsbG8="}]
    sent = await page.act("say", person=str(amira.id), channel=channel, content="", files=files)
    assert sent.status == 200
    message = practice.channel("questions").messages[-1]
    assert await practice.person("Ben").download(message.attachments[0]) == b"hello"


async def test_closed_direct_messages_are_closed_for_both_until_they_are_opened(practice: Practice, rest: Rest) -> None:
    amira = practice.person("Amira")
    await amira.say(DIRECT, "hello")
    await amira.close_dms()
    assert await to_amira(practice, rest, "hello") == 50007
    with pytest.raises(NotAllowed, match="direct messages are closed"):
        await amira.say(DIRECT, "again")
    await amira.open_dms()
    assert await to_amira(practice, rest, "hello") == 200


async def test_whoever_left_the_server_cannot_be_written_to(practice: Practice, rest: Rest) -> None:
    await practice.person("Amira").leave()
    assert await to_amira(practice, rest, "hello") == 50007


async def test_typing_is_told_to_bots_that_ask_for_it_and_not_to_others(practice: Practice) -> None:
    amira = practice.person("Amira")
    async with GatewayClient(practice) as curious, GatewayClient(practice) as plain:
        await curious.identify(INTENTS | DIRECT_TYPING | GUILD_TYPING)
        await plain.identify(INTENTS)
        await amira.type(DIRECT)
        await amira.type("questions")
        await amira.say(DIRECT, "done")
        first, second = await curious.event("TYPING_START"), await curious.event("TYPING_START")
        assert (await plain.receive())["t"] == "MESSAGE_CREATE"
    assert first["user_id"] == str(amira.id)
    assert "guild_id" not in first
    assert second["member"]["user"]["id"] == str(amira.id)


async def test_the_page_shows_who_is_typing(practice: Practice, page: Page) -> None:
    ws = await page.live()
    await told(ws, "snapshot")
    amira = practice.person("Amira")
    await page.act("typing", person=str(amira.id), channel=str(practice.channel("questions").id))
    seen = await told(ws, "typing")
    assert (seen["name"], seen["person_id"]) == ("Amira", str(amira.id))
    await ws.close()


async def test_without_the_content_intent_an_answered_text_is_empty_as_well(practice: Practice) -> None:
    amira, ben = practice.person("Amira"), practice.person("Ben")
    said = await amira.say("questions", "a secret of the staffroom")
    async with GatewayClient(practice) as client:
        await client.identify(INTENTS | GUILD_MESSAGES)
        await ben.say("questions", f"<@{practice.world.bot.id}> look", reply_to=said)
        heard = await client.event("MESSAGE_CREATE")
    assert heard["content"].endswith("look")
    assert heard["referenced_message"]["content"] == ""
