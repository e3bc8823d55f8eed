"""How long it usually takes, trying first, and what an asker reads after "sorted"."""

from tests.discord.staffroom import Staffroom
from tests.discord.test_asking import UNCLEAR, options_of
from tests.discord.test_sharing import labels

TRYING = "I call nobody until"


async def test_the_receipt_says_honestly_that_there_is_not_enough_data_yet(room: Staffroom) -> None:
    await room.offer(room.ben)
    asked = await room.ask()
    assert "One person is available for Excel" in asked.response.content
    assert "There is not enough data yet to say how long questions on Excel usually wait." in asked.response.content


async def test_the_receipt_says_how_long_questions_on_its_topic_usually_wait(room: Staffroom) -> None:
    for _ in range(5):
        await room.ask()
        await room.pass_time(minutes=5.5)
        await room.ben.click(room.card, label="I can help")
        await room.amira.click(room.opening, label="Sorted")
    asked = await room.ask()
    assert "Questions on Excel are usually picked up within 6 minutes." in asked.response.content


async def test_whoever_tries_first_and_finds_it_is_congratulated_and_nobody_was_rung(room: Staffroom) -> None:
    await room.offer(room.ben)
    asked = await room.ask(try_first=True)
    assert TRYING in asked.response.content
    assert room.pings(room.card) == set()
    found = await room.amira.click(asked.response, label="I've found it: withdraw")
    assert found.response.content.startswith("Well done! Your question is withdrawn.")
    await room.pass_time(minutes=10)
    assert "Withdrawn by the asker" in room.now_on_card


async def test_whoever_tries_first_reads_how_many_are_there_and_how_long_it_usually_takes(room: Staffroom) -> None:
    nobody = await room.ask(try_first=True)
    assert "Nobody is offering Excel just now." in nobody.response.content
    await room.offer(room.ben)
    asked = await room.ask(try_first=True, by=room.chloe)
    assert "One person is available for Excel." in asked.response.content
    assert "There is not enough data yet to say how long" in asked.response.content


async def test_a_topic_that_is_chosen_while_somebody_tries_first_calls_nobody_yet_and_says_so(room: Staffroom) -> None:
    await room.offer(room.ben, topics="Behaviour")
    asked = await room.ask(UNCLEAR, try_first=True)
    chosen = await room.amira.select(asked.response, [options_of(asked.response)["Behaviour"]])
    answer = await room.amira.select(chosen.response, [options_of(chosen.response)["Behaviour"]])
    assert answer.response.content.startswith(f"It's about Behaviour.\n{TRYING}")
    assert "Call people now" in labels(answer.response)
    await room.amira.click(answer.response, label="Call people now")
    assert room.pings(room.questions.history()[-1]) == {room.ben.id}


async def test_a_question_that_is_withdrawn_long_after_its_asker_tried_first_is_no_success(room: Staffroom) -> None:
    await room.ask(try_first=True)
    await room.pass_time(hours=2)
    more = await room.amira.click(room.card, label="More…")
    given_up = await room.amira.click(more.response, label="Withdraw")
    assert given_up.response.content.startswith("Your question is withdrawn.")


async def test_a_hold_that_ends_while_the_bot_is_away_is_made_up_for_when_it_is_back(room: Staffroom) -> None:
    await room.offer(room.ben, until="3h")
    await room.ask(try_first=True)
    await room.restart(minutes=20)
    await room.pass_time(minutes=1)
    called = [message for message in room.questions.history() if "is still waiting" in message.content]
    assert [room.pings(message) for message in called] == [{room.ben.id}]


async def test_an_asker_who_says_sorted_reads_the_rest_privately(room: Staffroom) -> None:
    await room.claimed()
    pressed = await room.amira.click(room.opening, label="Sorted")
    [farewell] = pressed.followups
    assert farewell.ephemeral
    assert farewell.content.startswith("Glad that's sorted!")
    assert labels(farewell) == ["Say thank you", "I could help with Excel", "Don't ask me that"]
    added = await room.amira.click(farewell, label="I could help with Excel")
    assert added.followups[0].content.startswith("Lovely: Excel is among your skills now.")
    assert labels(farewell) == ["Say thank you"]
    assert room.told(room.amira) == []


async def test_thanks_for_somebody_who_takes_no_private_messages_are_told_to_nobody(room: Staffroom) -> None:
    await room.claimed()
    pressed = await room.amira.click(room.opening, label="Sorted")
    form = await room.amira.click(pressed.followups[0], label="Say thank you")
    room.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await room.amira.submit_modal(form, {"words": "That saved my lesson!"})
    [told] = room.told(room.amira)
    assert told.content.startswith("I could not pass on your thanks for the question about Excel")
    said = [message.content for place in (room.questions, room.thread) for message in place.history()]
    assert not any("lesson" in words or "thank you for your help" in words for words in said)
