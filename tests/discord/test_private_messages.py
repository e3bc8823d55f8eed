"""Whoever asked without a name simply writes to the bot: what is passed on, and what they read."""

from tests.discord.forging import forged
from tests.discord.staffroom import Staffroom
from tests.discord.unnamed import asked, claimed, passed_on, said_in_thread, write


async def test_a_private_message_is_passed_on_and_answered_with_a_receipt(room: Staffroom) -> None:
    await claimed(room)
    await room.amira.send_dm("I tried **silence**.")
    assert room.thread.history()[-1].content.startswith("Whoever asked writes:")
    assert "I tried \\*\\*silence\\*\\*." in room.thread.history()[-1].content
    receipt = room.told(room.amira)[-1]
    assert receipt.content.startswith("Passed on to Ben, without your name.")
    assert "editing or deleting your message changes nothing" in receipt.content


async def test_with_several_questions_she_chooses_which_one_a_message_is_about(room: Staffroom) -> None:
    await claimed(room)
    await room.ask("What do you do about phones in lessons?", anonymous=True)
    await room.chloe.click(room.card, label="I can help")
    await room.amira.send_dm("They are always on.")
    menu = room.told(room.amira)[-1]
    assert menu.content.startswith("Not passed on yet: which of your questions is it about?")
    assert len(room.thread.history()) == 1
    phones = next(option for option in menu.components[0].children[0].options if "phones" in option.label)
    await room.amira.user.select(menu, values=[phones.value])
    assert "They are always on." in room.thread.history()[-1].content
    assert room.told(room.amira)[-1].content.startswith("Passed on to Chloe, without your name.")


async def test_a_reply_goes_where_it_replies_to(room: Staffroom) -> None:
    await claimed(room)
    first = room.thread
    await passed_on(room, room.ben, room.opening, "Wait.", "Write to whoever asked")
    about_first = room.told(room.amira)[-1]
    await room.ask("What do you do about phones in lessons?", anonymous=True)
    await room.chloe.click(room.card, label="I can help")
    await write(room, "How long?", reply_to=about_first)
    assert "How long?" in first.history()[-1].content
    await room.ben.slash(first, "close")
    await write(room, "And then?", reply_to=about_first)
    assert room.told(room.amira)[-1].content.startswith("That one is closed, so I passed nothing on.")


async def test_while_nobody_helps_nothing_is_passed_on(room: Staffroom) -> None:
    await asked(room)
    for _ in range(2):
        await room.amira.send_dm("Anybody?")
        assert room.told(room.amira)[-1].content.startswith("Nobody is helping with your question yet")
    assert len(room.questions.history()) == 1


async def test_anybody_else_is_greeted_once_an_hour(room: Staffroom) -> None:
    await room.chloe.send_dm("Hi")
    assert room.told(room.chloe)[-1].content.startswith("Hello! I only pass messages on for people who asked anonym")
    await room.chloe.send_dm("Hi?")
    assert len([m for m in room.told(room.chloe) if m.content.startswith("Hello!")]) == 1
    await room.pass_time(hours=1)
    await room.chloe.send_dm("Hi again")
    assert len([m for m in room.told(room.chloe) if m.content.startswith("Hello!")]) == 2


async def test_a_message_without_words_is_not_passed_on(room: Staffroom) -> None:
    await claimed(room)
    await write(room, "", pictures=1)
    assert "I pass on words only, never pictures or files" in room.told(room.amira)[-1].content
    assert len(room.thread.history()) == 1


async def test_pictures_are_left_out_and_she_is_told(room: Staffroom) -> None:
    await claimed(room)
    await write(room, "Like this?", pictures=1)
    assert room.thread.history()[-1].attachments == []
    assert "Pictures and files are never passed on." in room.told(room.amira)[-1].content


async def test_editing_and_deleting_change_nothing(room: Staffroom) -> None:
    await claimed(room)
    sent = await room.amira.send_dm("It was me, erm, my class.")
    stands = said_in_thread(room)
    await room.amira.user.edit(sent, "It was somebody's class.")
    await room.amira.user.delete(sent)
    assert said_in_thread(room) == stands


async def test_a_long_text_is_passed_on_whole(room: Staffroom) -> None:
    await claimed(room)
    text = "* `why` " * 187
    await room.amira.send_dm(text)
    for message in (room.thread.history()[-1], room.told(room.amira)[-1]):
        assert str(message.embeds[0].description).count("why") == 187


async def test_choosing_a_question_for_a_message_that_was_made_up_passes_nothing_on(room: Staffroom) -> None:
    assert "nothing" in (await forged(room, room.amira, "relay-choose:12", ["1"])).lower()
