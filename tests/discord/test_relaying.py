"""Asked without a name: what the two of a question read, and what nobody may."""

from typing import Any

import pytest

from tests.discord.staffroom import Staffroom
from tests.discord.unnamed import SHY, asked, claimed, close_messages, in_channel, passed_on, said_in_thread

CAREFUL = "Please don't write, react or join there"


def members(room: Staffroom) -> set[int]:
    return set(room.env.backend.get_channel(room.thread.id).thread_members)


async def test_the_card_and_the_thread_show_nobody_who_asked(room: Staffroom) -> None:
    await claimed(room)
    assert "Asked anonymously" in room.now_on_card
    assert "Whoever asked isn't in this thread and is told only what I pass on" in room.opening.content
    assert room.pings(room.opening) == {room.ben.id}
    for message in (room.card, room.opening):
        assert "Amira" not in str(message.to_message_reference_dict()) + message.content + str(message.embeds[:1])


async def test_her_receipt_promises_a_private_message_and_no_thread(room: Staffroom) -> None:
    await room.ben.slash(room.questions, "offer", until_or_for="45m", topics="Excel")
    receipt = (await asked(room, topic="Excel")).response.content
    assert "I'll write to you as soon as somebody can help." in receipt
    assert "get a thread" not in receipt


async def test_whoever_asked_is_told_who_helps_and_where_to_read_along(room: Staffroom) -> None:
    told = await claimed(room)
    assert told.content.startswith("Ben is helping with your question about Excel, and doesn't know that it's yours.")
    assert CAREFUL in told.content
    assert f"/{room.thread.id}" in told.content
    assert labels(told) == ["Write to the helper", "It's sorted", "More…"]


async def test_a_private_thread_is_no_place_to_read_along(room: Staffroom) -> None:
    told = await claimed(room, private=True)
    assert CAREFUL not in told.content
    assert "https://" not in told.content


async def test_what_she_writes_into_the_form_stands_in_the_thread_and_rings_the_helper_alone(room: Staffroom) -> None:
    told = await claimed(room)
    receipt = await passed_on(room, room.amira.user, told, "They *shout* @everyone <@1>", "Write to the helper")
    [_, passed] = room.thread.history()
    assert passed.content.startswith(f"Whoever asked writes: {room.ben.mention}\nThey \\*shout\\*")
    assert room.pings(passed) == {room.ben.id}
    assert receipt.response.content.startswith("Passed on to Ben, without your name. This stands in the thread:\nThey")
    assert "It can't be changed or taken back" in receipt.response.content


async def test_what_the_helper_writes_reaches_her_and_stands_in_the_thread(room: Staffroom) -> None:
    await claimed(room)
    receipt = await passed_on(room, room.ben, room.opening, "Wait. Then wait longer.", "Write to whoever asked")
    assert receipt.ephemeral
    assert receipt.response.content.startswith("Passed on to whoever asked. This is what they read:\nWait.")
    told = room.told(room.amira)[-1]
    assert told.content.startswith("Ben writes about your question about Excel:\nWait. Then wait longer.")
    passed = room.thread.history()[-1]
    assert passed.content.startswith("Ben → whoever asked:\nWait. Then wait longer.")
    assert room.pings(passed) == set()


async def test_each_message_passed_on_takes_an_answer(room: Staffroom) -> None:
    await claimed(room)
    await passed_on(room, room.ben, room.opening, "Wait.", "Write to whoever asked")
    await passed_on(room, room.amira.user, room.told(room.amira)[-1], "How long?", "Write to the helper")
    await passed_on(room, room.ben, room.thread.history()[-1], "A minute.", "Answer")
    assert [line.split("\n")[1] for line in said_in_thread(room)[1:]] == ["Wait.", "How long?", "A minute."]
    assert room.told(room.amira)[-1].content.split("\n")[1] == "A minute."


async def test_what_others_write_in_the_thread_is_not_passed_on(room: Staffroom) -> None:
    await claimed(room)
    before = len(room.told(room.amira))
    await room.ben.send(room.thread, "Hello?")
    await room.chloe.send(room.thread, "Hello!")
    assert len(room.told(room.amira)) == before


