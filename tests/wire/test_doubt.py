"""Discord took a card, and its answer was lost: what people do with that card meanwhile counts."""

from mentorbot.playground.shown import Shown
from tests.wire.staffroom import HAND, MACROS, POSTED, Staffroom

SENDING = "POST /channels/{channel_id}/messages"


async def doubtful_card(room: Staffroom) -> Shown:
    """Amira asks, and the bot does not hear that her card was posted."""
    room.practice.faults.add("lost-ack", SENDING)
    asking = room.amira.begin_slash("questions", "ask", question=MACROS)
    await room.until(lambda: room.cards)
    assert POSTED not in asking.text
    return room.card


async def test_a_hand_at_a_card_that_the_bot_does_not_know_yet_is_seen(room: Staffroom) -> None:
    card = await doubtful_card(room)
    await room.ben.react(card, HAND)
    await room.opened()
    assert "Ben is helping" in card.text
    assert len(room.cards) == 1


async def test_a_card_that_was_posted_after_all_shows_that_its_question_was_withdrawn(room: Staffroom) -> None:
    card = await doubtful_card(room)
    mine = await room.amira.slash("questions", "questions", mine=True)
    assert mine.message
    withdrawn = await room.amira.press(mine.message, "Withdraw 1")
    assert "is withdrawn" in withdrawn.text
    await room.until(lambda: card.buttons == ["Open again", "More…"])
    assert len(room.cards) == 1


async def test_a_hand_is_seen_that_was_quicker_than_the_news_that_the_card_stands(room: Staffroom) -> None:
    room.practice.faults.add("late-ack", SENDING, seconds=1)
    asking = room.amira.begin_slash("questions", "ask", question=MACROS)
    await room.until(lambda: room.cards)
    await room.ben.react(room.card, HAND)
    await room.opened()
    assert "Ben is helping" in room.card.text
    assert asking.interaction.answered is not None


async def test_a_thread_whose_opening_message_was_sent_after_all_is_closed_with_that_message(room: Staffroom) -> None:
    await room.ask(private=True)
    room.practice.faults.add("lost-ack", SENDING)
    await room.ben.press(room.card, "I can help")
    await room.opened()
    opening = room.thread.messages[0]
    await room.amira.press(opening, "Sorted")
    await room.until(lambda: room.thread.locked)
    assert "This was for Amira and Ben" in opening.text
    assert "Sorted. Thank you both!" in opening.text
    assert len(room.thread.messages) == 1


async def test_a_private_thread_that_was_made_though_discord_says_it_failed_is_not_made_again(room: Staffroom) -> None:
    room.practice.faults.add("failed-ack", "POST /channels/{channel_id}/threads", status=500)
    await room.claimed(private=True)
    assert len(room.practice.threads()) == 1
