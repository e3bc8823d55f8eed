"""/privacy: what is kept is shown, given and erased, and nothing that the bot ever showed names that person."""

import json
from typing import Any

from tests.discord.staffroom import QUESTION, Staffroom


async def menu_of(room: Staffroom, who: Any) -> Any:
    return await who.slash(room.questions, "privacy")


async def erase(room: Staffroom, who: Any) -> Any:
    """Press through both steps; give the message as it stands then."""
    menu = await menu_of(room, who)
    await who.click(menu.response, label="Erase…")
    await who.click(menu.response, label="Erase everything")
    return menu.response


def everything_shown(room: Staffroom) -> str:
    """Every text of the bot's that stands anywhere, and every thread's name."""
    texts: list[str] = []
    for place in (room.questions, room.moderators, *room.questions.threads):
        texts += [str(place.name), *(_text(message) for message in place.history() if message.author.bot)]
    for who in (room.amira, room.ben, room.chloe, room.dev):
        texts += [_text(message) for message in room.told(who)]
    return "\n".join(texts)


def _text(message: Any) -> str:
    embeds = [f"{embed.description} {[field.value for field in embed.fields]}" for embed in message.embeds]
    return f"{message.content} {embeds}"


async def test_somebody_of_whom_nothing_is_kept_is_told_so_and_stays_unknown(room: Staffroom) -> None:
    menu = await menu_of(room, room.chloe)
    assert menu.ephemeral
    assert menu.response.content.startswith("I keep nothing about you.")
    assert menu.response.components == []
    assert await room.query("SELECT count(*) FROM member") == [0]


async def test_what_is_kept_is_told_in_plain_words(room: Staffroom) -> None:
    await room.ask()
    told = (await menu_of(room, room.amira)).response.content
    assert "your name (as Amira)" in told
    assert "1 question with its text, no threads you were in, no skills" in told
    assert "after 7 nights" in told


async def test_the_download_holds_what_was_written_and_chosen_and_nobody_else(room: Staffroom) -> None:
    await room.ben.slash(room.questions, "skills", add="Excel", note="only formulas")
    await room.offer(room.ben)
    await room.claimed()
    await room.ben.slash(room.thread, "close", note="It was the ribbon")
    given: dict[int, Any] = {}
    for who in (room.amira, room.ben):
        menu = await menu_of(room, who)
        answer = await who.click(menu.response, label="Download")
        [file] = answer.response.attachments
        given[who.id] = json.loads(await file.read())
    [ben] = given[room.ben.id]["servers"]
    assert (given[room.ben.id]["user"], ben["name"]) == (str(room.ben.id), "Ben")
    assert [(skill["topic"], skill["note"]) for skill in ben["skills"]] == [("Excel", "only formulas")]
    assert [(link["role"], link["note"]) for link in ben["links"]] == [("helper", "It was the ribbon")]
    assert QUESTION not in json.dumps(given[room.ben.id])
    assert [question["text"] for question in given[room.amira.id]["servers"][0]["questions"]] == [QUESTION]
    assert "Ben" not in json.dumps(given[room.amira.id])


async def test_erasing_asks_again_and_can_be_left(room: Staffroom) -> None:
    await room.ask()
    menu = await menu_of(room, room.amira)
    await room.amira.click(menu.response, label="Erase…")
    assert menu.response.content.startswith("**Erase everything about you?** This can't be undone.")
    await room.amira.click(menu.response, label="Keep it")
    assert menu.response.content == "Nothing was erased."
    assert "waiting for a mentor" in room.now_on_card


