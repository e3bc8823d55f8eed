"""Asked without a name over the wire: claimed, answered both ways, closed and followed up, and seen by nobody."""

import sqlite3
from contextlib import closing
from typing import Any

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from tests.wire.oracle import Oracle, description
from tests.wire.staffroom import POSTED, Staffroom, taken

SHY = "I should know this: how do I enable macros in Excel?"


def allow(practice: Practice) -> None:
    """Let people ask without their name, as an admin does."""
    with closing(sqlite3.connect(practice.database, timeout=10)) as database, database:
        assert database.execute("UPDATE server SET anonymous = 'on'").rowcount == 1


def told(room: Staffroom) -> list[Shown]:
    """What Amira reads in her private messages."""
    return [message for message in room.amira.inbox if message.author == "mentorbot"]


async def claimed(room: Staffroom) -> None:
    await room.ben.slash("questions", "help")
    allow(room.practice)
    asked = await room.ask(SHY, topic="Excel", anonymous=True)
    assert taken(asked.text, f"{POSTED} without your name")
    await room.ben.press(room.card, "I can help")
    await room.opened()
    await room.until(lambda: told(room))


async def relayed(room: Staffroom, who: Any, message: Shown, button: str, text: str) -> Answer:
    before = len(room.thread.messages)
    form = await who.press(message, button)
    answer = await who.submit(form, {"What shall I pass on?": text})
    await room.until(lambda: len(room.thread.messages) > before)
    return answer


async def test_asked_claimed_answered_both_ways_closed_and_followed_up(room: Staffroom) -> None:
    oracle = Oracle(description())
    await claimed(room)
    assert "Asked anonymously" in room.card.text
    assert room.thread.members == ["mentorbot", "Ben"]
    receipt = await relayed(room, room.ben, room.thread.messages[0], "Write to whoever asked", "Open the Trust Center.")
    assert "Passed on to whoever asked." in receipt.text
    await room.until(lambda: len(told(room)) == 2)
    assert told(room)[-1].text.startswith("Ben writes about your question about Excel:\nOpen the Trust Center.")
    await relayed(room, room.amira, told(room)[-1], "Write to the helper", "Where is it?")
    await room.amira.say("dm", "Found it, thank you!")
    await room.until(lambda: "Passed on to Ben" in told(room)[-1].text)
    await room.until(lambda: len(room.thread.messages) == 4)
    assert room.thread.messages[-1].text.startswith("Whoever asked writes:")
    assert "Found it, thank you!" in room.thread.messages[-1].text
    await room.amira.press(told(room)[-1], "It's sorted")
    await room.until(lambda: room.thread.archived and room.thread.locked)
    count = len(told(room))
    await room.practice.advance(24 * 3600 + 60)
    await room.until(lambda: len(told(room)) > count)
    assert told(room)[-1].text.startswith("Did it work? Yesterday your question about Excel was sorted")
    await room.amira.press(told(room)[-1], "Yes, thanks")
    public = "".join(message.text for message in [*room.said, *room.thread.messages])
    assert "Amira" not in public
    assert str(room.amira.id) not in public
    assert [complaint for entry in room.practice.requests for complaint in oracle.complaints(entry)] == []


async def test_killed_between_two_messages_each_is_passed_on_once(room: Staffroom) -> None:
    await claimed(room)
    await relayed(room, room.ben, room.thread.messages[0], "Write to whoever asked", "First.")
    await room.kill_and_start()
    await relayed(room, room.ben, room.thread.messages[0], "Write to whoever asked", "Second.")
    await room.until(lambda: len(told(room)) == 3)
    assert [message.text.split("\n")[1] for message in told(room)[1:]] == ["First.", "Second."]
    assert len(room.thread.messages) == 3
