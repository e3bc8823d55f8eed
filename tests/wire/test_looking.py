"""A text looked over before it is posted, over the wire: pressed, changed in its form, and lost in a restart."""

from mentorbot.playground.shown import Answer, Shown
from tests.wire.staffroom import Staffroom, taken

NAMED = "How do I teach Jamie in 7B to use Excel?"


def shown(answer: Answer) -> Shown:
    assert answer.message
    assert answer.private
    return answer.message


async def test_a_held_question_is_changed_in_its_form_and_posted(room: Staffroom) -> None:
    asked = await room.ask(NAMED, topic="Excel", urgent=True)
    assert "Not posted yet." in asked.text
    assert room.cards == []
    form = await room.amira.press(shown(asked), "Change it")
    posted = await room.amira.submit(
        form, {"Your question": "How do I teach Excel?", "Topic": "Excel", "How?": ["It's urgent"]}
    )
    assert posted.updated
    assert taken(shown(asked).text)
    await room.posted()
    assert "Urgent question about Excel: How do I teach Excel?" in room.card.text


async def test_a_held_question_is_posted_as_it_is(room: Staffroom) -> None:
    asked = await room.ask(NAMED, topic="Excel")
    posted = await room.amira.press(shown(asked), "Post it as it is")
    assert posted.updated
    assert taken(shown(asked).text)
    await room.posted()
    assert "Jamie in 7B" in room.card.text


async def test_a_held_question_is_gone_after_a_restart_and_was_never_stored(room: Staffroom) -> None:
    asked = await room.ask(NAMED, topic="Excel")
    await room.kill_and_start()
    pressed = await room.amira.press(shown(asked), "Post it as it is")
    assert pressed.private
    assert "Nothing was posted: I no longer have that draft." in pressed.text
    assert room.cards == []
