"""The bot is killed and started again: nothing is lost, nothing is said twice, everything still works."""

import sqlite3

import pytest

from tests.discord.staffroom import QUESTION, Staffroom


async def test_buttons_of_old_messages_still_work(room: Staffroom) -> None:
    offer = await room.offer(room.ben)
    mine = await room.amira.slash(room.questions, "questions")
    await room.ask()
    await room.restart()
    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping" in room.card.content
    await room.restart()
    await room.amira.click(room.opening, label="Sorted")
    await room.restart()
    await room.amira.click(room.card, label="Open again")
    assert "waiting for a mentor" in room.now_on_card
    await room.ben.click(offer.response, label="Stop")
    assert "You've stopped offering." in offer.response.content
    form = await room.amira.click(mine.response, label="Ask")
    assert form.modal["title"] == "Ask a question"


async def test_a_form_that_was_open_is_still_answered(room: Staffroom) -> None:
    form = await room.amira.slash(room.questions, "ask")
    await room.restart()
    answer = await room.amira.submit_modal(form, {"question": QUESTION, "choices": ["urgent"]})
    assert "Your question is posted" in answer.response.content
    assert room.card.content.startswith("Urgent question about Excel")


async def test_hands_raised_while_it_was_away_are_found_and_one_wins(room: Staffroom) -> None:
    await room.ask()
    await room.kill()
    await room.ben.react(room.card, "✋")
    await room.chloe.react(room.card, "✋🏽")
    await room.start()
    helping = [who for who in (room.ben, room.chloe) if f"{who.name} is helping" in room.card.content]
    assert len(helping) == 1
    loser = room.chloe if helping == [room.ben] else room.ben
    assert f"{helping[0].name} got there a moment ago" in room.told(loser)[-1].content
    assert len(room.questions.threads) == 1
    assert await room.query("SELECT detail FROM event WHERE kind = 'claimed'") == ["found-later"]


async def test_a_hand_raised_while_it_was_away_at_a_question_that_is_taken_is_answered_once(room: Staffroom) -> None:
    await room.claimed()
    await room.kill()
    await room.chloe.react(room.card, "✋")
    await room.start()
    assert ["Ben got there a moment ago" in message.content for message in room.told(room.chloe)] == [True]
    await room.restart()
    assert len(room.told(room.chloe)) == 1


async def test_nothing_is_said_twice(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.claimed()
    channel, thread = len(room.questions.history()), len(room.thread.history())
    for _ in range(3):
        await room.restart()
        await room.compare()
    assert len(room.questions.history()) == channel
    assert len(room.thread.history()) == thread
    assert len(room.questions.threads) == 1


async def test_what_was_not_said_before_the_kill_is_said_after_it_once(room: Staffroom) -> None:
    room.let_receipts_wait()
    await room.bot.announcer.stop()
    asked = await room.ask()
    await room.env.advance_time(2)
    assert "Your question is safe and will appear in a moment." in asked.response.content
    await room.restart(minutes=3)
    assert len(room.cards) == 1
    assert room.card.content.startswith("New question about Excel")


async def test_a_card_whose_sending_was_not_acknowledged_is_not_posted_twice(room: Staffroom) -> None:
    await room.ask()
    await room.change("UPDATE announcement SET state = 'pending', sent_at = NULL, message_id = NULL")
    await room.change("UPDATE question SET card_id = NULL")
    await room.restart(minutes=5)
    assert len(room.cards) == 1
    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping" in room.card.content


async def test_an_offer_that_ended_meanwhile_is_over(room: Staffroom) -> None:
    await room.offer(room.ben, until="45m")
    await room.restart(minutes=46)
    shown = await room.amira.slash(room.questions, "available")
    assert "Nobody is offering help just now." in shown.response.content
    assert (await room.log())[-1] == "offer-ended"


async def test_an_offer_ends_on_time_after_a_short_absence(room: Staffroom) -> None:
    await room.offer(room.ben, until="45m")
    await room.restart(minutes=10)
    await room.pass_time(minutes=34)
    assert (await room.log())[-1] == "offered"
    await room.pass_time(minutes=1)
    assert (await room.log())[-1] == "offer-ended"


async def test_waves_that_were_missed_become_one(room: Staffroom) -> None:
    for number in range(9):
        await room.offer(room.member(f"Helper {number}"), until="6h")
    await room.ask()
    await room.restart(minutes=45)
    assert len(room.questions.history()) == 2, "one wave is late, not four at once"
    await room.pass_time(minutes=10)
    assert len(room.questions.history()) == 3


async def test_a_quiet_thread_is_asked_about_before_it_is_tidied_however_long_the_absence(room: Staffroom) -> None:
    await room.claimed()
    await room.restart(days=5)
    assert "it has been quiet here" in room.thread.history()[-1].content
    assert "Ben is helping" in room.card.content
    await room.pass_time(hours=24)
    assert "Tidied away after a quiet while" in room.now_on_card


async def test_a_question_that_ran_out_meanwhile_ends_in_the_open(room: Staffroom) -> None:
    await room.ask()
    await room.restart(days=4)
    await room.pass_time(minutes=1)
    assert "Nobody was free in time" in room.now_on_card
    assert len(room.told(room.amira)) == 1
    said = [message.content for message in room.questions.history()]
    assert sum("For the moderators" in content for content in said) == 1, said


async def test_a_card_and_a_thread_deleted_meanwhile_are_noticed(room: Staffroom) -> None:
    await room.claimed()
    await room.ask("Where do I find last year's Excel marks?")
    await room.kill()
    room.env.backend.delete_channel(room.thread.id)
    await room.delete(room.card)
    await room.start()
    assert "Closed, because its thread was deleted" in room.cards[0].embeds[0].fields[0].value
    assert "Where do I find last year's Excel marks?" in room.card.content


async def test_a_helper_who_left_meanwhile_is_noticed(room: Staffroom) -> None:
    await room.claimed()
    await room.kill()
    room.guild.remove_member(room.ben)
    await room.start()
    assert "waiting for a mentor" in room.now_on_card
    assert "The helper has left the server." in room.opening.content


async def test_commands_are_told_to_discord_only_when_they_changed(room: Staffroom) -> None:
    await room.restart()
    await room.restart()
    told = [entry for entry in room.env.http_requests if entry.method == "PUT" and entry.path.endswith("/commands")]
    assert len(told) == 1


async def test_a_hand_raised_while_the_database_fails_is_found_within_half_a_minute(
    room: Staffroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.expect_errors()
    await room.ask()
    with monkeypatch.context() as disk:
        disk.setattr(room.bot.parts.claiming, "claim_by_reaction", full)
        await room.ben.react(room.card, "✋")
    assert "Ben is helping" not in room.card.content
    await room.pass_time(seconds=31)
    assert "Ben is helping" in room.card.content


async def test_a_database_that_fails_while_it_connects_holds_up_nothing_for_long(
    room: Staffroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.expect_errors()
    await room.ask()
    await room.kill()
    with monkeypatch.context() as disk:
        disk.setattr("mentorbot.services.announcing.Announcing.pending", full)
        disk.setattr("mentorbot.services.reconciling.Reconciling.unclosed", full)
        await room.ben.react(room.card, "✋")
        await room.start()
    await room.pass_time(seconds=31)
    assert "Ben is helping" in room.card.content


async def full(*_: object, **__: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")
