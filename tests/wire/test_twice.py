"""Discord tells the bot of something twice, or of its answer not at all: people notice nothing of it."""

from tests.wire.staffroom import HAND, Staffroom, taken

ANSWERING = "POST /interactions/{interaction_id}/{token}/callback"


async def test_a_question_asked_once_is_posted_once(room: Staffroom) -> None:
    room.practice.faults.add("duplicate", "INTERACTION_CREATE")
    assert taken((await room.ask()).text)
    await room.elin.slash("questions", "available")
    assert len(room.cards) == 1


async def test_a_button_pressed_once_is_answered_once(room: Staffroom) -> None:
    await room.ask()
    room.practice.faults.add("duplicate", "INTERACTION_CREATE", times=2)
    await room.ben.press(room.card, "I can help")
    await room.opened()
    await room.chloe.slash("questions", "available")
    paths = [entry.path for entry in room.practice.requests if entry.route == ANSWERING]
    assert len(paths) == len(set(paths)) == 3


async def test_what_was_told_again_after_a_broken_connection_is_not_done_again(room: Staffroom) -> None:
    room.practice.faults.add("duplicate", "RESUMED")
    await room.ask()
    await room.ben.react(room.card, HAND)
    await room.opened()
    await room.chloe.react(room.card, HAND)
    await room.until(lambda: room.chloe.inbox)
    room.practice.cut_gateway()
    await room.until(lambda: any("The bot connected again" in line for line in room.practice.transcript))
    await room.elin.slash("questions", "available")
    await room.practice.stop_bot()  # in order: what was begun is finished
    assert len(room.cards) == 1
    assert len(room.chloe.inbox) == 1


async def test_a_hand_told_of_again_does_not_claim_a_question_that_was_opened_again(room: Staffroom) -> None:
    await room.claimed()
    await room.chloe.react(room.card, HAND)
    await room.until(lambda: room.chloe.inbox)
    await room.opened_again()
    room.practice.faults.add("duplicate", "RESUMED")
    room.practice.cut_gateway()
    await room.until(lambda: any("The bot connected again" in line for line in room.practice.transcript))
    await room.elin.slash("questions", "available")
    await room.practice.stop_bot()
    assert "waiting for a mentor" in room.card.text


async def test_a_hand_taken_down_and_raised_again_claims_a_question_that_was_opened_again(room: Staffroom) -> None:
    await room.ask()
    await room.ben.react(room.card, HAND)
    await room.opened()
    await room.opened_again()
    await room.ben.unreact(room.card, HAND)
    await room.ben.react(room.card, HAND)
    await room.until(lambda: "Ben is helping" in room.card.text)
