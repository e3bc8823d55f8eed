"""What one person's own program is told: their own places, and nothing that was answered to others."""

from mentorbot.playground.actor import DIRECT
from mentorbot.playground.practice import Practice
from tests.playground.clients import Rest


async def test_a_person_hears_their_own_direct_messages_and_nobody_elses(practice: Practice) -> None:
    ben, chloe = practice.hearing("Ben"), practice.hearing("Chloe")
    await practice.person("Ben").say(DIRECT, "a word to the bot")
    assert "a word to the bot" in ben.raw
    assert "a word to the bot" not in chloe.raw


async def test_moderators_rooms_and_private_threads_are_heard_by_those_who_see_them(
    practice: Practice, rest: Rest
) -> None:
    ben, dev = practice.hearing("Ben"), practice.hearing("Dev")
    await practice.person("Dev").say("moderators", "for us only")
    parent = practice.channel("questions").id
    await rest("POST", f"/channels/{parent}/threads", {"name": "between two", "type": 12})
    assert "for us only" in dev.raw
    assert "between two" in dev.raw
    assert "for us only" not in ben.raw
    assert "between two" not in ben.raw


async def test_who_types_where_is_heard_and_not_in_direct_messages(practice: Practice) -> None:
    ben, amira = practice.hearing("Ben"), practice.person("Amira")
    await amira.type(DIRECT)
    assert str(amira.id) not in ben.raw
    await amira.type("questions")
    assert ben.heard[-1]["t"] == "TYPING_START"
    assert ben.heard[-1]["d"]["user_id"] == str(amira.id)


async def test_who_used_a_command_is_heard_with_its_public_answer(practice: Practice, rest: Rest) -> None:
    await rest("PUT", f"/applications/{practice.world.bot.id}/commands", [{"name": "ask", "description": "Ask"}])
    ben, amira = practice.hearing("Ben"), practice.person("Amira")
    used = amira.begin_slash("questions", "ask")
    one = used.interaction
    for flags, heard in ((64, False), (0, True)):
        path = (
            f"/interactions/{one.id}/{one.token}/callback"
            if flags
            else f"/webhooks/{practice.world.bot.id}/{one.token}"
        )
        message = {"content": "x", "flags": flags}
        await rest("POST", path, {"type": 4, "data": message} if flags else message)
        assert (str(amira.id) in ben.raw) is heard


async def test_who_is_in_a_thread_is_heard(practice: Practice, rest: Rest) -> None:
    ben, amira = practice.hearing("Ben"), practice.person("Amira")
    sent = await rest.send("questions", content="card")
    path = f"/channels/{sent.body['channel_id']}/messages/{sent.body['id']}/threads"
    thread = (await rest("POST", path, {"name": "x"})).body["id"]
    assert str(amira.id) not in ben.raw
    await rest("PUT", f"/channels/{thread}/thread-members/{amira.id}")
    assert str(amira.id) in ben.raw
