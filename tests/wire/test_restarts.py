"""Killed, started again, away for hours: the story goes on, and nothing is said twice."""

from tests.wire.staffroom import HAND, MACROS, Staffroom


async def test_killed_in_the_middle_the_story_goes_on(room: Staffroom) -> None:
    await room.offer()
    await room.ask()
    card = room.card
    await room.kill_and_start()
    assert (await room.ben.press(card, "I can help")).updated
    room.practice.kill_bot()
    await room.practice.start_bot()
    await room.opened()
    await room.kill_and_start()
    assert (await room.amira.press(room.thread.messages[0], "Sorted")).updated
    await room.until(lambda: room.thread.archived)
    assert len(room.cards) == 1
    assert len(room.practice.threads()) == 1
    assert len(room.thread.messages) == 1
    await room.until(lambda: card.buttons == ["Open again", "More…"])
    assert (await room.amira.press(card, "Open again")).private


async def test_hands_raised_while_it_was_down_are_found(room: Staffroom) -> None:
    await room.ask()
    room.practice.kill_bot()
    await room.ben.react(room.card, HAND)
    await room.chloe.react(room.card, HAND)
    await room.practice.start_bot()
    await room.opened()
    await room.until(lambda: room.ben.inbox or room.chloe.inbox)
    winner, loser = (room.chloe, room.ben) if room.ben.inbox else (room.ben, room.chloe)
    assert f"{winner.name} is helping" in room.card.text
    assert f"{winner.name} got there a moment ago" in loser.inbox[-1].text
    assert winner.inbox == []


async def test_an_old_hand_does_not_claim_a_question_that_was_opened_again(room: Staffroom) -> None:
    await room.ask()
    await room.ben.react(room.card, HAND)
    await room.opened()
    await room.opened_again()
    await room.kill_and_start()
    await room.until(lambda: looked(room))
    await room.elin.slash("questions", "questions")
    assert "waiting for a mentor" in room.card.text
    await room.chloe.press(room.card, "I can help")
    assert "Chloe is helping" in room.card.text


async def test_the_askers_own_hand_is_answered_once(room: Staffroom) -> None:
    await room.ask()
    await room.amira.react(room.card, HAND)
    await room.until(lambda: room.amira.inbox)
    await room.kill_and_start()
    await room.until(lambda: looked(room))
    await room.elin.slash("questions", "questions")
    await room.ben.press(room.card, "I can help")
    await room.opened()
    assert len(room.amira.inbox) == 1


async def test_what_fell_due_while_it_was_down_happens_once(room: Staffroom) -> None:
    await room.offer()
    await room.chloe.slash("questions", "offer", until_or_for="10h", topics="Excel")
    await room.ask()
    room.practice.kill_bot()
    await room.practice.advance(3 * 3600)
    await room.practice.start_bot()
    await room.until(lambda: "Does anybody here know" in room.said[-1].text)
    assert "Chloe until" in (await room.amira.slash("questions", "available")).text
    assert "Ben" not in (await room.amira.slash("questions", "available")).text
    room.practice.kill_bot()
    await room.practice.advance(100 * 3600)
    await room.practice.start_bot()
    await room.until(lambda: room.amira.inbox)
    assert MACROS in room.amira.inbox[-1].text.replace("\\", "")
    await room.until(lambda: "closed without an answer" in room.said[-1].text)
    await room.kill_and_start()
    assert len([message for message in room.said if "closed without an answer" in message.text]) == 1
    assert len([message for message in room.said if "isn't waiting any more" in message.text]) == 1
    assert len(room.cards) == 1


def looked(room: Staffroom) -> bool:
    """Whether the bot, since it started, has looked at the card and has asked who raised a hand."""
    routes = [entry.route for entry in room.practice.requests]
    started = len(routes) - routes[::-1].index("GET /users/@me")
    return any("/reactions/" in route for route in routes[started:])
