"""Messages that a bot sends: limits, repeats, history, reactions, pins."""

from typing import Any

import aiohttp
import pytest

from mentorbot.playground.practice import Practice
from tests.playground.clients import Rest

BUTTON = {"type": 2, "style": 1, "label": "Help", "custom_id": "help"}


def rows(*items: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": 1, "components": list(items)}]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"description": "x" * 4096}, {"description": "x" * 2000}]}, "embeds"),
        ({"embeds": [{"fields": [{"name": "", "value": "y"}]}]}, "embeds.0.fields.0.name"),
        ({"embeds": [{"title": "x"}] * 11}, "embeds"),
        ({"content": "x", "components": rows(BUTTON, BUTTON)}, "components"),
        ({"content": "x", "components": rows(BUTTON) * 6}, "components"),
        ({"content": "x", "components": rows({**BUTTON, "label": "x" * 81})}, "components.0.components.0.label"),
        ({"content": "x", "components": rows({"type": 2, "style": 1, "custom_id": "a"})}, "components.0.components.0"),
        ({"content": "x", "components": rows({"type": 2, "style": 5, "label": "a"})}, "components.0.components.0.url"),
        (
            {"content": "x", "components": rows({"type": 3, "custom_id": "a", "options": []})},
            "components.0.components.0.options",
        ),
        (
            {
                "content": "x",
                "components": rows(
                    {"type": 3, "custom_id": "a", "options": [{"label": "a", "value": "a"}], "max_values": 2}
                ),
            },
            "components.0.components.0.max_values",
        ),
        ({"content": "x", "components": [{"type": 10, "content": "text"}]}, "components.0.type"),
        ({"content": "x", "flags": 1 << 15, "components": [{"type": 10, "content": "text"}]}, "content"),
        ({"content": "x", "nonce": "n" * 26}, "nonce"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
    ],
)
async def test_what_discord_would_refuse_is_refused_by_field(rest: Rest, body: dict[str, Any], field: str) -> None:
    refused = await rest.send("questions", **body)
    assert (refused.status, refused.code) == (400, 50035)
    assert field in refused.wrong_fields


async def test_an_empty_message_is_refused(rest: Rest) -> None:
    assert (await rest.send("questions", content="  ")).code == 50006


async def test_the_same_nonce_gives_the_same_message_for_some_minutes(practice: Practice, rest: Rest) -> None:
    first = await rest.send("questions", content="hello", nonce="a1", enforce_nonce=True)
    again = await rest.send("questions", content="hello", nonce="a1", enforce_nonce=True)
    assert again.body["id"] == first.body["id"]
    await practice.advance(600)
    later = await rest.send("questions", content="hello", nonce="a1", enforce_nonce=True)
    assert later.body["id"] != first.body["id"]
    assert len(practice.channel("questions").messages) == 2


async def test_history_is_read_by_pages_newest_first(practice: Practice, rest: Rest) -> None:
    path = f"/channels/{practice.channel('questions').id}/messages"
    ids = [(await rest.send("questions", content=str(n))).body["id"] for n in range(6)]
    assert [m["id"] for m in (await rest("GET", f"{path}?limit=2")).body] == ids[:3:-1]
    assert [m["id"] for m in (await rest("GET", f"{path}?limit=2&before={ids[2]}")).body] == ids[1::-1]
    assert [m["id"] for m in (await rest("GET", f"{path}?limit=2&after={ids[2]}")).body] == [ids[4], ids[3]]
    assert ids[3] in [m["id"] for m in (await rest("GET", f"{path}?limit=3&around={ids[3]}")).body]


async def test_unknown_places_and_messages_have_their_codes(practice: Practice, rest: Rest) -> None:
    assert (await rest("GET", "/channels/1")).code == 10003
    assert (await rest("GET", f"/channels/{practice.channel('questions').id}/messages/1")).code == 10008
    assert (await rest("GET", f"/guilds/{practice.world.state.guild_id}/members/1")).code == 10013
    ben = practice.person("Ben")
    await ben.leave()
    assert (await rest("GET", f"/guilds/{practice.world.state.guild_id}/members/{ben.id}")).code == 10007


async def test_a_bot_edits_its_own_messages_only(practice: Practice, rest: Rest) -> None:
    said = await practice.person("Amira").say("questions", "mine")
    refused = await rest("PATCH", f"/channels/{practice.channel('questions').id}/messages/{said.id}", {"content": "x"})
    assert (refused.status, refused.code) == (403, 50005)


async def test_others_messages_need_the_right_to_manage_them(practice: Practice, rest: Rest) -> None:
    said = await practice.person("Amira").say("questions", "mine")
    refused = await rest("DELETE", f"/channels/{practice.channel('questions').id}/messages/{said.id}")
    assert refused.code == 50013
    assert not said.gone


