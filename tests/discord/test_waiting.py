"""Waves, waiting, endings: what happens while nobody claims."""

from typing import Any

from tests.discord.staffroom import Staffroom


async def test_three_are_called_then_three_more_each_once_then_moderators_are_told(room: Staffroom) -> None:
    helpers = [room.member(f"Helper {number}") for number in range(5)]
    for helper in helpers:
        await room.offer(helper, until="3h")
    await room.ask()
    first = room.pings(room.card)
    assert len(first) == 3
    await room.pass_time(minutes=9, seconds=30)
    assert len(room.questions.history()) == 1
    await room.pass_time(seconds=30)
    second = room.pings(room.questions.history()[-1])
    assert first | second == {helper.id for helper in helpers}
    assert not first & second
    await room.pass_time(minutes=10)
    last = room.questions.history()[-1]
    assert last.content.startswith("A question about Excel is still waiting. Does anybody here know")
    assert room.pings(last) == set()
    await room.pass_time(hours=1)
    assert room.questions.history()[-1].id == last.id


async def test_an_urgent_question_waits_two_minutes(room: Staffroom) -> None:
    helpers = [room.member(f"Helper {number}") for number in range(4)]
    for helper in helpers:
        await room.offer(helper)
    await room.ask(urgent=True)
    assert room.card.content.startswith("Urgent question about Excel")
    await room.pass_time(minutes=2)
    assert len(room.pings(room.questions.history()[-1])) == 1


async def test_neighbours_are_called_after_the_topics_own_then_those_who_opted_in(room: Staffroom) -> None:
    menu = await room.chloe.slash(room.questions, "skills", add="Excel")
    await room.chloe.click(menu.response, label="Call me outside my offers too")
    near = await room.query(
        "SELECT t.name FROM topic t JOIN neighbour n ON n.near_id = t.id JOIN topic e ON e.id = n.topic_id"
        " WHERE e.key = 'excel' ORDER BY t.name"
    )
    await room.offer(room.ben, topics=near[0])
    await room.ask()
    assert room.pings(room.card) == set()
    await room.pass_time(minutes=10)
    neighbour = room.questions.history()[-1]
    assert room.pings(neighbour) == {room.ben.id}
    why = await room.ben.click(neighbour, label="Why me?")
    assert "nobody offering the topic itself was left, and you offered a neighbouring topic" in why.response.content
    await room.pass_time(minutes=10)
    opted = room.questions.history()[-1]
    assert room.pings(opted) == {room.chloe.id}
    why = await room.chloe.click(opted, label="Why me?")
    assert "you said I may call you outside your offers" in why.response.content


async def test_whoever_answered_the_like_is_told_so_by_why_me(room: Staffroom) -> None:
    await room.offer(room.ben)
    opening = await room.claimed()
    await room.ben.click(opening, label="Sorted")
    await room.pass_time(minutes=50)
    await room.offer(room.ben)
    await room.ask()
    assert room.pings(room.card) == {room.ben.id}
    why = await room.ben.click(room.card, label="More…")
    assert "you offered Excel until" in why.response.content
    assert "and you have answered questions like this one." in why.response.content


async def test_the_claim_stops_the_waves(room: Staffroom) -> None:
    for number in range(5):
        await room.offer(room.member(f"Helper {number}"), until="3h")
    await room.ask()
    await room.ben.click(room.card, label="I can help")
    before = len(room.questions.history())
    await room.pass_time(hours=2)
    assert len(room.questions.history()) == before


async def test_moderators_are_told_in_their_own_channel(room: Staffroom) -> None:
    await room.elin.slash(room.questions, "mentorbot config", moderators=room.moderators)
    await room.ask()
    await room.pass_time(minutes=10)
    told = room.moderators.history()[-1]
    assert "there is nobody left to call. Could you find somebody?" in told.content
    assert f"/{room.questions.id}/{room.card.id}" in told.content
    more = await room.dev.click(told, label="More…")
    assert "How do I enable macros in Excel?" in more.response.content