async def test_a_waiting_question_ends_without_name_text_and_buttons(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.ask()
    told = await erase(room, room.amira)
    assert told.content.startswith("Everything about you is erased.")
    assert "Amira" not in everything_shown(room)
    assert QUESTION not in everything_shown(room)
    assert "erased at the wish of whoever asked" in room.card.embeds[0].description
    assert room.card.components == []
    assert (await menu_of(room, room.amira)).response.content.startswith("I keep nothing about you.")


async def test_when_the_asker_is_erased_the_helper_is_told_kindly_and_the_thread_ends(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.claimed()
    await erase(room, room.amira)
    assert "Somebody you were helping has had everything about them erased" in room.told(room.ben)[-1].content
    assert room.thread_is("archived", "locked")
    assert room.thread.name == "question-1"
    assert "This was for Ben" in room.opening.content
    assert "Amira" not in everything_shown(room)
    assert QUESTION not in everything_shown(room)


async def test_when_the_helper_is_erased_the_question_waits_again_and_its_asker_is_told(room: Staffroom) -> None:
    await room.claimed()
    await room.chloe.react(room.card, "✋")
    assert "Ben got there a moment ago" in room.told(room.chloe)[-1].content
    await erase(room, room.ben)
    assert "Your question is open again" in room.told(room.amira)[-1].content
    assert "waiting for a mentor" in room.now_on_card
    assert QUESTION in room.card.embeds[0].description
    assert "This was for Amira: “How do I enable macros in Excel?”" in room.opening.content
    assert "Ben" not in everything_shown(room)


async def test_messages_of_long_ended_threads_lose_the_name_too(room: Staffroom) -> None:
    await room.claimed()
    await room.pass_time(hours=25)
    assert f"<@{room.ben.id}>" in room.thread.history()[-1].content
    await room.pass_time(hours=25)
    assert room.thread_is("archived", "locked")
    await erase(room, room.ben)
    assert room.thread_is("archived", "locked")
    assert "Ben" not in everything_shown(room)
    assert str(room.ben.id) not in everything_shown(room)


async def test_a_later_call_out_that_rings_for_somebody_is_taken_back(room: Staffroom) -> None:
    await room.ask()
    await room.offer(room.ben)
    await room.pass_time(minutes=11)
    assert str(room.ben.id) in everything_shown(room)
    await erase(room, room.ben)
    assert str(room.ben.id) not in everything_shown(room)
    assert "waiting for a mentor" in room.now_on_card


async def test_an_old_hand_brings_nobody_back(room: Staffroom) -> None:
    await room.ask()
    await room.ben.react(room.card, "✋")
    await erase(room, room.ben)
    await room.compare()
    await room.restart(hours=1)
    assert "waiting for a mentor" in room.now_on_card
    assert str(room.ben.id) not in await room.query("SELECT user_id FROM member")
    assert await room.query("SELECT count(*) FROM member WHERE user_id IS NOT NULL") == [1]


async def test_whoever_comes_back_is_somebody_new(room: Staffroom) -> None:
    await room.ask()
    await erase(room, room.amira)
    await room.ask("Is this a second question?")
    numbers = await room.query("SELECT id FROM member ORDER BY user_id IS NULL")
    assert len(set(numbers)) == 2
    told = (await menu_of(room, room.amira)).response.content
    assert "1 question with its text" in told


async def test_pressing_twice_is_told_kindly(room: Staffroom) -> None:
    await room.ask()
    first, second = await menu_of(room, room.amira), await menu_of(room, room.amira)
    await room.amira.click(first.response, label="Erase…")
    await room.amira.click(second.response, label="Erase…")
    await room.amira.click(first.response, label="Erase everything")
    again = await room.amira.click(second.response, label="Erase everything")
    assert again.response.content == "I keep nothing about you."


async def test_the_files_are_scrubbed_a_minute_later(room: Staffroom) -> None:
    await room.ask()
    await erase(room, room.amira)
    file = room.bot.settings.database
    await room.pass_time(minutes=2)
    assert await room.query("SELECT result FROM job WHERE kind = 'scrub'") == ["scrubbed"]
    wal = file.with_name(file.name + "-wal").read_bytes()
    assert QUESTION.encode() not in file.read_bytes() + wal
    assert b"Amira" not in file.read_bytes() + wal
