"""What people see when Discord says no, or when somebody deletes what the bot needs."""

import pytest

from tests.discord.staffroom import QUESTION, Staffroom

CALLBACK = "/interactions/*/callback"
MESSAGES = "/channels/*/messages"


async def test_a_card_deleted_by_a_moderator_is_posted_again_once_then_closed_with_notice(room: Staffroom) -> None:
    await room.ask()
    await room.delete(room.card)
    await room.compare()
    assert len(room.cards) == 1
    assert room.card.content.startswith("New question about Excel")
    await room.delete(room.card)
    await room.compare()
    assert room.cards == []
    notice = room.told(room.amira)[-1]
    assert "was deleted from the channel twice, so I've closed it. Nothing is lost" in notice.content
    assert QUESTION in notice.content
    mine = await room.amira.slash(room.questions, "questions", mine=True)
    assert "You have no open questions." in mine.response.content


async def test_the_second_card_can_be_claimed(room: Staffroom) -> None:
    await room.ask()
    await room.delete(room.card)
    await room.compare()
    await room.ben.react(room.card, "✋")
    assert "Ben is helping" in room.card.content
    assert f"<@{room.ben.id}>" in room.opening.content


async def test_the_card_of_a_claimed_question_is_deleted_and_the_two_go_on(room: Staffroom) -> None:
    opening = await room.claimed()
    await room.delete(room.card)
    await room.amira.click(opening, label="Sorted")
    assert "Sorted. Thank you both!" in room.opening.content


async def test_a_deleted_thread_closes_the_question_and_it_can_be_opened_again(room: Staffroom) -> None:
    await room.claimed()
    await room.delete_thread(room.thread)
    assert "Closed, because its thread was deleted" in room.now_on_card
    await room.amira.click(room.card, label="Open again")
    await room.chloe.click(room.card, label="I can help")
    assert f"<@{room.chloe.id}>" in room.opening.content


async def test_the_helper_leaves_and_the_question_waits_again(room: Staffroom) -> None:
    await room.offer(room.chloe)
    await room.claimed()
    room.guild.remove_member(room.ben)
    await room.compare()
    assert "waiting for a mentor" in room.now_on_card
    assert "The helper has left the server. The question is waiting for somebody else." in room.opening.content


async def test_the_asker_leaves_and_the_question_ends(room: Staffroom) -> None:
    await room.claimed()
    room.guild.remove_member(room.amira)
    await room.compare()
    assert "Closed, because the asker left the server" in room.now_on_card


async def test_the_asker_of_a_waiting_question_leaves(room: Staffroom) -> None:
    await room.ask()
    room.guild.remove_member(room.amira)
    await room.compare()
    assert "Closed, because the asker left the server" in room.now_on_card


async def test_with_direct_messages_closed_the_asker_is_told_in_the_channel(room: Staffroom) -> None:
    await room.ask()
    await room.pass_time(hours=71)
    room.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await room.pass_time(hours=1)
    said = [m for m in room.questions.history() if m.content.startswith(f"<@{room.amira.id}>")]
    assert len(said) == 1
    assert QUESTION in said[0].content
    assert room.pings(said[0]) == {room.amira.id}


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (403, 50001), (404, 10003), (400, 50035)])
async def test_a_card_that_discord_refuses_gives_the_text_back(room: Staffroom, status: int, code: int) -> None:
    room.env.inject_error("POST", MESSAGES, status=status, code=code, message="no")
    asked = await room.ask()
    assert asked.ephemeral
    assert f"Discord did not let me post in <#{room.questions.id}>." in asked.response.content
    assert QUESTION in asked.response.content
    mine = await room.amira.slash(room.questions, "questions", mine=True)
    assert "You have no open questions." in mine.response.content


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_answer_that_comes_too_late_changes_nothing_and_the_fact_is_told_elsewhere(
    room: Staffroom, code: int
) -> None:
    room.env.inject_error("POST", CALLBACK, status=404 if code == 10062 else 400, code=code)
    await room.ask()
    assert len(room.cards) == 1
    room.env.inject_error("POST", CALLBACK, status=404 if code == 10062 else 400, code=code)
    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping" in room.card.content, "the card's edit takes the place of the answer"
    assert len(room.questions.threads) == 1
    room.env.inject_error("POST", CALLBACK, status=404 if code == 10062 else 400, code=code)
    await room.amira.click(room.opening, label="Sorted")
    assert "Sorted. Thank you both!" in room.opening.content
    assert "Sorted" in room.now_on_card
    assert room.thread_is("archived", "locked")


