"""What clients that lie may send: numbers that were made up, another server's, menus without a choice, half letters."""

from typing import Any

import pytest

from mentorbot.rendering.menus import NoTopics
from tests.discord.forging import forged
from tests.discord.staffroom import Staffroom

OLD_BUTTON = "That button is from an older message"


@pytest.mark.parametrize(
    "custom_id",
    ["claim", "claim:x", "claim:-1", "claim:1:2", "why:1", "ask:7", f"claim:{2**63}", f"more:{10**80}", "reopen:1:2:3"],
)
async def test_numbers_that_were_made_up_are_nothing(room: Staffroom, custom_id: str) -> None:
    await room.ask()
    assert OLD_BUTTON in await forged(room, room.ben, custom_id)


@pytest.mark.parametrize("custom_id", ["about:1", "about-area:1", "skill-area", "skill-remove"])
@pytest.mark.parametrize("values", [[], ["-1"], ["x"], [str(2**64)]])
async def test_choices_that_were_made_up_are_nothing(room: Staffroom, custom_id: str, values: list[str]) -> None:
    await room.ask("Why?")
    told = await forged(room, room.amira, custom_id, values)
    assert "That choice isn't there any more." in told or told == NoTopics().words


async def test_another_servers_question_does_not_exist(room: Staffroom) -> None:
    elsewhere = room.env.create_guild(name="Elsewhere")
    head: Any = elsewhere.add_member(
        room.env.create_user("Fay"), roles=[elsewhere.create_role("Head", permissions=room.admins)]
    )
    there = elsewhere.create_text_channel("there")
    await room.ask()
    for custom_id in ("more:1", "why:1:1", "claim:1", "close-waiting:1", "withdraw:1", "reopen:1"):
        told = await forged(room, head, custom_id, place=there)
        assert "macros" not in told
        assert any(words in told for words in ("isn't here any more", "Only whoever asked")), custom_id
    assert "waiting for a mentor" in room.now_on_card
    await room.ben.click(room.card, label="I can help")
    for custom_id in ("sorted:1", "keep:1"):
        assert "There is nothing to close here." in await forged(room, head, custom_id, place=there)
    assert not room.thread_is("archived")


async def test_nobody_becomes_a_member_of_a_server_from_outside_by_its_number(room: Staffroom) -> None:
    await room.claimed()
    fay: Any = room.env.create_guild(name="Elsewhere").add_member(room.env.create_user("Fay"))
    told = await forged(room, fay, f"could-help:1:{room.guild.id}", alone=True)
    assert told.startswith("I don't know you on that server.")
    await forged(room, fay, f"not-now:1:{room.guild.id}", alone=True)
    assert await room.query(f"SELECT count(*) FROM member WHERE user_id = {fay.id}") == [0]
    assert "skill-added" not in await room.log()


async def test_half_a_letter_is_shown_as_unreadable(room: Staffroom) -> None:
    await room.ask("How do I sort \ud83d in Excel?")
    assert "How do I sort \ufffd in Excel?" in room.card.content


async def test_a_long_topic_is_cut_to_what_the_form_takes(room: Staffroom) -> None:
    form = await room.amira.slash(room.questions, "ask", topic="Excel " * 30)
    assert form.modal["components"][2]["component"]["value"] == ("Excel " * 30)[:60]


async def test_where_every_topic_is_retired_a_question_is_still_taken(room: Staffroom) -> None:
    await room.amira.slash(room.questions, "help")
    await room.change("UPDATE topic SET retired_at = 1")
    asked = await room.ask("How do I enable macros?")
    assert "Your question is posted" in asked.response.content
    assert "This server has no topics" in asked.response.content
    menu = await room.ben.slash(room.questions, "skills")
    none = await room.ben.click(menu.response, label="Add a skill")
    assert "There are no topics here" in none.response.content


async def test_a_question_of_backticks_comes_back_whole_when_it_is_closed(room: Staffroom) -> None:
    question = "Excel " + "`" * 1400
    await room.ask(question)
    more = await room.dev.click(room.card, label="More…")
    await room.dev.click(more.response, label="Close it")
    notice = room.told(room.amira)[-1]
    assert "A moderator has closed your question" in notice.content
    assert question in notice.embeds[0].description.replace("\u200b", "")
