"""Commands, buttons and forms: three seconds to answer, a quarter of an hour to follow up, private to one."""

from typing import Any

import pytest

from mentorbot.playground import view
from mentorbot.playground.actor import DIRECT
from mentorbot.playground.people import NotAllowed
from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient, Rest

COMMANDS: list[dict[str, Any]] = [
    {
        "name": "ask",
        "description": "Ask",
        "options": [
            {"type": 3, "name": "question", "description": "What?", "max_length": 20},
            {"type": 3, "name": "topic", "description": "About?", "autocomplete": True},
        ],
    },
    {
        "name": "mod",
        "description": "For moderators",
        "default_member_permissions": str(1 << 13),
        "contexts": [0],
        "options": [{"type": 1, "name": "export", "description": "Export", "options": []}],
    },
]
BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "I can help", "custom_id": "help"}]}


@pytest.fixture(autouse=True)
async def commands(practice: Practice, rest: Rest) -> None:
    put = await rest("PUT", f"/applications/{practice.world.bot.id}/commands", COMMANDS)
    assert put.status == 200


async def test_the_bot_is_told_who_where_and_what(practice: Practice, gateway: GatewayClient) -> None:
    amira = practice.person("Amira")
    amira.begin_slash("questions", "ask", question="Why?")
    told = await gateway.event("INTERACTION_CREATE")
    assert told["data"]["options"] == [{"name": "question", "type": 3, "value": "Why?"}]
    assert told["member"]["user"]["id"] == str(amira.id)
    assert int(told["member"]["permissions"]) & 1 << 11
    assert int(told["app_permissions"]) & 1 << 34
    assert told["channel"]["name"] == "questions"
    assert {"attachment_size_limit", "entitlements", "authorizing_integration_owners", "locale"} <= set(told)
    assert told["context"] == 0