@pytest.mark.parametrize("code", [10062, 40060])
async def test_late_redraws_and_forms_are_no_errors(room: Staffroom, code: int) -> None:
    offer = await room.offer(room.ben)
    menu = await room.ben.slash(room.questions, "skills")
    await room.claimed()
    await room.pass_time(hours=24)
    nudge = room.thread.history()[-1]
    presses = [
        room.ben.slash(room.questions, "ask"),
        room.ben.slash(room.questions, "help"),
        room.ben.click(menu.response, label="Pause"),
        room.ben.click(nudge, label="Keep it open"),
        room.ben.click(offer.response, label="Stop"),
    ]
    for press in presses:
        room.env.inject_error("POST", CALLBACK, status=404, code=code)
        await press
        room.env.backend.faults.clear()
    assert "kept-open" in await room.log()


@pytest.mark.parametrize("status", [500, 429])
async def test_discords_own_trouble_is_waited_out(room: Staffroom, status: int) -> None:
    room.let_receipts_wait()
    room.env.inject_error("POST", MESSAGES, status=status, times=4)
    asked = await room.ask()
    await room.env.advance_time(60)
    assert "Your question is safe and will appear in a moment." in asked.response.content
    assert len(room.cards) == 1


async def test_a_thread_that_is_there_already_is_used(room: Staffroom) -> None:
    await room.ask()
    room.env.backend.create_thread(room.questions.id, "made by hand", room.dev.id, message_id=room.card.id)
    await room.ben.click(room.card, label="I can help")
    assert f"Hello <@{room.amira.id}> and <@{room.ben.id}>" in room.opening.content


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (400, 160006)])
async def test_without_a_thread_the_two_talk_beneath_the_card(room: Staffroom, status: int, code: int) -> None:
    await room.ask()
    room.env.inject_error("POST", "/channels/*/threads", status=status, code=code)
    await room.ben.click(room.card, label="I can help")
    said = room.questions.history()[-1]
    assert f"Hello <@{room.amira.id}> and <@{room.ben.id}>" in said.content
    assert said.reference is not None
    assert said.reference.message_id == room.card.id
    await room.amira.click(said, label="Sorted")
    assert "Sorted. Thank you both!" in room.questions.history()[-1].content


async def test_a_thread_name_that_discord_refuses_becomes_a_neutral_one(room: Staffroom) -> None:
    await room.ask()
    room.env.inject_error("POST", "/channels/*/threads", status=400, code=50035)
    await room.ben.click(room.card, label="I can help")
    assert room.thread.name == "question-1"


async def test_an_archived_thread_is_opened_for_its_last_words(room: Staffroom) -> None:
    opening = await room.claimed()
    room.env.inject_error("PATCH", f"/channels/{room.thread.id}/messages/{opening.id}", status=400, code=50083)
    await room.dev.slash(room.questions, "help")
    await room.amira.slash(room.thread, "close")
    assert "Sorted. Thank you both!" in room.opening.content
    assert room.thread_is("archived", "locked")


async def test_an_unknown_button_is_explained(room: Staffroom) -> None:
    await room.ask()
    stored = room.env.backend.get_message(room.questions.id, room.card.id)
    stored.components[0]["components"][0]["custom_id"] = "long-gone:1"
    answer = await room.ben.click(room.card, custom_id="long-gone:1")
    assert "That button is from an older message" in answer.response.content


async def test_an_error_of_our_own_gives_a_code_and_the_text(room: Staffroom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.expect_errors()

    async def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(room.bot.parts.asking, "ask", fail)
    asked = await room.ask()
    assert "something went wrong on my side" in asked.response.content
    code = asked.response.content.split("**")[1]
    assert code in room.listener.text
    assert asked.response.content.endswith(f"```\n{QUESTION}\n```")