async def test_with_closed_messages_nothing_is_lost_and_nothing_is_said_in_the_channel(room: Staffroom) -> None:
    close_messages(room)
    await claimed(room)
    await passed_on(room, room.ben, room.opening, "Wait.", "Write to whoever asked")
    assert in_channel(room) == room.cards
    mine = await room.amira.slash(room.questions, "questions", mine=True)
    shown = await room.amira.click(mine.response, label="What was passed on about 1")
    assert shown.ephemeral
    assert "Wait." in shown.response.content
    assert CAREFUL in shown.response.content
    receipt = await passed_on(room, room.amira, shown.response, "How long?", "Write to the helper")
    assert "How long?" in room.thread.history()[-1].content
    assert receipt.response.content.startswith("Passed on to Ben")
    more = await room.amira.click(room.card, label="More…")
    assert more.response.content.index("How long?") < more.response.content.index("Wait.")


async def test_others_see_under_more_what_they_always_see(room: Staffroom) -> None:
    await claimed(room)
    await room.amira.send_dm("A secret of two")
    for who in (room.chloe, room.ben, room.dev):
        more = await who.click(room.card, label="More…")
        assert "A secret of two" not in more.response.content
        assert "yours" not in more.response.content


async def test_her_own_number_is_refused_and_her_own_name_is_asked_about(room: Staffroom) -> None:
    told = await claimed(room)
    refused = await passed_on(room, room.amira.user, told, f"I'm <@{room.amira.id}>", "Write to the helper")
    assert refused.response.content.startswith("**Not posted.**")
    await room.amira.send_dm("Thanks for your help, Amira")
    warning = room.told(room.amira)[-1]
    assert "- Amira: this may be your own name" in warning.content
    assert len(room.thread.history()) == 1
    await room.amira.user.click(warning, label="Don't post it")
    assert len(room.thread.history()) == 1


async def test_a_pupils_name_is_asked_about_on_both_sides_and_the_writer_decides(room: Staffroom) -> None:
    await claimed(room)
    asked = await passed_on(room, room.ben, room.opening, "Is it Oliver Smith in Year 4?", "Write to whoever asked")
    assert asked.response.content.startswith("**Not posted yet.**")
    await room.ben.click(asked.response, label="Post it as it is")
    assert "Oliver Smith" in room.thread.history()[-1].content
    await room.amira.send_dm("No, it is Jack Jones in Year 4")
    await room.amira.user.click(room.told(room.amira)[-1], label="Post it as it is")
    assert "Jack Jones" in room.thread.history()[-1].content


async def test_it_is_sorted_in_her_messages_and_the_thread_tells_no_more_than_that(room: Staffroom) -> None:
    told = await claimed(room)
    await room.amira.user.click(told, label="It's sorted")
    assert room.told(room.amira)[-1].content.startswith("Your question about Excel is closed. Glad that's sorted!")
    assert "Sorted. Thank you both!" in room.opening.content
    assert "Sorted" in room.now_on_card
    assert room.thread_is("archived", "locked")
    assert (await room.query("SELECT member FROM event WHERE kind = 'link-closed'")) == (
        await room.query("SELECT asker_id FROM question")
    )


async def test_to_say_that_it_is_sorted_beneath_an_answer_leaves_the_answer_to_be_read(room: Staffroom) -> None:
    await claimed(room)
    await passed_on(room, room.ben, room.opening, "File, Options, then tick Developer.", "Write to whoever asked")
    answer = room.told(room.amira)[-1]
    await room.amira.user.click(answer, label="It's sorted")
    kept, closed = room.told(room.amira)[-2:]
    assert kept.id == answer.id
    assert "File, Options, then tick Developer." in kept.content
    assert labels(kept) == []
    assert closed.content.startswith("Your question about Excel is closed.")
    assert "Not sorted after all? Open again" in labels(closed)


async def test_not_to_be_invited_again_leaves_the_word_that_it_is_closed(room: Staffroom) -> None:
    await claimed(room)
    await room.ben.slash(room.thread, "close", note="Silence works")
    await room.amira.user.click(room.told(room.amira)[-1], label="Don't ask me that")
    told = room.told(room.amira)[1]
    assert "Note: Silence works" in told.content
    assert labels(told) == ["Open again", "Say thank you"]


