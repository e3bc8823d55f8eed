"""What people see who hand a question on, help together, wait along, or say thank you."""

from typing import Any

from tests.discord.forging import forged
from tests.discord.staffroom import Staffroom


def labels(message: Any) -> list[str]:
    rows: list[Any] = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [child["label"] for row in rows for child in row["components"]]


def newest(room: Staffroom) -> Any:
    """The bot's last message in the newest thread; people who are added leave lines of Discord's own."""
    return [message for message in room.thread.history() if message.author.id == room.env.backend.bot_user.id][-1]


async def more(room: Staffroom, who: Any) -> Any:
    return await who.click(room.opening, label="More…")


async def test_a_helper_hands_back_after_being_asked_once_more_and_the_asker_is_told_privately(room: Staffroom) -> None:
    await room.claimed()
    ways = await more(room, room.ben)
    assert {"Hand back", "Hand over…"} <= set(labels(ways.response))
    sure = await room.ben.click(ways.response, label="Hand back")
    assert "nothing counts it against you" in sure.response.content
    assert "waiting for a mentor" not in room.now_on_card
    done = await room.ben.click(sure.response, label="Yes, hand it back")
    assert done.response.content.startswith("It's waiting for somebody else now.")
    assert "waiting for a mentor" in room.now_on_card
    assert room.thread_is("archived", "locked")
    [told] = room.told(room.amira)
    assert told.content.startswith("Your question about Excel is waiting again")
    assert "Ben" not in told.content
    await room.chloe.click(room.card, label="I can help")
    assert "Chloe is helping" in room.now_on_card
    assert not room.thread_is("locked")


async def test_nobody_else_sees_a_way_to_hand_it_back(room: Staffroom) -> None:
    await room.claimed()
    for who in (room.amira, room.chloe):
        assert not {"Hand back", "Hand over…"} & set(labels((await more(room, who)).response))
    assert "Let it wait again" in labels((await more(room, room.dev)).response)


async def test_a_helper_hands_over_to_somebody_who_says_yes_in_the_same_thread(room: Staffroom) -> None:
    await room.claimed()
    chosen = await room.ben.click((await more(room, room.ben)).response, label="Hand over…")
    asked = await room.ben.select(chosen.response, values=[room.chloe])
    assert asked.response.content.startswith("I'll ask Chloe, if it can be given to them.")
    [question] = room.told(room.chloe)
    assert question.content.startswith("Could you take over a question about Excel from Ben?")
    await room.chloe.user.click(question, label="I'll take it")
    assert "Chloe is helping" in room.now_on_card
    assert len(room.questions.threads) == 1
    assert not room.thread_is("archived")
    assert "Handed over" in room.opening.content
    assert room.pings(newest(room)) == {room.amira.id, room.chloe.id}


async def test_a_bot_cannot_take_over(room: Staffroom) -> None:
    await room.claimed()
    chosen = await room.ben.click((await more(room, room.ben)).response, label="Hand over…")
    bot = room.guild.add_member(room.env.create_user("Robot", bot=True))
    asked = await room.ben.select(chosen.response, values=[bot])
    assert "choose a member of this server who is not a bot" in asked.response.content


async def test_saying_not_now_is_seen_by_nobody(room: Staffroom) -> None:
    await room.claimed()
    chosen = await room.ben.click((await more(room, room.ben)).response, label="Hand over…")
    await room.ben.select(chosen.response, values=[room.chloe])
    declined = await room.chloe.user.click(room.told(room.chloe)[0], label="Not now")
    assert "Nobody was told" in declined.response.content
    assert room.told(room.ben) == []
    assert "Ben is helping" in room.now_on_card


async def test_a_second_helper_is_let_in_by_the_asker_and_may_step_out(room: Staffroom) -> None:
    await room.claimed()
    ways = await room.chloe.click(room.card, label="More…")
    await room.chloe.click(ways.response, label="Offer to help too")
    asked = newest(room)
    assert room.pings(asked) == {room.amira.id}
    await room.amira.click(asked, label="Let them join")
    welcome = newest(room)
    assert room.pings(welcome) == {room.chloe.id}
    assert "Step out" in labels((await more(room, room.chloe)).response)


async def test_a_moderator_lets_a_second_helper_join_whose_asker_is_silent(room: Staffroom) -> None:
    await room.claimed()
    ways = await room.chloe.click(room.card, label="More…")
    await room.chloe.click(ways.response, label="Offer to help too")
    for who in (room.ben, room.chloe):
        seen = await who.click(room.card, label="More…")
        assert "Let Chloe join" not in labels(seen.response)
        assert "offers to help, too" not in seen.response.content
    dev = await room.dev.click(room.card, label="More…")
    assert "Chloe offers to help, too." in dev.response.content
    assert "No, thank you" not in labels(dev.response)
    done = await room.dev.click(dev.response, label="Let Chloe join")
    assert done.response.content == "Chloe is joining. Thank you!"
    assert room.pings(newest(room)) == {room.chloe.id}


