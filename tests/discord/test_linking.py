"""A link's thread: closed by whom, asked about when quiet, tidied away."""

from tests.discord.staffroom import Staffroom


async def test_each_of_the_two_and_a_moderator_may_close_and_nobody_else(room: Staffroom) -> None:
    await room.claimed()
    stranger = await room.chloe.slash(room.thread, "close")
    assert "Only the two people whose thread this is, or a moderator, can do that." in stranger.response.content
    closed = await room.ben.slash(room.thread, "close", note="It was the **macro** setting")
    assert "Closed. Thank you!" in closed.response.content
    assert "Note: It was the \\*\\*macro\\*\\* setting" in room.opening.content
    assert room.opening.components == []
    assert room.thread_is("archived", "locked")
    assert "Sorted" in room.now_on_card


async def test_the_asker_closes_and_a_second_time_is_refused(room: Staffroom) -> None:
    await room.claimed()
    thread = room.thread
    await room.amira.slash(thread, "close")
    again = await room.amira.slash(thread, "close")
    assert "This thread is closed already. Nothing was changed." in again.response.content


async def test_a_moderator_closes_by_command(room: Staffroom) -> None:
    await room.claimed()
    await room.dev.slash(room.thread, "close")
    assert "A moderator has closed this." in room.opening.content
    assert "Closed by a moderator" in room.now_on_card


async def test_close_outside_a_thread_says_where(room: Staffroom) -> None:
    answer = await room.amira.slash(room.questions, "close", note="all done, thanks")
    assert "Use this inside the thread of a question" in answer.response.content


async def test_a_strangers_press_on_sorted_is_refused(room: Staffroom) -> None:
    opening = await room.claimed()
    answer = await room.chloe.click(opening, label="Sorted")
    assert answer.ephemeral
    assert "Only the two people whose thread this is" in answer.response.content
    assert "Ben is helping" in room.card.content


async def test_a_quiet_thread_is_asked_about_then_tidied_away(room: Staffroom) -> None:
    await room.claimed()
    await room.pass_time(hours=23, minutes=59)
    assert len(room.thread.history()) == 1
    await room.pass_time(minutes=1)
    nudge = room.thread.history()[-1]
    assert "it has been quiet here. Is it sorted?" in nudge.content
    assert room.pings(nudge) == {room.amira.id, room.ben.id}
    await room.pass_time(hours=24)
    assert "It was quiet here, so I've tidied this away." in room.opening.content
    assert "Tidied away after a quiet while" in room.now_on_card
    assert room.thread_is("archived", "locked")


async def test_keep_it_open_gives_another_while(room: Staffroom) -> None:
    await room.claimed()
    await room.pass_time(hours=24)
    nudge = room.thread.history()[-1]
    refused = await room.chloe.click(nudge, label="Keep it open")
    assert "Only the two people whose thread this is" in refused.response.content
    await room.ben.click(nudge, label="Keep it open")
    assert "Ben is keeping this open." in room.thread.history()[-1].content
    await room.pass_time(hours=23)
    assert "Ben is helping" in room.card.content
    await room.pass_time(hours=1)
    assert "it has been quiet here" in room.thread.history()[-1].content


async def test_a_thread_in_which_somebody_writes_is_left_alone(room: Staffroom) -> None:
    await room.claimed()
    await room.pass_time(hours=12)
    await room.amira.send(room.thread, "It still asks me for a password.")
    await room.pass_time(hours=23)
    assert len(room.thread.history()) == 2
    await room.pass_time(hours=1)
    assert "it has been quiet here" in room.thread.history()[-1].content
    await room.ben.send(room.thread, "Try the trust centre.")
    await room.pass_time(hours=23)
    assert "Ben is helping" in room.card.content


async def test_sorted_on_the_nudge_closes_too(room: Staffroom) -> None:
    await room.claimed()
    await room.pass_time(hours=24)
    nudge = room.thread.history()[-1]
    await room.amira.click(nudge, label="Sorted")
    drawn = next(message for message in room.thread.history() if message.id == nudge.id)
    assert drawn.content == "Amira says it's sorted. Thank you!"
    assert drawn.components == []
    assert "Sorted. Thank you both!" in room.opening.content
    assert "Sorted" in room.now_on_card


async def test_opened_again_the_same_thread_is_used_by_the_next_helper(room: Staffroom) -> None:
    await room.claimed()
    await room.amira.click(room.opening, label="Sorted")
    await room.amira.click(room.card, label="Open again")
    await room.chloe.click(room.card, label="I can help")
    assert len(room.questions.threads) == 1
    said = [message.content for message in room.thread.history()]
    assert any(f"Hello <@{room.amira.id}> and <@{room.chloe.id}>" in content for content in said)
    assert not room.thread_is("locked")
    assert not room.thread_is("archived")
