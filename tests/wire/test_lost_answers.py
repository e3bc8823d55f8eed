"""An answer that is lost on its way is given once more: whoever acted reads what came of it, not that it failed."""

import pytest

from tests.wire.staffroom import Staffroom, taken

ANSWERING = "POST /interactions/{interaction_id}/{token}/callback"
ADDING = "POST /webhooks/"


@pytest.mark.parametrize("how", ["reset", "lost-ack"])
async def test_the_receipt_comes_though_the_first_try_was_lost(room: Staffroom, how: str) -> None:
    await room.offer()  # the bot knows the way before it breaks
    room.practice.faults.add(how, ANSWERING)  # pyright: ignore[reportArgumentType] - both are kinds of faults
    answer = await room.ask()
    assert taken(answer.text)
    assert len(room.cards) == 1


async def test_a_claim_from_the_menu_is_told_though_the_first_try_was_lost(room: Staffroom) -> None:
    await room.ask()
    menu = await room.amira.press(room.card, "More…")
    assert menu.message is not None
    room.practice.faults.add("reset", ANSWERING)
    answer = await room.amira.press(menu.message, "Withdraw")
    assert "is withdrawn" in answer.text


@pytest.mark.parametrize(("how", "said"), [("failed-ack", 1), ("status", 0), ("lost-ack", 1), ("reset", 0)])
async def test_a_word_besides_the_answer_is_said_once_at_the_most(room: Staffroom, how: str, said: int) -> None:
    thread = await room.claimed()
    fault = room.practice.faults.add(how, ADDING)  # pyright: ignore[reportArgumentType] - all are kinds of faults
    await room.amira.press(thread.messages[0], "Sorted")
    await room.until(lambda: fault.struck)
    await room.amira.slash("questions", "available")  # answered after whatever the press led to
    told = [message.text for message in room.amira.private(thread)]
    assert sum("Glad that's sorted!" in text for text in told) == said
    assert not any("something went wrong" in text for text in told)
