"""The practice server as a library, with the unmodified discord.py on the other side."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Shown

TINY = (sys.executable, str(Path(__file__).with_name("tinybot.py")))


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    async with Practice(bot=TINY, answer_seconds=20) as running:
        yield running


async def posted_card(practice: Practice) -> Shown:
    room = practice.channel("questions")
    await practice.person("Amira").slash("questions", "card")
    await practice.until(lambda: room.messages)
    return room.messages[-1]


async def test_a_claim_from_card_to_thread(practice: Practice) -> None:
    card, ben = await posted_card(practice), practice.person("Ben")
    answer = await ben.press(card, "I can help")
    assert (answer.text, answer.private) == ("It is yours.", True)
    assert card.thread
    assert card.thread.members == ["mentorbot", "Ben"]
    assert card.thread.messages[-1].text == f"Hello {ben.mention}"


async def test_forms_menus_and_files(practice: Practice) -> None:
    amira = practice.person("Amira")
    form = await amira.slash("questions", "ask")
    assert form.form
    assert (form.form.title, form.form.labels) == ("Ask a question", ["Your question"])
    assert (await amira.submit(form, {"Your question": "Why?"})).text == "You asked: Why?"
    card = await posted_card(practice)
    assert (await amira.select(card, "Excel")).updated
    assert card.text == "Chosen: excel"
    answer = await amira.slash("questions", "export")
    assert await amira.download(answer.attachments[0]) == b"a,b\n"
    assert [message.text for message in amira.inbox] == ["Here it comes."]
    await amira.close_dms()
    assert (await amira.slash("questions", "export")).text == "Refused: 50007"


async def test_a_bot_that_says_nothing_has_failed(practice: Practice) -> None:
    practice.realm.interactions.answer_seconds = 0.3
    assert (await practice.person("Amira").slash("questions", "silence")).failed


async def test_a_cut_connection_is_taken_up_and_nothing_is_missed(practice: Practice) -> None:
    card = await posted_card(practice)
    practice.cut_gateway()
    await practice.person("Ben").react(card, "✋")
    await practice.until(lambda: practice.channel("questions").messages[-1].text == "✋ by Ben")
    assert practice.gateway.starts_left == practice.gateway.starts_a_day - 1


async def test_killed_and_started_again_the_cards_buttons_work(practice: Practice) -> None:
    card = await posted_card(practice)
    before = practice.server.runner.pid
    practice.kill_bot()
    await practice.start_bot()
    assert practice.server.runner.pid != before
    assert (await practice.person("Ben").press(card, "I can help")).text == "It is yours."
    assert "The bot was killed." in practice.transcript


async def test_a_bot_that_ends_by_itself_says_why() -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        async with Practice(bot=(sys.executable, "-c", "raise SystemExit('no such luck')")):
            pass


async def test_requests_are_recorded_with_what_counts_against_the_limit(practice: Practice) -> None:
    practice.requests.clear()
    await posted_card(practice)
    assert [(entry.route, entry.counts) for entry in practice.requests] == [
        ("POST /interactions/{interaction_id}/{token}/callback", False),
        ("POST /channels/{channel_id}/messages", True),
    ]


async def test_a_server_error_is_tried_again_by_the_client(practice: Practice) -> None:
    practice.faults.add("status", "POST /channels/{channel_id}/messages", status=502)
    card = await posted_card(practice)
    assert card.text == "A card"
    assert [entry.status for entry in practice.requests if entry.route.endswith("/messages")] == [502, 200]


async def test_a_429_is_waited_for_by_the_client(practice: Practice) -> None:
    practice.faults.add("status", "POST /channels/{channel_id}/messages", status=429, seconds=0.5)
    card = await posted_card(practice)
    assert card.text == "A card"
    assert [entry.status for entry in practice.requests if entry.route.endswith("/messages")] == [429, 200]


async def test_an_answer_that_is_lost_has_still_taken_effect(practice: Practice) -> None:
    practice.faults.add("lost-ack", "POST /channels/{channel_id}/messages")
    card = await posted_card(practice)
    assert card.text == "A card"
    await practice.until(lambda: any("Connection" in line or "disconnect" in line for line in practice.bot_lines))


async def test_a_broken_connection_leaves_no_trace(practice: Practice) -> None:
    practice.faults.add("reset", "POST /channels/{channel_id}/messages")
    await practice.person("Amira").slash("questions", "card")
    await practice.until(lambda: "The connection broke before the request arrived" in practice.transcript)
    assert practice.channel("questions").messages == []
