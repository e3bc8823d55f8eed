"""Threads: begun once, woken by sending only, locked, and joined by whoever is mentioned."""

from typing import Any

import pytest

from mentorbot.playground.people import NotAllowed
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Room
from tests.playground.clients import GatewayClient, Rest


async def card_with_thread(practice: Practice, rest: Rest) -> tuple[str, Room]:
    """The path of a card, and the room of its thread."""
    sent = await rest.send("questions", content="card")
    path = f"/channels/{sent.body['channel_id']}/messages/{sent.body['id']}"
    begun = await rest("POST", f"{path}/threads", {"name": "How do I enable macros?"})
    assert (begun.status, begun.body["id"]) == (201, sent.body["id"])
    thread = practice.channel("questions").messages[-1].thread
    assert thread
    return path, thread


async def say(rest: Rest, thread: Room, **body: Any) -> Any:
    return await rest("POST", f"/channels/{thread.id}/messages", body)


async def test_a_message_has_one_thread(practice: Practice, rest: Rest) -> None:
    path, _ = await card_with_thread(practice, rest)
    assert (await rest("POST", f"{path}/threads", {"name": "again"})).code == 160004


async def test_a_mention_brings_people_in(practice: Practice, rest: Rest) -> None:
    _, thread = await card_with_thread(practice, rest)
    amira = practice.person("Amira")
    assert thread.members == ["mentorbot"]
    await say(rest, thread, content=f"Hello {amira.mention}", allowed_mentions={"users": [str(amira.id)]})
    assert thread.members == ["mentorbot", "Amira"]


async def test_a_mention_that_comes_with_an_edit_brings_people_in_without_a_line(
    practice: Practice, rest: Rest
) -> None:
    _, thread = await card_with_thread(practice, rest)
    sent = (await say(rest, thread, content="Hello")).body
    path, ben = f"/channels/{thread.id}/messages/{sent['id']}", practice.person("Ben")
    await rest("PATCH", path, {"content": f"Hello {ben.mention}", "allowed_mentions": {"parse": []}})
    assert thread.members == ["mentorbot"]
    await rest("PATCH", path, {"content": f"Hello {ben.mention}!"})
    assert thread.members == ["mentorbot", "Ben"]
    assert len(thread.messages) == 1


async def test_adding_somebody_by_hand_posts_a_line_that_names_them(practice: Practice, rest: Rest) -> None:
    _, thread = await card_with_thread(practice, rest)
    ben = practice.person("Ben")
    assert (await rest("PUT", f"/channels/{thread.id}/thread-members/{ben.id}")).status == 204
    line = thread.messages[-1].message
    assert (line.kind, line.mentions) == (1, [ben.id])
    shown = (await rest("GET", f"/channels/{thread.id}")).body
    assert (shown["member_count"], shown["message_count"]) == (2, 0)


async def test_only_sending_wakes_an_archived_thread(practice: Practice, rest: Rest) -> None:
    _, thread = await card_with_thread(practice, rest)
    sent = (await say(rest, thread, content="hello")).body
    await rest("PATCH", f"/channels/{thread.id}", {"archived": True})
    edited = await rest("PATCH", f"/channels/{thread.id}/messages/{sent['id']}", {"content": "edited"})
    reacted = await rest("PUT", f"/channels/{thread.id}/messages/{sent['id']}/reactions/✋/@me")
    renamed = await rest("PATCH", f"/channels/{thread.id}", {"name": "other"})
    assert {edited.code, reacted.code, renamed.code} == {50083}
    assert thread.archived
    await say(rest, thread, content="awake")
    assert not thread.archived


async def test_a_locked_thread_is_for_those_who_manage_threads(practice: Practice, rest: Rest) -> None:
    _, thread = await card_with_thread(practice, rest)
    await rest("PATCH", f"/channels/{thread.id}", {"archived": True, "locked": True})
    with pytest.raises(NotAllowed, match="archived"):
        await practice.person("Amira").say(thread, "hello?")
    await practice.person("Dev").say(thread, "A moderator may.")
    assert not thread.archived


async def test_without_manage_threads_the_bot_cannot_lock(practice: Practice, rest: Rest) -> None:
    _, thread = await card_with_thread(practice, rest)
    practice.deny_bot("questions", "Manage Threads")
    assert (await rest("PATCH", f"/channels/{thread.id}", {"locked": True})).code == 50013
    assert (await rest("PATCH", f"/channels/{thread.id}", {"archived": True})).status == 200


async def test_a_private_thread_is_seen_by_its_members_and_moderators(practice: Practice, rest: Rest) -> None:
    parent = practice.channel("questions").id
    begun = await rest("POST", f"/channels/{parent}/threads", {"name": "quiet", "type": 12, "invitable": False})
    thread = practice.channel("quiet")
    assert begun.body["thread_metadata"]["invitable"] is False
    amira, ben, dev = (practice.person(name) for name in ("Amira", "Ben", "Dev"))
    await rest("PUT", f"/channels/{thread.id}/thread-members/{amira.id}")
    await amira.say(thread, "hello")
    await dev.say(thread, "moderators can look in")
    with pytest.raises(NotAllowed, match="You cannot see this channel"):
        await ben.say(thread, "me too")


async def test_there_can_be_too_many_threads(practice: Practice, rest: Rest) -> None:
    practice.world.max_active_threads = 0
    sent = await rest.send("questions", content="card")
    path = f"/channels/{sent.body['channel_id']}/messages/{sent.body['id']}/threads"
    assert (await rest("POST", path, {"name": "one too many"})).code == 160006


async def test_an_idle_thread_is_archived_when_time_passes(practice: Practice, rest: Rest) -> None:
    _, thread = await card_with_thread(practice, rest)
    await practice.advance(23 * 3600)
    assert not thread.archived
    await practice.advance(2 * 3600)
    assert thread.archived


async def test_a_deleted_thread_is_gone_and_told(practice: Practice, rest: Rest, gateway: GatewayClient) -> None:
    _, thread = await card_with_thread(practice, rest)
    await practice.person("Dev").delete_channel(thread)
    told = await gateway.event("THREAD_DELETE")
    assert told["id"] == str(thread.id)
    assert (await say(rest, thread, content="hello?")).code == 10003
    assert practice.channel("questions").messages[-1].text == "card"


async def test_writing_in_a_thread_does_not_tell_the_bot_that_the_thread_changed(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    _, thread = await card_with_thread(practice, rest)
    await practice.person("Amira").say(thread, "hello")
    await rest("PATCH", f"/channels/{thread.id}", {"name": "renamed"})
    assert (await gateway.event("THREAD_CREATE"))["newly_created"]
    assert (await gateway.event("THREAD_UPDATE"))["name"] == "renamed"
