"""What whoever asked without a name does by mistake at their own card tells nobody that it is theirs."""

from tests.discord.staffroom import Staffroom
from tests.discord.test_sharing import labels
from tests.discord.unnamed import asked, claimed, close_messages, in_channel


async def test_a_press_is_refused_privately(room: Staffroom) -> None:
    await asked(room)
    before = room.card.content
    pressed = await room.amira.click(room.card, label="I can help")
    assert pressed.ephemeral
    assert pressed.response.content.startswith("This is your own question")
    assert room.card.content == before


async def test_a_raised_hand_is_answered_in_private_messages_alone(room: Staffroom) -> None:
    await asked(room)
    await room.amira.react(room.card, "✋")
    assert room.told(room.amira)[-1].content.startswith("This is your own question")
    assert in_channel(room) == room.cards
    assert await room.query("SELECT kind FROM event WHERE kind LIKE 'claim%'") == []


async def test_with_closed_messages_a_raised_hand_is_answered_nowhere(room: Staffroom) -> None:
    close_messages(room)
    await asked(room)
    await room.amira.react(room.card, "✋")
    await room.compare()
    assert in_channel(room) == room.cards


async def test_offering_its_topic_neither_calls_nor_tells_her(room: Staffroom) -> None:
    await asked(room)
    offered = await room.offer(room.amira)
    assert "Somebody is waiting for you" not in offered.response.content
    assert in_channel(room) == room.cards


async def test_when_she_leaves_her_question_goes_hours_later_and_says_nothing_of_it(room: Staffroom) -> None:
    await asked(room)
    room.guild.remove_member(room.amira)
    await room.compare()
    assert "waiting for a mentor" in room.now_on_card
    await room.pass_time(hours=13)
    assert "Withdrawn by the asker" in room.now_on_card
    assert "left" not in room.now_on_card


async def test_her_own_name_in_a_last_line_is_asked_about_before_others_read_it(room: Staffroom) -> None:
    await claimed(room)
    closing = await room.amira.slash(room.thread, "close", note="Thanks, Amira")
    assert closing.ephemeral
    assert "your own name" in closing.response.content
    assert "Amira" not in room.opening.content
    assert not room.thread_is("archived")


async def test_with_closed_messages_nobody_reads_in_the_channel_whom_a_question_is_not_for(room: Staffroom) -> None:
    await claimed(room)
    more = await room.ben.click(room.card, label="More…")
    apart = await room.ben.click(more.response, label="Don't bring us together again")
    await room.ben.click(apart.response, label="Keep us apart")
    await asked(room, "And how do I print it?")
    close_messages(room)
    await room.ben.react(room.card, "✋")
    await room.compare()
    assert in_channel(room) == room.cards


async def test_with_closed_messages_she_still_finds_who_would_help_too(room: Staffroom) -> None:
    close_messages(room)
    await claimed(room)
    more = await room.chloe.click(room.card, label="More…")
    await room.chloe.click(more.response, label="Offer to help too")
    assert in_channel(room) == room.cards
    shown = await room.amira.click(room.card, label="More…")
    assert "Chloe offers to help, too." in shown.response.content
    await room.amira.click(shown.response, label="Let Chloe join")
    assert f"Welcome, <@{room.chloe.id}>!" in room.thread.history()[-1].content


async def test_with_closed_messages_news_of_it_is_said_nowhere(room: Staffroom) -> None:
    close_messages(room)
    await asked(room)
    more = await room.dev.click(room.card, label="More…")
    await room.dev.click(more.response, label="Close it")
    assert "Closed by a moderator" in room.now_on_card
    assert in_channel(room) == room.cards


async def test_her_own_name_in_her_thanks_is_asked_about_before_he_reads_it(room: Staffroom) -> None:
    await claimed(room)
    await room.ben.slash(room.thread, "close")
    form = await room.amira.user.click(room.told(room.amira)[-1], label="Say thank you")
    before = len(room.told(room.ben))
    thanked = await room.amira.user.submit_modal(form, {"words": "You saved my lesson! Amira"})
    assert "your own name" in thanked.response.content
    assert len(room.told(room.ben)) == before


async def test_saying_in_private_messages_that_it_is_sorted_offers_no_press_that_notes_a_skill_just_then(
    room: Staffroom,
) -> None:
    told = await claimed(room)
    done = await room.amira.user.click(told, label="It's sorted")
    said = done.followups[-1]
    assert "tomorrow is best, so that nobody guesses who asked" in said.content
    assert "Say thank you" in labels(said)
    assert not [label for label in labels(said) if label.startswith("I could help")]
