"""Something else answers in Discord's place, or Discord wants to be left alone for long: the rest goes on."""

from tests.wire.staffroom import Staffroom

SENDING = "POST /channels/{channel_id}/messages"
PAGE = "<!DOCTYPE html><html><body>Please accept our terms</body></html>"
AN_HOUR = '{"message": "You are being rate limited.", "retry_after": 3600, "global": true}'


async def test_a_proxys_page_in_place_of_an_answer_is_no_fault_of_ours_and_the_card_comes(room: Staffroom) -> None:
    room.practice.faults.add("status", SENDING, status=200, page=PAGE)
    await room.ask()
    await room.until(lambda: room.cards)
    assert not any("Traceback" in line for line in room.practice.bot_lines)


async def test_told_to_wait_for_an_hour_the_bot_says_the_rest_meanwhile(room: Staffroom) -> None:
    room.practice.faults.add("status", SENDING, status=429, page=AN_HOUR)
    await room.ask()
    await room.until(lambda: room.cards)
    assert len(room.cards) == 1
