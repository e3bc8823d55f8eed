"""The whole story, as each person sees it."""

from tests.discord.staffroom import Staffroom


async def test_a_question_is_asked_called_claimed_linked_and_closed(room: Staffroom) -> None:
    offered = await room.offer(room.ben)
    assert offered.ephemeral
    assert "You're available for Excel until" in offered.response.content

    asked = await room.ask()
    assert asked.ephemeral
    assert "Your question is posted: https://discord.com/channels/" in asked.response.content
    assert "One person is available for Excel, and I've asked them." in asked.response.content
    assert f"<@{room.ben.id}>" in room.card.content
    assert "How do I enable macros" in room.card.embeds[0].description

    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping" in room.card.content
    assert room.thread.name == "How do I enable macros in Excel?"
    opening = room.thread.history()[0]
    assert f"Hello <@{room.amira.id}> and <@{room.ben.id}>" in opening.content

    await room.amira.click(opening, label="Sorted")
    assert "Sorted" in room.thread.history()[0].content
    assert "Sorted" in room.card.embeds[0].fields[0].value