async def test_an_edit_changes_only_what_it_names(practice: Practice, rest: Rest) -> None:
    sent = await rest.send("questions", content="old", embeds=[{"title": "card"}], components=rows(BUTTON))
    path = f"/channels/{sent.body['channel_id']}/messages/{sent.body['id']}"
    edited = await rest("PATCH", path, {"content": "new"})
    assert (edited.body["content"], edited.body["embeds"][0]["title"]) == ("new", "card")
    assert edited.body["edited_timestamp"]
    assert (await rest("PATCH", path, {"content": None, "embeds": [], "components": []})).code == 50006


async def test_a_closed_door_to_direct_messages_shows_when_sending(practice: Practice, rest: Rest) -> None:
    amira = practice.person("Amira")
    opened = await rest("POST", "/users/@me/channels", {"recipient_id": str(amira.id)})
    path = f"/channels/{opened.body['id']}/messages"
    assert (await rest("POST", path, {"content": "hello"})).status == 200
    await amira.close_dms()
    refused = await rest("POST", path, {"content": "hello again"})
    assert (refused.status, refused.code) == (403, 50007)
    assert [message.text for message in amira.inbox] == ["hello"]


async def test_allowed_mentions_decide_whom_a_message_rings(practice: Practice, rest: Rest) -> None:
    amira, ben = practice.person("Amira"), practice.person("Ben")
    body = {"content": f"{amira.mention} {ben.mention} @everyone"}
    one = await rest.send("questions", **body, allowed_mentions={"parse": [], "users": [str(ben.id)]})
    assert [user["id"] for user in one.body["mentions"]] == [str(ben.id)]
    assert one.body["mention_everyone"] is False
    nobody = await rest.send("questions", **body, allowed_mentions={"parse": []})
    assert nobody.body["mentions"] == []


async def test_reactions_are_listed_by_id_because_their_order_cannot_be_known(practice: Practice, rest: Rest) -> None:
    sent = await rest.send("questions", content="card")
    card = practice.channel("questions").messages[-1]
    for name in ("Chloe", "Amira", "Ben"):
        await practice.person(name).react(card, "✋")
    listed = await rest("GET", f"/channels/{sent.body['channel_id']}/messages/{sent.body['id']}/reactions/✋")
    assert [user["global_name"] for user in listed.body] == ["Amira", "Ben", "Chloe"]


async def test_pins_are_kept_and_told(practice: Practice, rest: Rest) -> None:
    sent = await rest.send("questions", content="panel")
    pins = f"/channels/{sent.body['channel_id']}/messages/pins"
    assert (await rest("PUT", f"{pins}/{sent.body['id']}")).status == 204
    assert [item["message"]["id"] for item in (await rest("GET", pins)).body["items"]] == [sent.body["id"]]
    assert practice.channel("questions").messages[-1].message.kind == 6
    practice.deny_bot("questions", "Pin Messages")
    assert (await rest("DELETE", f"{pins}/{sent.body['id']}")).code == 50013


async def test_a_file_reaches_whoever_sees_the_message(practice: Practice, rest: Rest) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", '{"content": "here", "attachments": [{"id": 0, "filename": "log.csv"}]}')
    form.add_field("files[0]", b"a,b\n", filename="log.csv", content_type="text/csv")
    path = f"/channels/{practice.channel('questions').id}/messages"
    headers = {"Authorization": f"Bot {practice.bot_token}"}
    async with rest.session.post(practice.api_url + path, data=form, headers=headers) as response:
        assert response.status == 200
    attachment = practice.channel("questions").messages[-1].attachments[0]
    assert await practice.person("Amira").download(attachment) == b"a,b\n"


async def test_an_unknown_route_says_its_name(rest: Rest) -> None:
    unknown = await rest("POST", "/guilds/1/bans")
    assert unknown.status == 501
    assert "POST /guilds/1/bans" in unknown.body["message"]


async def test_a_wrong_token_is_refused(rest: Rest) -> None:
    rest.token = "wrong"
    refused = await rest("GET", "/users/@me")
    assert (refused.status, refused.body["message"]) == (401, "401: Unauthorized")


async def test_answers_are_plain_json_with_rate_limit_headers(rest: Rest) -> None:
    sent = await rest.send("questions", content="hello")
    assert sent.headers["Content-Type"] == "application/json"
    assert int(sent.headers["X-RateLimit-Remaining"]) < int(sent.headers["X-RateLimit-Limit"])
    assert float(sent.headers["X-RateLimit-Reset-After"]) > 0
    assert sent.headers["X-RateLimit-Bucket"]
    assert sent.headers["Via"]