async def test_nobody_joins_by_a_made_up_press(room: Staffroom) -> None:
    await room.claimed()
    ways = await room.chloe.click(room.card, label="More…")
    await room.chloe.click(ways.response, label="Offer to help too")
    [link, member] = [await room.query(f"SELECT {what} FROM joining") for what in ("link_id", "member_id")]
    assert "joining" not in await forged(room, room.chloe, f"let-join:{link[0]}:{member[0]}:{room.guild.id}")


async def test_a_second_helper_who_is_not_wanted_is_told_privately_and_kindly(room: Staffroom) -> None:
    await room.claimed()
    ways = await room.chloe.click(room.card, label="More…")
    await room.chloe.click(ways.response, label="Offer to help too")
    await room.amira.click(newest(room), label="No, thank you")
    assert newest(room).content == "Answered. Thank you for offering!"
    assert "They are fine as they are for now" in room.told(room.chloe)[0].content


async def test_the_card_counts_who_waits_along_without_naming_them_and_they_hear_how_it_ended(room: Staffroom) -> None:
    await room.ask()
    assert "I'll tell you privately" in (await room.chloe.click(room.card, label="Me too")).response.content
    assert "1 other person would like to know, too." in room.now_on_card
    await room.dev.click(room.card, label="Me too")
    assert "2 others would like to know, too." in room.now_on_card
    assert "Chloe" not in room.now_on_card
    own = await room.amira.click(room.card, label="Me too")
    assert own.ephemeral
    assert own.response.content.startswith("This is your own question")
    await room.ben.click(room.card, label="I can help")
    await room.amira.click(room.opening, label="Sorted")
    [told] = room.told(room.chloe)
    assert told.content.startswith("It's sorted: the question about Excel that you wanted to know about, too.")
    assert "Read along here: https://" in told.content


async def test_whoever_waited_along_learns_that_somebody_helped_though_nobody_said_sorted(room: Staffroom) -> None:
    await room.ask()
    await room.chloe.click(room.card, label="Me too")
    await room.ben.click(room.card, label="I can help")
    await room.pass_time(hours=49)
    [told] = room.told(room.chloe)
    assert told.content.startswith("Somebody helped, then it went quiet: the question about Excel")
    assert "Read along here: https://" in told.content


async def test_whoever_waited_along_for_nothing_is_told_how_to_ask(room: Staffroom) -> None:
    await room.ask()
    await room.chloe.click(room.card, label="Me too")
    more = await room.amira.click(room.card, label="More…")
    await room.amira.click(more.response, label="Withdraw")
    [told] = room.told(room.chloe)
    assert told.content.startswith("Taken back by whoever asked it: the question about Excel")
    assert told.content.endswith("You can ask it yourself with /ask.")
    await room.ask()
    await room.dev.click(room.card, label="Me too")
    await room.pass_time(hours=73)
    assert room.told(room.dev)[-1].content.startswith("Ended without an answer here: the question about Excel")


async def test_a_helper_who_says_sorted_leaves_the_asker_a_private_word_and_thanks_come_back(room: Staffroom) -> None:
    await room.claimed()
    await room.ben.click(room.opening, label="Sorted")
    [word] = room.told(room.amira)
    assert labels(word) == ["Say thank you", "I could help with Excel", "Don't ask me that"]
    form = await room.amira.user.click(word, label="Say thank you")
    sent = await room.amira.user.submit_modal(form, {"words": "That saved my *lesson*!"})
    assert "Nobody else sees it" in sent.response.content
    [thanks] = room.told(room.ben)
    assert thanks.content.startswith("Amira says thank you for your help with the question about Excel!")
    assert "That saved my \\*lesson\\*!" in thanks.content
    await room.amira.user.click(word, label="I could help with Excel")
    assert "skill-added" in await room.log()


async def test_what_moderators_see_and_do(room: Staffroom) -> None:
    await room.claimed()
    await room.ask("What is phonics?", topic="Excel")
    listed = await room.dev.slash(room.questions, "mod questions")
    assert "Ben is helping" in listed.response.content
    assert labels(listed.response) == ["More… 1", "More… 2"]
    given = await room.dev.slash(room.questions, "mod assign", question="2", member=room.chloe)
    assert given.response.content.startswith("It's Chloe's now")
    assert room.told(room.chloe)[0].content.startswith("A moderator thought of you for a question about Excel")
    closed = await room.dev.slash(room.questions, "mod close", question="2", note="Asked twice")
    assert closed.response.content.startswith("Closed.")
    paused = await room.dev.slash(room.questions, "mod pause", until_or_for="2h")
    await room.offer(room.ben)
    asked = await room.ask("Where is the Excel ribbon?", by=room.elin)
    assert "The moderators have paused my calls until" in asked.response.content
    resumed = await room.dev.click(paused.response, label="Resume now")
    assert resumed.response.content.startswith("Calls go on")


async def test_a_note_that_cannot_be_used_comes_back_to_its_writer(room: Staffroom) -> None:
    refused = await room.dev.slash(room.questions, "mod close", question="99", note="This one was asked twice today")
    assert "This one was asked twice today" in refused.response.content
    assert "99" not in refused.response.content
