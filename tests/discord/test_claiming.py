"""The claim: by hand and by button, equal, and kind to everybody else."""

from typing import Any

import discord
import pytest

from tests.discord.staffroom import Staffroom

HAND = "✋"


def _labels(message: Any) -> list[str]:
    return [child["label"] for row in message.components for child in row["components"]]


async def _claim(room: Staffroom, how: str) -> None:
    if how == "button":
        await room.ben.click(room.card, label="I can help")
    else:
        await room.ben.react(room.card, HAND)


@pytest.mark.parametrize("how", ["button", "hand"])
async def test_a_claim_shows_on_the_card_and_opens_a_thread_for_the_two(room: Staffroom, how: str) -> None:
    await room.ask()
    await _claim(room, how)
    assert room.card.content == "Ben is helping with this: question about Excel"
    assert "Ben is helping in a thread" in room.now_on_card
    assert room.thread.id == room.card.id, "Discord shows the thread beneath the card"
    assert room.thread.name == "How do I enable macros in Excel?"
    assert room.pings(room.opening) == {room.amira.id, room.ben.id}
    assert room.pings(room.card) == set()
    assert len(room.questions.threads) == 1


@pytest.mark.parametrize("tone", ["✋🏽", "✋🏿"])
async def test_a_hand_of_any_colour_counts(room: Staffroom, tone: str) -> None:
    await room.ask()
    await room.ben.react(room.card, tone)
    assert "Ben is helping" in room.card.content


async def test_other_reactions_and_hands_on_other_messages_do_nothing(room: Staffroom) -> None:
    await room.ask()
    await room.ben.react(room.card, "👍")
    message = await room.chloe.send(room.questions, "Good morning!")
    await room.ben.react(message, HAND)
    assert room.questions.threads == []
    assert room.told(room.ben) == []


@pytest.mark.parametrize("how", ["button", "hand"])
async def test_the_one_who_is_too_late_is_told_and_pointed_at_another(room: Staffroom, how: str) -> None:
    await room.ask()
    first = room.card
    await room.ask("Where do I find last year's Excel marks?")
    await room.chloe.react(first, HAND)
    words = "Thank you for offering. Chloe got there a moment ago. This one is still waiting: https://discord.com"
    if how == "button":
        answer = await room.ben.click(_with_button(room), custom_id="claim:1")
        assert answer.ephemeral
        assert words in answer.response.content
        assert room.told(room.ben) == []
    else:
        await room.ben.react(first, HAND)
        assert words in room.told(room.ben)[0].content
    assert len(room.questions.threads) == 1


def _with_button(room: Staffroom) -> Any:
    """Give the second card, made to look as the first one did before it was claimed, as on a slow phone."""
    stored = room.env.backend.get_message(room.questions.id, room.card.id)
    stored.components[0]["components"][0]["custom_id"] = "claim:1"
    return room.card


async def test_the_loser_who_takes_no_private_messages_is_told_in_the_channel(room: Staffroom) -> None:
    await room.ask()
    await room.chloe.react(room.card, HAND)
    room.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="Cannot send")
    await room.ben.react(room.card, HAND)
    said = room.questions.history()[-1]
    assert said.content.startswith(f"<@{room.ben.id}> Thank you for offering. Chloe got there a moment ago.")
    assert room.pings(said) == {room.ben.id}


async def test_one_does_not_claim_ones_own(room: Staffroom) -> None:
    await room.ask()
    answer = await room.amira.click(room.card, label="I can help")
    assert "This is your own question: somebody else will claim it." in answer.response.content
    await room.amira.react(room.card, HAND)
    assert "This is your own question" in room.told(room.amira)[0].content
    assert room.questions.threads == []


async def test_claiming_twice_changes_nothing(room: Staffroom) -> None:
    await room.ask()
    await room.ben.click(room.card, label="I can help")
    await room.ben.react(room.card, HAND)
    await room.ben.unreact(room.card, HAND)
    await room.ben.react(room.card, HAND)
    assert len(room.questions.threads) == 1
    assert room.told(room.ben) == []
    assert (await room.log()).count("claimed") == 1


async def test_the_button_of_a_later_call_works_too(room: Staffroom) -> None:
    await room.ask()
    await room.offer(room.ben)
    call = room.questions.history()[-1]
    answer = await room.ben.click(call, label="I can help")
    assert "It's yours. Thank you! Your thread is opening now." in answer.response.content
    assert "Ben is helping" in room.card.content
    assert room.thread.name == "How do I enable macros in Excel?"


async def test_a_private_question_is_not_read_by_others(room: Staffroom) -> None:
    await room.ask(private=True)
    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping in a private thread" in room.now_on_card
    assert room.opening.content.endswith(
        "Only the two of you can read this thread; moderators can, too. Please share no details that identify a pupil."
    )
    made = room.env.backend.get_channel(room.thread.id)
    assert made.type == discord.ChannelType.private_thread.value
    asked = [entry.json for entry in room.env.http_requests if entry.path.endswith("/threads")]
    assert [wanted and wanted["invitable"] for wanted in asked] == [False]


async def test_more_shows_what_each_person_can_do(room: Staffroom) -> None:
    await room.ask()
    asker = await room.amira.click(room.card, label="More…")
    assert "It's yours. You can take it back." in asker.response.content
    other = await room.ben.click(room.card, label="More…")
    assert "I didn't call you for this one." in other.response.content
    assert _labels(other.response) == ["Tell the moderators", "Don't bring us together again"]
    await room.ben.click(room.card, label="I can help")
    moderator = await room.dev.click(room.card, label="More…")
    assert moderator.response.content.endswith("Ben is helping.")
    closed = await room.dev.click(moderator.response, label="Close it")
    assert closed.response.content == "Dev has closed this."
    assert "Closed by a moderator" in room.now_on_card


async def test_a_moderator_closes_a_waiting_question_and_its_asker_gets_her_text_back(room: Staffroom) -> None:
    await room.ask()
    more = await room.dev.click(room.card, label="More…")
    answer = await room.dev.click(more.response, label="Close it")
    assert answer.response.content == "Closed. I've told the asker privately, with what they wrote."
    assert "Closed by a moderator" in room.now_on_card
    [told] = room.told(room.amira)
    assert told.content.startswith("A moderator has closed your question about Excel.")
    assert "How do I enable macros in Excel?" in told.content


async def test_two_cards_and_one_is_edited_the_others_buttons_still_work(room: Staffroom) -> None:
    """discord.py forgets the buttons of other messages where one view object is used twice."""
    await room.ask()
    await room.ask("Where do I find last year's Excel marks?")
    first, second = room.cards
    await room.ben.click(first, label="I can help")
    await room.amira.click(room.opening, label="Sorted")
    await room.amira.click(room.cards[0], label="Open again")
    await room.chloe.click(second, label="I can help")
    assert "Chloe is helping" in room.cards[1].content
    await room.ben.click(room.cards[0], label="I can help")
    assert "Ben is helping" in room.cards[0].content
    assert "Close it" in _labels((await room.dev.click(room.cards[1], label="More…")).response)