@pytest.mark.parametrize("label", ["Sorted", "Keep it open"])
async def test_her_own_press_in_the_thread_names_nobody(room: Staffroom, label: str) -> None:
    await claimed(room)
    await room.pass_time(hours=24)
    nudge = room.thread.history()[-1]
    assert room.pings(nudge) == {room.ben.id}
    await room.amira.click(nudge, label=label)
    assert room.thread.history()[-1].content.startswith("Whoever asked ")
    assert "Amira" not in "".join(said_in_thread(room))


async def test_when_it_is_quiet_she_is_asked_privately_and_may_keep_it_open(room: Staffroom) -> None:
    await claimed(room)
    await room.pass_time(hours=24)
    told = room.told(room.amira)[-1]
    assert told.content.startswith("It has been quiet about your question about Excel. Is it sorted?")
    kept = await room.amira.user.click(told, label="Keep it open")
    assert kept.response.content.startswith("I'm keeping it open.")
    await room.pass_time(hours=23)
    assert "Ben is helping" in room.card.content


async def test_when_the_helper_closes_it_she_may_open_it_again(room: Staffroom) -> None:
    await claimed(room)
    await room.ben.slash(room.thread, "close", note="Silence works")
    told = room.told(room.amira)[-1]
    assert "Add it with /skills whenever you like: tomorrow is best" in told.content
    assert told.content.startswith("Your question about Excel is closed.\nNote: Silence works\nNot sorted after all?")
    await room.amira.user.click(told, label="Open again")
    assert "Asked anonymously" in room.now_on_card
    assert "waiting for a mentor" in room.now_on_card
    await room.chloe.click(room.card, label="I can help")
    assert room.told(room.amira)[-1].content.startswith("Chloe is helping with your question")


async def test_strangers_who_press_what_is_not_theirs_are_refused(room: Staffroom) -> None:
    await claimed(room)
    refused = await room.chloe.click(room.opening, label="Write to whoever asked")
    assert refused.ephemeral
    assert "Only the two people whose thread this is" in refused.response.content


async def test_after_a_restart_everything_goes_on(room: Staffroom) -> None:
    told = await claimed(room)
    await room.restart(minutes=5)
    await room.amira.send_dm("Still there?")
    assert "Still there?" in room.thread.history()[-1].content
    await passed_on(room, room.amira.user, told, "And now?", "Write to the helper")
    assert "And now?" in room.thread.history()[-1].content


async def test_did_it_work_is_asked_privately_and_not_yet_opens_it_again(room: Staffroom) -> None:
    told = await claimed(room)
    await room.amira.user.click(told, label="It's sorted")
    await room.pass_time(hours=24)
    asks = room.told(room.amira)[-1]
    assert asks.content.startswith(f"Did it work? Yesterday your question about Excel was sorted: “{SHY}”")
    assert labels(asks) == ["Yes, thanks", "Not yet", "Stop asking me this"]
    await room.amira.user.click(asks, label="Not yet")
    assert "waiting for a mentor" in room.now_on_card
    assert (await room.log())[-1] == "followed-up"


async def test_did_it_work_is_said_nowhere_else_when_messages_are_closed(room: Staffroom) -> None:
    await room.claimed()
    await room.ben.slash(room.thread, "close")
    close_messages(room)
    await room.pass_time(hours=24)
    assert in_channel(room) == room.cards


async def test_yes_thanks_and_stop_asking_are_answered(room: Staffroom) -> None:
    await room.claimed()
    await room.ben.slash(room.thread, "close")
    await room.pass_time(hours=24)
    asks = room.told(room.amira)[-1]
    await room.amira.user.click(asks, label="Stop asking me this")
    assert room.told(room.amira)[-1].content.startswith("I won't ask you this any more.")
    before = len(room.told(room.amira))
    await room.pass_time(days=6)
    assert len(room.told(room.amira)) == before


def labels(message: Any) -> list[str]:
    return [child.label for row in message.components for child in row.children]
