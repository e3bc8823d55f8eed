"""`/mod lookup`: what the moderator, the other moderators, whoever asked and everybody else get to read."""

from typing import Any

import pytest

from tests.discord.staffroom import QUESTION, Staffroom
from tests.discord.test_forged import forged

REASON = "It names a colleague, and I must talk to whoever wrote it"


async def anonymous(room: Staffroom, who: Any = None) -> None:
    """Let Amira ask without her name."""
    await room.ask("What else is there?", by=room.elin)
    await room.change("UPDATE server SET anonymous = 'on'")
    await room.ask(by=who, anonymous=True)


async def look(room: Staffroom, by: Any = None, **options: Any) -> Any:
    given = {"question": "2", "reason": REASON} | options
    return (await (by or room.dev).slash(room.moderators, "mod lookup", **given)).response


async def two_needed(room: Staffroom) -> Any:
    """Let a look take two moderators; give the second one."""
    await room.elin.slash(room.questions, "mentorbot config", moderators=room.moderators, second_moderator=True)
    return room.member("Fay", room.moderator)


def shown_to_others(room: Staffroom) -> str:
    """Every text that anybody but Amira and the one moderator can read."""
    messages = [*room.questions.history(), *room.moderators.history(), *room.told(room.ben), *room.told(room.elin)]
    return "\n".join(f"{message.content} {[embed.to_dict() for embed in message.embeds]}" for message in messages)


async def test_the_moderator_alone_reads_who_asked_and_the_asker_that_somebody_looked(room: Staffroom) -> None:
    await anonymous(room)
    answer = await room.dev.slash(room.moderators, "mod lookup", question="2", reason=REASON)
    assert answer.ephemeral
    assert answer.response.content.startswith(f"Question 2 was asked by <@{room.amira.id}> (Amira).")
    told = room.told(room.amira)[-1].content
    assert told.startswith("A moderator has looked up that you asked question 2")
    assert REASON in told
    assert "Dev" not in told
    assert "Amira" not in shown_to_others(room)
    assert str(room.amira.id) not in shown_to_others(room)


async def test_for_safeguarding_the_asker_is_not_told(room: Staffroom) -> None:
    await anonymous(room)
    shown = await look(room, safeguarding=True)
    assert f"<@{room.amira.id}>" in shown.content
    assert "They are not told" in shown.content
    assert room.told(room.amira) == []


async def test_an_asker_who_takes_no_messages_is_not_named_in_the_channel_instead(room: Staffroom) -> None:
    await anonymous(room)
    room.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await look(room)
    assert await room.query("SELECT state FROM announcement WHERE kind = 'notice'") == ["dropped"]
    assert "Amira" not in shown_to_others(room)


async def test_questions_to_choose_from_are_the_anonymous_ones(room: Staffroom) -> None:
    await anonymous(room)
    choices = await room.dev.autocomplete(room.moderators, "mod lookup", "question", "")
    assert choices == [{"name": f"2 · Excel · today · {QUESTION}", "value": "2"}]
    assert await room.dev.autocomplete(room.moderators, "mod lookup", "question", "excel") == choices
    assert await room.dev.autocomplete(room.moderators, "mod lookup", "question", "phonics") == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1", "That question was asked with a name"),
        ("99", "There is no question of that number here."),
        ("the one about macros", "I don't know that question."),
        ("9" * 15, "There is no question of that number here."),
        ("9" * 90, "I don't know that question."),
        ("-2", "I don't know that question."),
    ],
)
async def test_other_numbers_are_refused_in_words(room: Staffroom, number: str, words: str) -> None:
    await anonymous(room)
    told = (await look(room, question=number)).content
    assert words in told
    assert REASON in told, "what was written comes back"


async def test_nobody_without_the_right_is_shown_anything(room: Staffroom) -> None:
    await anonymous(room)
    command = room.env.backend.find_command("mod", room.guild.id)
    assert command is not None
    room.guild.set_command_permissions(int(command["id"]), {room.ben: True})
    told = (await look(room, by=room.ben)).content
    assert told.startswith("That is for the people who run this server.")
    assert "Amira" not in told
    assert await room.ben.autocomplete(room.moderators, "mod lookup", "question", "") == []
    assert "looked-up" not in await room.log()


async def test_a_second_moderator_agrees_and_only_the_first_is_shown_who_asked(room: Staffroom) -> None:
    await anonymous(room)
    fay = await two_needed(room)
    waits = (await look(room)).content
    assert waits.startswith("Another moderator has to agree first")
    assert "Amira" not in waits
    request = room.moderators.history()[-1]
    assert request.content.startswith("Dev asks to see who asked question 2 anonymously.")
    assert REASON in request.content
    assert "another moderator has to agree" in (await room.dev.click(request, label="Agree")).response.content
    await fay.click(request, label="Agree")
    request = room.moderators.history()[-1]
    assert "**Agreed.**" in request.content
    assert "Another moderator agreed" in room.told(room.dev)[-1].content
    assert "Only the moderator who asked for it" in (await fay.click(request, label="Show me")).response.content
    shown = await room.dev.click(request, label="Show me")
    assert shown.ephemeral
    assert f"<@{room.amira.id}> (Amira)" in shown.response.content
    assert "Amira" not in shown_to_others(room)
    await room.pass_time(minutes=61)
    assert "That request has lapsed." in (await room.dev.click(request, label="Show me")).response.content


async def test_a_request_lapses_after_a_day(room: Staffroom) -> None:
    await anonymous(room)
    fay = await two_needed(room)
    await look(room)
    request = room.moderators.history()[-1]
    await room.pass_time(hours=24)
    late = await fay.click(request, label="Agree")
    assert "That request has lapsed." in late.response.content


async def test_members_can_neither_agree_nor_look_by_made_up_presses(room: Staffroom) -> None:
    await anonymous(room)
    fay = await two_needed(room)
    await look(room)
    assert "for the people who run this server" in await forged(room, room.ben, "look-up-agree:1")
    await fay.click(room.moderators.history()[-1], label="Agree")
    for custom_id in ("look-up-show:1", "look-up-agree:1"):
        assert "for the people who run this server" in await forged(room, room.ben, custom_id)
    assert "looked-up" not in await room.log()


async def test_another_servers_moderator_can_do_nothing_about_it(room: Staffroom) -> None:
    await anonymous(room)
    await two_needed(room)
    await look(room)
    elsewhere = room.env.create_guild(name="Elsewhere")
    head: Any = elsewhere.add_member(
        room.env.create_user("Gus"), roles=[elsewhere.create_role("Head", permissions=room.admins)]
    )
    there = elsewhere.create_text_channel("there")
    for custom_id in ("look-up-agree:1", "look-up-show:1"):
        assert "That request has lapsed." in await forged(room, head, custom_id, place=there)
    told = (await head.slash(there, "mod lookup", question="2", reason=REASON)).response.content
    assert "There is no question of that number here." in told


async def test_where_two_are_needed_without_a_channel_it_says_what_to_set(room: Staffroom) -> None:
    await anonymous(room)
    await room.elin.slash(room.questions, "mentorbot config", second_moderator=True)
    assert "An admin names one with /mentorbot config moderators:" in (await look(room)).content
