"""Menus in messages and forms: as many choices as they allow, and whoever was chosen comes along."""

from typing import Any

import pytest

from mentorbot.playground.people import NotAllowed
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer
from tests.playground.clients import GatewayClient, Rest
from tests.playground.test_interactions import COMMANDS

HOW = [{"label": label, "value": value} for label, value in (("Urgent", "u"), ("Private", "p"), ("No name", "a"))]
TICKS = {"type": 3, "custom_id": "how", "options": HOW, "min_values": 0, "max_values": 3, "required": False}
PEOPLE = {"type": 5, "custom_id": "who", "max_values": 2}


@pytest.fixture(autouse=True)
async def commands(practice: Practice, rest: Rest) -> None:
    assert (await rest("PUT", f"/applications/{practice.world.bot.id}/commands", COMMANDS)).status == 200


async def opened(practice: Practice, rest: Rest, gateway: GatewayClient, menu: dict[str, Any]) -> Answer:
    """Amira has a form in front of her with one menu in it."""
    amira = practice.person("Amira")
    used = amira.begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    part = {"type": 18, "label": "Choose", "component": menu}
    await rest.answer(told, 9, title="Ask", custom_id="form", components=[part])
    return await amira.settled(used)


async def sent(gateway: GatewayClient) -> dict[str, Any]:
    data: dict[str, Any] = (await gateway.event("INTERACTION_CREATE"))["data"]
    return data


async def with_menu(practice: Practice, rest: Rest, menu: dict[str, Any]) -> Any:
    await rest.send("questions", content="Who?", components=[{"type": 1, "components": [menu]}])
    return practice.channel("questions").messages[-1]


async def test_a_forms_menu_takes_several_choices_or_none(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    amira = practice.person("Amira")
    form = await opened(practice, rest, gateway, TICKS)
    amira.begin_submit(form, {"Choose": ["Urgent", "No name"]})
    chosen = await sent(gateway)
    assert chosen["components"][0]["component"]["values"] == ["u", "a"]
    assert "resolved" not in chosen
    amira.begin_submit(form, {})
    assert (await sent(gateway))["components"][0]["component"]["values"] == []


async def test_a_forms_menu_takes_no_more_than_it_allows(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    form = await opened(practice, rest, gateway, TICKS | {"max_values": 2})
    with pytest.raises(NotAllowed, match="Choose 0 to 2"):
        practice.person("Amira").begin_submit(form, {"Choose": ["u", "p", "a"]})


async def test_what_a_form_has_ticked_already_is_sent_unless_it_is_unticked(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    amira = practice.person("Amira")
    options = [option | {"default": option["value"] == "a"} for option in HOW]
    form = await opened(practice, rest, gateway, TICKS | {"options": options})
    amira.begin_submit(form, {})
    assert (await sent(gateway))["components"][0]["component"]["values"] == ["a"]
    amira.begin_submit(form, {"Choose": []})
    assert (await sent(gateway))["components"][0]["component"]["values"] == []


async def test_people_chosen_in_a_form_come_along(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    chloe = practice.person("Chloe")
    form = await opened(practice, rest, gateway, PEOPLE)
    practice.person("Amira").begin_submit(form, {"Choose": str(chloe.id)})
    data = await sent(gateway)
    assert data["components"][0]["component"]["values"] == [str(chloe.id)]
    assert data["resolved"]["users"][str(chloe.id)]["global_name"] == "Chloe"


async def test_people_chosen_in_a_message_come_along_with_what_they_may_do(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    ben, chloe = practice.person("Ben"), practice.person("Chloe")
    message = await with_menu(practice, rest, PEOPLE)
    practice.server.using.select(ben.user, message.message, "who", [str(chloe.id)])
    data = await sent(gateway)
    assert data["values"] == [str(chloe.id)]
    assert data["resolved"]["users"][str(chloe.id)]["username"] == "chloe"
    member = data["resolved"]["members"][str(chloe.id)]
    assert int(member["permissions"]) & 1 << 11
    assert "user" not in member
    assert "Ben chose “Chloe” in #questions" in practice.transcript


@pytest.mark.parametrize("nobody", ["17", "Chloe", "9" * 19])
async def test_nobody_can_be_chosen_who_is_not_there(practice: Practice, rest: Rest, nobody: str) -> None:
    message = await with_menu(practice, rest, PEOPLE)
    with pytest.raises(NotAllowed, match="not one of the choices"):
        practice.server.using.select(practice.person("Ben").user, message.message, "who", [nobody])


async def test_one_who_has_left_can_be_chosen_but_is_no_member(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    ben, chloe = practice.person("Ben"), practice.person("Chloe")
    message = await with_menu(practice, rest, PEOPLE)
    await chloe.leave()
    practice.server.using.select(ben.user, message.message, "who", [str(chloe.id)])
    assert set((await sent(gateway))["resolved"]) == {"users"}
