"""Telling the moderators: the form, its receipt, what moderators read, and that nobody else hears of it."""

from typing import Any

from tests.discord.staffroom import QUESTION, Staffroom
from tests.discord.test_forged import forged

WORDS = "They wrote something unkind about a colleague"


async def report(room: Staffroom, who: Any, about: str | None = None, text: str = WORDS) -> str:
    """Open the form from the newest card's menu and send it; give the receipt."""
    menu = await who.click(room.card, label="More…")
    form = await who.click(menu.response, label="Tell the moderators")
    answer = await who.submit_modal(form, {"report": text} | ({"about": [about]} if about else {}))
    assert answer.ephemeral
    return str(answer.response.content)


async def name_channel(room: Staffroom) -> None:
    await room.elin.slash(room.questions, "mentorbot config", moderators=room.moderators)


def everywhere_else(room: Staffroom) -> str:
    """Every text outside of the moderators' channel."""
    places = [room.questions, *room.questions.threads]
    messages = [message for place in places for message in place.history()]
    messages += [message for who in (room.amira, room.ben, room.chloe) for message in room.told(who)]
    return "\n".join(f"{message.content} {[embed.to_dict() for embed in message.embeds]}" for message in messages)


async def test_moderators_read_who_reports_whom_and_why_and_nobody_else_does(room: Staffroom) -> None:
    await name_channel(room)
    await room.claimed()
    receipt = await report(room, room.amira, "helper")
    assert "I've passed it on to the moderators, in their channel" in receipt
    assert "Whoever it is about is not told." in receipt
    told = room.moderators.history()[-1]
    assert told.content == "For the moderators: Amira reports Ben (question 1)."
    assert told.embeds[0].description == WORDS
    assert room.pings(told) == set()
    assert WORDS not in everywhere_else(room)
    closed = await room.dev.click(told, label="Close report")
    assert closed.response.content.startswith("Closed: the report about question 1.")
    assert (await room.dev.slash(room.moderators, "mod reports")).response.content.startswith("There are no open")


async def test_without_a_moderators_channel_the_receipt_says_so_and_the_list_has_it(room: Staffroom) -> None:
    await room.ask()
    receipt = await report(room, room.ben, "asker")
    assert "`/mod reports`" in receipt
    assert "They have no channel" in receipt
    listed = await room.dev.slash(room.moderators, "mod reports")
    assert listed.ephemeral
    assert "Ben reports Amira (question 1)." in listed.response.content
    assert listed.response.embeds[0].description == WORDS
    await room.dev.click(listed.response, label="Close report 1")
    assert listed.response.content.startswith("Closed")
    assert await room.query("SELECT count(*) FROM report WHERE closed_at IS NULL") == [0]


async def test_a_long_list_is_cut_and_says_so(room: Staffroom) -> None:
    await room.ask()
    for who in (room.ben, room.chloe, room.dev, room.elin):
        await report(room, who, "asker", text="*" * 1000)
        await report(room, who, "question", text="y" * 1000)
    listed = (await room.dev.slash(room.moderators, "mod reports")).response
    assert "more: close one of these to see the next." in listed.content
    assert sum(len(embed) for embed in listed.embeds) <= 6000
    assert len(listed.embeds) >= 2


async def test_whoever_asked_anonymously_reports_without_a_name_and_moderators_read_how_to_look(
    room: Staffroom,
) -> None:
    await name_channel(room)
    await room.change("UPDATE server SET anonymous = 'on'")
    await room.ask(anonymous=True)
    await room.ben.click(room.card, label="I can help")
    await report(room, room.amira, "helper")
    told = room.moderators.history()[-1].content
    assert told.startswith("For the moderators: whoever asked question 1 anonymously reports Ben (question 1).")
    assert "`/mod lookup question:1`" in told
    await report(room, room.ben, "question")
    told = room.moderators.history()[-1].content
    assert told.startswith("For the moderators: Ben reports question 1.")
    await report(room, room.ben, "asker")
    told = room.moderators.history()[-1].content
    assert "Ben reports whoever asked question 1 anonymously (question 1)." in told
    assert "Amira" not in everywhere_else(room) + "".join(message.content for message in room.moderators.history())


async def test_a_closed_question_can_be_reported_from_its_card(room: Staffroom) -> None:
    await name_channel(room)
    await room.claimed()
    await room.amira.click(room.opening, label="Sorted")
    await report(room, room.amira, "helper")
    assert "Amira reports Ben" in room.moderators.history()[-1].content


async def test_what_was_written_in_vain_comes_back(room: Staffroom) -> None:
    await room.ask()
    for _ in range(3):
        await report(room, room.ben, "asker")
    told = await report(room, room.ben, "asker", text="And another thing that I saw")
    assert "The moderators have several reports of yours" in told
    assert "And another thing that I saw" in told


async def test_nothing_comes_alive_in_a_report(room: Staffroom) -> None:
    await name_channel(room)
    await room.ask()
    await report(room, room.ben, "asker", text=f"@everyone <@{room.amira.id}> # Big\n\u202ekniht I **so**")
    told = room.moderators.history()[-1]
    assert room.pings(told) == set()
    shown = str(told.embeds[0].description)
    assert f"<@{room.amira.id}>" not in shown
    assert "@everyone" not in shown
    assert "\u202e" not in shown
    assert "\\*\\*so\\*\\*" in shown


async def test_members_cannot_close_reports_by_made_up_presses(room: Staffroom) -> None:
    await room.ask()
    await report(room, room.ben, "asker")
    assert "for the people who run this server" in await forged(room, room.ben, "close-report:1")
    assert "That report isn't here any more." in await forged(room, room.dev, "close-report:99")
    assert await room.query("SELECT count(*) FROM report WHERE closed_at IS NULL") == [1]


async def test_another_servers_moderator_cannot_close_it(room: Staffroom) -> None:
    await room.ask()
    await report(room, room.ben, "asker")
    elsewhere = room.env.create_guild(name="Elsewhere")
    head: Any = elsewhere.add_member(
        room.env.create_user("Gus"), roles=[elsewhere.create_role("Head", permissions=room.admins)]
    )
    there = elsewhere.create_text_channel("there")
    assert "That report isn't here any more." in await forged(room, head, "close-report:1", place=there)
    assert "That question isn't here any more." in await forged(room, head, "report:1", place=there)
    assert "macros" not in str((await head.slash(there, "mod reports")).response.content)


async def test_the_report_outlives_a_restart_before_moderators_read_it(room: Staffroom) -> None:
    await name_channel(room)
    await room.ask()
    await report(room, room.ben, "asker")
    await room.restart(minutes=1)
    told = room.moderators.history()[-1]
    await room.dev.click(told, label="Close report")
    assert [message.content for message in room.moderators.history()][-1].startswith("Closed")


async def test_erasing_the_reporter_takes_the_moderators_message_back(room: Staffroom) -> None:
    await name_channel(room)
    await room.ask()
    await report(room, room.ben, "asker")
    menu = await room.ben.slash(room.questions, "privacy")
    await room.ben.click(menu.response, label="Erase…")
    await room.ben.click(menu.response, label="Erase everything")
    assert room.moderators.history() == []
    assert QUESTION in everywhere_else(room)
