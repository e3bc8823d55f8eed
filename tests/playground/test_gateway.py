"""The gateway: who may connect, what is told to whom, and how a lost connection is taken up again."""

import pytest

from mentorbot.playground.interactions import Sort
from mentorbot.playground.practice import Practice
from tests.playground.clients import INTENTS, GatewayClient, Rest

GUILD_MESSAGES, MESSAGE_CONTENT, GUILD_MEMBERS = 1 << 9, 1 << 15, 1 << 1


async def test_a_bot_is_greeted_with_itself_and_the_server(practice: Practice) -> None:
    async with GatewayClient(practice) as client:
        assert client.hello["d"]["heartbeat_interval"] > 0
        ready, guild = await client.identify()
    assert ready["d"]["user"]["username"] == "mentorbot"
    assert ready["d"]["guilds"] == [{"id": guild["d"]["id"], "unavailable": True}]
    assert {channel["name"] for channel in guild["d"]["channels"]} == {
        "welcome",
        "questions",
        "staffroom",
        "moderators",
    }
    assert [member["user"]["username"] for member in guild["d"]["members"]] == ["mentorbot"]


async def test_a_heartbeat_is_answered(gateway: GatewayClient) -> None:
    await gateway.send(1, None)
    assert (await gateway.receive())["op"] == 11


@pytest.mark.parametrize(
    ("intents", "token", "code"), [(INTENTS, "wrong", 4004), (INTENTS | MESSAGE_CONTENT, None, 4014)]
)
async def test_a_wrong_token_or_a_privilege_not_granted_ends_the_connection(
    practice: Practice, intents: int, token: str | None, code: int
) -> None:
    async with GatewayClient(practice) as client:
        await client.send(2, {"token": token or practice.bot_token, "intents": intents, "properties": {}})
        assert await client.closing_code() == code


async def test_starts_are_counted_against_a_budget(practice: Practice, rest: Rest) -> None:
    practice.gateway.starts_a_day = 1
    async with GatewayClient(practice) as client:
        await client.identify()
    limit = (await rest("GET", "/gateway/bot")).body["session_start_limit"]
    assert (limit["total"], limit["remaining"]) == (1, 0)
    async with GatewayClient(practice) as client:
        await client.send(2, {"token": practice.bot_token, "intents": INTENTS, "properties": {}})
        assert await client.closing_code() == 4004


async def test_the_budget_is_whole_again_after_a_day(practice: Practice, rest: Rest) -> None:
    async with GatewayClient(practice) as client:
        await client.identify()
    await practice.advance(24 * 3600)
    limit = (await rest("GET", "/gateway/bot")).body["session_start_limit"]
    assert limit["remaining"] == limit["total"]


async def test_what_was_missed_is_told_after_a_resume(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    await rest.send("questions", content="card")
    card = practice.channel("questions").messages[-1]
    practice.cut_gateway()
    await practice.person("Ben").react(card, "✋")
    await gateway.resume()
    assert (await gateway.receive())["t"] == "MESSAGE_REACTION_ADD"
    assert (await gateway.receive())["t"] == "RESUMED"


async def test_a_session_that_is_gone_cannot_be_resumed(practice: Practice, gateway: GatewayClient) -> None:
    practice.cut_gateway(resumable=False)
    await gateway.resume()
    invalid = await gateway.receive()
    assert (invalid["op"], invalid["d"]) == (9, False)


async def test_a_reaction_is_told_with_its_member(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    await rest.send("questions", content="card")
    ben = practice.person("Ben")
    await ben.react(practice.channel("questions").messages[-1], "✋")
    told = await gateway.event("MESSAGE_REACTION_ADD")
    assert (told["emoji"], told["type"]) == ({"id": None, "name": "✋"}, 0)
    assert told["member"]["user"]["id"] == told["user_id"] == str(ben.id)


async def test_without_the_intent_others_messages_are_not_told_at_all(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    amira = practice.person("Amira")
    await amira.say("questions", "a secret of the staffroom")
    await amira.say("dm", "to the bot itself")
    told = await gateway.event("MESSAGE_CREATE")
    assert told["content"] == "to the bot itself"


async def test_without_the_content_intent_others_texts_are_empty(practice: Practice) -> None:
    async with GatewayClient(practice) as client:
        await client.identify(INTENTS | GUILD_MESSAGES)
        await practice.person("Amira").say("questions", "a secret of the staffroom")
        told = await client.event("MESSAGE_CREATE")
    assert told["content"] == ""
    assert told["author"]["global_name"] == "Amira"


async def test_nothing_is_told_of_channels_that_the_bot_cannot_see(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    await rest.send("questions", content="card")
    card, ben = practice.channel("questions").messages[-1], practice.person("Ben")
    practice.deny_bot("questions", "View Channel")
    await ben.react(card, "✋")
    practice.deny_bot("questions")
    await ben.react(card, "👍")
    assert (await gateway.event("MESSAGE_REACTION_ADD"))["emoji"]["name"] == "👍"


async def test_leavers_are_told_only_with_the_members_intent(practice: Practice) -> None:
    practice.gateway.allowed_privileged = GUILD_MEMBERS
    async with GatewayClient(practice) as client:
        await client.identify(INTENTS | GUILD_MEMBERS)
        ben = practice.person("Ben")
        await ben.leave()
        assert (await client.event("GUILD_MEMBER_REMOVE"))["user"]["id"] == str(ben.id)


async def test_an_event_can_be_delivered_twice(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    practice.faults.add("duplicate", "MESSAGE_REACTION_ADD")
    await rest.send("questions", content="card")
    await practice.person("Ben").react(practice.channel("questions").messages[-1], "✋")
    first, second = await gateway.receive(), await gateway.receive()
    assert first["d"] == second["d"]
    assert second["s"] == first["s"] + 1


async def test_the_bot_can_be_asked_to_connect_elsewhere(practice: Practice, gateway: GatewayClient) -> None:
    practice.gateway.ask_to_reconnect()
    assert (await gateway.receive())["op"] == 7


async def test_the_traffic_that_the_page_shows_is_without_the_tokens_of_interactions(
    practice: Practice, gateway: GatewayClient
) -> None:
    channel = practice.channel("questions").channel
    used = practice.realm.interactions.begin(Sort.COMMAND, practice.person("Amira").id, channel, {"name": "ask"})
    told = await gateway.event("INTERACTION_CREATE")
    assert told["token"] == used.token
    assert used.token not in str(practice.realm.log.entries)
