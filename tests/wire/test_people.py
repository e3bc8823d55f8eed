"""What people meet over the wire: forms, hands too late, closed doors, quiet threads, cut connections."""

import pytest

from tests.wire.staffroom import HAND, MACROS, Staffroom, taken

LOOK = "GET /channels/{channel_id}/messages"


async def test_asked_in_the_form_and_claimed_by_hand_in_private(room: Staffroom) -> None:
    form = await room.amira.slash("questions", "ask")
    asked = await room.amira.submit(
        form,
        {
            "Your question": MACROS,
            "Topic": "exel",
            "How?": ["It's urgent", "A private thread"],
        },
    )
    assert "Nobody is offering Excel just now" in asked.text
    await room.posted()
    assert "Urgent question about Excel" in room.card.text
    offered = await room.offer()
    assert str(room.card.id) in offered.text
    await room.chloe.react(room.card, HAND)
    await room.opened()
    assert room.thread.private
    assert set(room.thread.members) == {"mentorbot", "Amira", "Chloe"}
    late = await room.ben.press(room.said[-1], "I can help")
    assert late.private
    assert "Chloe got there a moment ago" in late.text


async def test_a_hand_raised_too_late_is_told_who_was_faster_and_what_else_waits(room: Staffroom) -> None:
    await room.ask("Which phonics books do you like?", topic="Phonics")
    other = room.card
    await room.claimed()
    await room.chloe.react(room.card, HAND)
    await room.until(lambda: room.chloe.inbox)
    assert "Ben got there a moment ago" in room.chloe.inbox[-1].text
    assert str(other.id) in room.chloe.inbox[-1].text


async def test_closed_direct_messages_are_answered_where_it_happened(room: Staffroom) -> None:
    await room.chloe.close_dms()
    await room.claimed()
    await room.chloe.react(room.card, HAND)
    await room.until(lambda: room.chloe.mention in room.said[-1].text)
    assert "Ben got there a moment ago" in room.said[-1].text


async def test_a_missing_permission_is_named_and_the_text_comes_back(room: Staffroom) -> None:
    room.practice.deny_bot("questions", "Send Messages")
    asked = await room.ask()
    assert asked.private
    assert "switch on Send Messages" in asked.text
    assert MACROS in asked.text.replace("\\", "")
    room.practice.deny_bot("questions")
    assert taken((await room.ask()).text)


async def test_a_thread_that_cannot_be_had_leaves_the_two_in_the_channel(room: Staffroom) -> None:
    await room.ask()
    room.practice.deny_bot("questions", "Create Public Threads")
    await room.ben.press(room.card, "I can help")
    await room.until(lambda: "Hello" in room.said[-1].text)
    assert room.said[-1].message.reply_to == room.card.id


async def test_a_quiet_thread_is_asked_about_then_tidied_away(room: Staffroom) -> None:
    thread = await room.claimed()
    await room.practice.advance(25 * 3600)
    await room.until(lambda: len(thread.messages) == 2)
    assert "Is it sorted?" in thread.messages[1].text
    await room.practice.advance(25 * 3600)
    await room.until(lambda: thread.archived and "Tidied away" in room.card.text)
    assert len(thread.messages) == 2


async def test_a_thread_in_which_people_write_is_left_alone(room: Staffroom) -> None:
    thread = await room.claimed()
    await room.practice.advance(20 * 3600)
    await room.amira.say(thread, "I tried that, and it worked for one sheet.")
    await room.practice.advance(5 * 3600)
    await room.until(lambda: any(entry.route == LOOK for entry in room.practice.requests))
    await room.practice.advance(18 * 3600)
    assert len(thread.messages) == 2
    await room.practice.advance(2 * 3600)
    await room.until(lambda: len(thread.messages) == 3)
    await room.ben.press(thread.messages[-1], "Keep it open")
    assert "Ben is keeping this open" in thread.messages[-1].text


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_cut_connection_loses_no_claim(room: Staffroom, resumable: bool) -> None:
    await room.ask()
    room.practice.cut_gateway(resumable=resumable)
    await room.ben.react(room.card, HAND)
    await room.opened()
    assert "Ben is helping" in room.card.text
    gateway = room.practice.gateway
    starts = 1 if resumable else 2
    await room.practice.until(lambda: gateway.starts_a_day - gateway.starts_left == starts)