async def test_a_private_answer_is_seen_by_its_owner_only(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    amira, ben = practice.person("Amira"), practice.person("Ben")
    used = amira.begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    answered = await rest.answer(told, 4, content="Only you", flags=64, components=[BUTTON])
    answer = await amira.settled(used)
    assert (answer.text, answer.private) == ("Only you", True)
    assert practice.channel("questions").messages == []
    assert [message.text for message in amira.private()] == ["Only you"]
    assert ben.private() == []
    message = answer.message
    assert message
    with pytest.raises(NotAllowed, match="somebody else"):
        await ben.press(message, "I can help")
    number = answered.body["resource"]["message"]["id"]
    assert (await rest("GET", f"/channels/{told['channel_id']}/messages/{number}")).code == 10008


async def test_a_late_answer_is_unknown_and_the_person_is_told(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    practice.realm.interactions.answer_seconds = 0.3
    amira = practice.person("Amira")
    answer = await amira.slash("questions", "ask")
    assert answer.failed
    told = await gateway.event("INTERACTION_CREATE")
    late = await rest.answer(told, 4, content="Sorry")
    assert (late.status, late.code) == (404, 10062)


async def test_a_second_first_answer_is_refused(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    practice.person("Amira").begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    assert (await rest.answer(told, 4, content="one")).status == 200
    again = await rest.answer(told, 4, content="two")
    assert (again.status, again.code) == (400, 40060)


async def test_a_refused_answer_leaves_time_for_a_better_one(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    practice.person("Amira").begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    assert (await rest.answer(told, 4, content="x" * 2001)).code == 50035
    assert (await rest.answer(told, 4, content="short")).status == 200


async def test_after_a_quarter_of_an_hour_nothing_can_follow(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    practice.person("Amira").begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    await rest.answer(told, 4, content="one")
    await practice.advance(14 * 60)
    assert (await rest("POST", rest.webhook(told), {"content": "two"})).status == 200
    await practice.advance(2 * 60)
    late = await rest("POST", rest.webhook(told), {"content": "three"})
    assert (late.status, late.code) == (401, 50027)


async def test_what_follows_thinking_takes_its_place_and_stays_private(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    amira = practice.person("Amira")
    used = amira.begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    await rest.answer(told, 5, flags=64)
    assert not used.settled
    await rest("POST", rest.webhook(told), {"content": "Here"})
    answer = await amira.settled(used)
    assert (answer.text, answer.private, answer.follow_ups) == ("Here", True, [])


async def test_the_original_answer_can_be_edited_and_deleted(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    amira = practice.person("Amira")
    used = amira.begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    await rest.answer(told, 4, content="one", flags=64)
    original = f"{rest.webhook(told)}/messages/@original"
    await rest("PATCH", original, {"content": "two"})
    assert used.text == "two"
    assert (await rest("DELETE", original)).status == 204
    assert used.message is None
    assert (await rest("GET", original)).code == 10008


async def test_a_button_changes_the_message_it_stands_on(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    await rest.send("questions", content="card", components=[BUTTON])
    card, ben = practice.channel("questions").messages[-1], practice.person("Ben")
    used = ben.begin_press(card, "I can help")
    told = await gateway.event("INTERACTION_CREATE")
    assert (told["data"]["custom_id"], told["message"]["id"]) == ("help", str(card.id))
    await rest.answer(told, 7, content="taken", components=[])
    assert (await ben.settled(used)).updated
    assert (card.text, card.buttons) == ("taken", [])
    with pytest.raises(LookupError, match="no button"):
        await ben.press(card, "I can help")


async def test_a_form_is_filled_in_by_its_labels(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    amira = practice.person("Amira")
    used = amira.begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    text = {"type": 4, "custom_id": "q", "style": 2, "min_length": 3, "max_length": 10}
    menu = {"type": 3, "custom_id": "t", "options": [{"label": "Excel", "value": "excel"}]}
    parts = [
        {"type": 18, "label": "Your question", "component": text},
        {"type": 18, "label": "Topic", "component": menu},
    ]
    opened = await rest.answer(told, 9, title="Ask", custom_id="form", components=parts)
    assert "resource" not in opened.body
    await amira.settled(used)
    with pytest.raises(NotAllowed, match="3 to 10 characters"):
        await amira.submit(used, {"Your question": "x" * 11, "Topic": "Excel"})
    with pytest.raises(NotAllowed, match="required"):
        await amira.submit(used, {"Topic": "Excel"})
    amira.begin_submit(used, {"Your question": "Why?", "Topic": "Excel"})
    sent = await gateway.event("INTERACTION_CREATE")
    filled = [part["component"] for part in sent["data"]["components"]]
    assert (filled[0]["value"], filled[1]["values"]) == ("Why?", ["excel"])


async def test_a_form_of_six_parts_is_refused(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    practice.person("Amira").begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    six = [{"type": 10, "content": "words"}] * 6
    refused = await rest.answer(told, 9, title="Ask", custom_id="form", components=six)
    assert refused.wrong_fields == {"data.components"}


async def test_choices_come_while_somebody_types(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    person, channel = practice.person("Amira"), practice.channel("questions").channel
    typing = practice.server.using.autocomplete(person.user, channel, "ask", "topic", {"topic": "ex"})
    told = await gateway.event("INTERACTION_CREATE")
    assert told["data"]["options"] == [{"name": "topic", "type": 3, "value": "ex", "focused": True}]
    assert (await rest.answer(told, 8, choices=[{"name": "x", "value": "x"}] * 26)).code == 50035
    await rest.answer(told, 8, choices=[{"name": "Excel", "value": "excel"}])
    assert typing.choices == [{"name": "Excel", "value": "excel"}]


async def test_commands_for_moderators_are_hidden_from_others(practice: Practice) -> None:
    with pytest.raises(NotAllowed, match="not for you"):
        await practice.person("Amira").slash("questions", "mod export")
    assert not practice.person("Dev").begin_slash("questions", "mod export").failed
    with pytest.raises(NotAllowed, match="not for you"):
        await practice.person("Dev").slash(DIRECT, "mod export")


async def test_options_that_do_not_fit_are_refused_before_the_bot_hears_of_them(practice: Practice) -> None:
    amira = practice.person("Amira")
    with pytest.raises(NotAllowed, match="takes 0 to 20 characters"):
        await amira.slash("questions", "ask", question="x" * 21)
    with pytest.raises(NotAllowed, match="no option"):
        await amira.slash("questions", "ask", colour="red")


async def test_commands_that_discord_would_refuse_are_refused(practice: Practice, rest: Rest) -> None:
    path = f"/applications/{practice.world.bot.id}/commands"
    option = {"type": 3, "name": "a", "description": "a"}
    wrong = [
        {"name": "Ask", "description": "capital"},
        {"name": "ask", "description": ""},
        {"name": "ask", "description": "x", "options": [option, {**option, "name": "b", "required": True}]},
        {"name": "ask", "description": "x", "options": [option, option]},
    ]
    for command in wrong:
        assert (await rest("PUT", path, [command])).code == 50035, command
    assert (await rest("GET", path)).body[0]["name"] == "ask"


async def test_a_command_that_stays_keeps_its_id(practice: Practice, rest: Rest) -> None:
    path = f"/applications/{practice.world.bot.id}/commands"
    before = {command["name"]: command["id"] for command in (await rest("GET", path)).body}
    after = {command["name"]: command["id"] for command in (await rest("PUT", path, COMMANDS[:1])).body}
    assert after == {"ask": before["ask"]}


async def test_an_answer_names_the_whole_command(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    dev = practice.person("Dev")
    used = dev.begin_slash("moderators", "mod export")
    await rest.answer(await gateway.event("INTERACTION_CREATE"), 4, content="Here it is", flags=64)

    answer = await dev.settled(used)

    assert answer.message is not None
    assert view.message(practice.world.state, answer.message.message)["interaction"]["name"] == "/mod export"