async def test_a_question_nobody_answers_ends_in_the_open(room: Staffroom) -> None:
    await room.ask()
    await room.pass_time(hours=72)
    assert "Nobody was free in time; the moderators know" in room.now_on_card
    notice = room.told(room.amira)[-1]
    assert notice.content == (
        "Nobody was free to help with your question about Excel. I'm sorry. The moderators know about it. "
        "Nothing is lost, here is what you wrote:\n```\nHow do I enable macros in Excel?\n```"
    )
    assert "A question about Excel was closed without an answer." in room.questions.history()[-1].content
    answer = await room.amira.user.click(notice, label="Open again")
    assert "Your question is open again" in answer.response.content
    assert "waiting for a mentor" in room.now_on_card


async def test_open_questions_are_listed_urgent_ones_first(room: Staffroom) -> None:
    assert "No question is waiting just now." in (await _questions(room)).response.content
    await room.ask()
    await room.ask("Where is the Excel register?", urgent=True)
    shown = (await _questions(room)).response.content.splitlines()
    assert shown[0].startswith("2. **Excel** Where is the Excel register? · urgent, waiting · https://discord.com")
    assert shown[1].startswith("1. **Excel** How do I enable macros in Excel? · waiting · https://discord.com")


async def test_withdrawing_ones_own(room: Staffroom) -> None:
    await room.ask()
    mine = await _questions(room, mine=True)
    answer = await room.amira.click(mine.response, label="Withdraw 1")
    assert "Your question is withdrawn." in answer.response.content
    assert "Withdrawn by the asker" in room.now_on_card
    again = await room.amira.click(mine.response, label="Withdraw 1")
    assert "That question has come to its end already." in again.response.content
    assert "You have no open questions." in (await _questions(room, mine=True)).response.content


async def test_opening_again_is_for_the_asker_and_for_some_days(room: Staffroom) -> None:
    await room.offer(room.ben, until="12h")
    opening = await room.claimed()
    await room.amira.click(opening, label="Sorted")
    refused = await room.chloe.click(room.card, label="Open again")
    assert "Only whoever asked a question can do that." in refused.response.content
    await room.amira.click(room.card, label="Open again")
    assert "waiting for a mentor" in room.now_on_card
    await room.amira.click((await _questions(room, mine=True)).response, label="Withdraw 1")
    await room.pass_time(days=8)
    late = await room.amira.click(room.card, label="Open again")
    assert "That question ended too long ago to be opened again." in late.response.content


async def _questions(room: Staffroom, **options: Any) -> Any:
    return await room.amira.slash(room.questions, "questions", **options)


async def test_what_moderators_read_follows_what_became_of_the_question(room: Staffroom) -> None:
    await room.elin.slash(room.questions, "mentorbot config", moderators=room.moderators)
    await room.ask()
    await room.pass_time(minutes=10)
    [told] = room.moderators.history()
    assert told.content.startswith("For the moderators: A question about Excel is waiting")
    await room.ben.click(room.card, label="I can help")
    [told] = room.moderators.history()
    assert told.content == "Thank you! Ben is helping with the question about Excel now."
    assert told.components == []


async def test_later_call_outs_stop_calling_once_the_question_waits_no_more(room: Staffroom) -> None:
    await room.ask()
    await room.offer(room.ben)
    call_out = room.questions.history()[-1]
    assert room.pings(call_out) == {room.ben.id}
    more = await room.amira.click(room.card, label="More…")
    await room.amira.click(more.response, label="Withdraw")
    call_out = next(message for message in room.questions.history() if message.id == call_out.id)
    assert call_out.content == "Thank you! The question about Excel isn't waiting any more."
    assert call_out.components == []


async def test_a_claim_from_a_call_out_ends_it_too(room: Staffroom) -> None:
    await room.ask()
    await room.offer(room.ben)
    call_out = room.questions.history()[-1]
    await room.ben.click(call_out, label="I can help")
    call_out = next(message for message in room.questions.history() if message.id == call_out.id)
    assert call_out.content == "Thank you! Ben is helping with the question about Excel now."
    assert "Ben is helping" in room.card.content
