"""/ask, with the question as an option and through the form."""

from typing import Any

import pytest

from mentorbot.domain.topics import Topic
from tests.discord.staffroom import QUESTION, Staffroom

LONG = "Why does my formula give an error? " * 40
UNCLEAR = "Could anybody have a look at this with me?"


async def test_the_form_asks_for_question_topic_urgency_and_readers(room: Staffroom) -> None:
    await room.offer(room.ben)
    form = await room.amira.slash(room.questions, "ask")
    assert form.modal is not None
    assert form.modal["title"] == "Ask a question"
    filled = {"question": "My macro is blocked", "topic": "excel", "choices": ["urgent", "private"]}
    answer = await room.amira.submit_modal(form, filled)
    assert answer.ephemeral
    assert answer.response.content.startswith("Your question is posted: https://discord.com/channels/")
    assert "One person is available for Excel, and I've asked them." in answer.response.content
    assert room.card.content.startswith("Urgent question about Excel: My macro is blocked")
    await room.ben.click(room.card, label="I can help")
    assert "is helping in a private thread" in room.now_on_card
    assert "Only the two of you can read this thread; moderators can, too." in room.opening.content


async def test_the_form_can_be_sent_with_the_question_alone(room: Staffroom) -> None:
    form = await room.amira.slash(room.questions, "ask")
    await room.amira.submit_modal(form, {"question": QUESTION})
    assert room.card.content.startswith("New question about Excel")


async def test_a_topic_given_to_the_command_stands_in_the_form(room: Staffroom) -> None:
    form = await room.amira.slash(room.questions, "ask", topic="Excel")
    assert '"value": "Excel"' in str(form.modal).replace("'", '"')


async def test_the_card_shows_the_question_and_three_buttons_and_rings_only_those_called(room: Staffroom) -> None:
    await room.offer(room.ben)
    asked = await room.ask()
    assert asked.ephemeral
    assert room.pings(room.card) == {room.ben.id}
    assert room.card.content.endswith("could you help?")
    labels = [child.label for row in room.card.components for child in row.children]
    assert labels == ["I can help", "Me too", "More…"]
    assert "Asked by Amira" in room.now_on_card
    assert "Press **I can help** or react with ✋." in room.now_on_card


async def test_nobody_available_is_said_honestly(room: Staffroom) -> None:
    asked = await room.ask()
    assert "Nobody is offering Excel just now. Your question is safe and stays open until" in asked.response.content
    assert room.pings(room.card) == set()


async def test_people_who_offer_but_rest_are_not_said_to_be_missing(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.ask()
    second = await room.ask("Why does my Excel formula show a date?", by=room.chloe)
    assert room.pings(room.card) == set()
    assert "One person is available for Excel, but can't be called just now" in second.response.content
    assert "Your question is safe and stays open until" in second.response.content
    assert "Nobody is offering" not in second.response.content


async def test_a_topic_chosen_while_somebody_rests_says_the_same(room: Staffroom) -> None:
    await room.offer(room.ben, topics="Behaviour")
    await room.ask("How do I calm a class down?", topic="Behaviour", by=room.chloe)
    asked = await room.ask(UNCLEAR)
    chosen = await room.amira.select(asked.response, [options_of(asked.response)["Behaviour"]])
    answer = await room.amira.select(chosen.response, [options_of(chosen.response)["Behaviour"]])
    assert "It's about Behaviour. One person is available for it, but can't be called" in answer.response.content


async def test_more_people_available_than_are_called(room: Staffroom) -> None:
    for number in range(5):
        await room.offer(room.member(f"Helper {number}"))
    asked = await room.ask()
    assert "5 people are available for Excel, and I've asked 3 of them." in asked.response.content
    assert len(room.pings(room.card)) == 3
    assert room.card.content.endswith("could one of you help?")


def options_of(message: Any) -> dict[str, str]:
    """Give the values of a menu by their labels."""
    return {option["label"]: option["value"] for option in message.components[0]["components"][0]["options"]}


async def test_without_a_topic_the_asker_chooses_one_and_people_are_called(room: Staffroom) -> None:
    await room.offer(room.ben)
    asked = await room.ask(UNCLEAR)
    assert "I couldn't tell what it is about." in asked.response.content
    assert room.card.content == f"New question: {UNCLEAR}"
    areas = asked.response.components[0]["components"][0]
    assert "Applications" in [option["label"] for option in areas["options"]]
    chosen = await room.amira.select(asked.response, [options_of(asked.response)["Behaviour"]])
    back = await room.amira.click(chosen.response, label="Back")
    chosen = await room.amira.select(back.response, [options_of(back.response)["Behaviour"]])
    answer = await room.amira.select(chosen.response, [options_of(chosen.response)["Behaviour"]])
    assert "It's about Behaviour. Nobody is offering that just now." in answer.response.content


@pytest.mark.parametrize("question", [LONG[:1500], "abc"])
async def test_the_longest_and_the_shortest_question_are_posted(room: Staffroom, question: str) -> None:
    await room.ask(question, topic="Excel")
    assert question.strip() in room.card.embeds[0].description.replace("\u200b", "")


async def test_too_long_a_question_comes_back(room: Staffroom) -> None:
    long = "Why? " * 400
    asked = await room.ask(long)
    assert asked.ephemeral
    assert "That is longer than a card can hold." in asked.response.content
    assert "What you wrote is in the file below." in asked.response.content
    assert (await asked.response.attachments[0].read()).decode() == long
    assert room.cards == []


async def test_too_short_a_question_comes_back(room: Staffroom) -> None:
    asked = await room.ask("\u202e \u202ca")
    assert "Please write your question in a few words" in asked.response.content
    assert room.cards == []


async def test_an_unknown_topic_returns_the_text(room: Staffroom) -> None:
    asked = await room.ask("How do I do this?", topic="Quidditch")
    assert "I don't know that topic yet." in asked.response.content
    assert "Here is what you wrote, ready to copy:\n```\nHow do I do this?\n```" in asked.response.content
    assert room.cards == []


async def test_a_form_with_an_unknown_topic_returns_the_text(room: Staffroom) -> None:
    form = await room.amira.slash(room.questions, "ask")
    answer = await room.amira.submit_modal(form, {"question": QUESTION, "topic": "Quidditch"})
    assert "I don't know that topic yet." in answer.response.content
    assert answer.response.content.endswith(f"```\n{QUESTION}\n```\n```\nQuidditch\n```")


async def test_the_fourth_open_question_comes_back(room: Staffroom) -> None:
    for number in range(3):
        await room.ask(f"{QUESTION} {number}")
    fourth = await room.ask("And what about pivot tables?")
    assert "You have 3 open questions, which is as many as this server allows." in fourth.response.content
    assert fourth.response.content.endswith("```\nAnd what about pivot tables?\n```")
    assert len(room.cards) == 3


async def test_missing_permissions_are_named_in_words_and_the_text_returned(room: Staffroom) -> None:
    room.deny(room.questions, embed_links=True, manage_threads=True)
    asked = await room.ask()
    assert f"I can't post in <#{room.questions.id}> yet" in asked.response.content
    assert "switch on Embed Links and Manage Threads for me there" in asked.response.content
    assert asked.response.content.endswith(f"```\n{QUESTION}\n```")
    assert room.cards == []


async def test_a_private_thread_needs_one_permission_more(room: Staffroom) -> None:
    room.deny(room.questions, create_private_threads=True)
    refused = await room.ask(private=True)
    assert "switch on Create Private Threads for me there" in refused.response.content
    assert "Your question is posted" in (await room.ask()).response.content


async def test_questions_go_to_the_channel_that_the_server_named(room: Staffroom) -> None:
    await room.elin.slash(room.moderators, "mentorbot config", questions=room.questions)
    asked = await room.amira.slash(room.moderators, "ask", question=QUESTION)
    assert f"/{room.questions.id}/" in asked.response.content
    assert room.card.content.startswith("New question about Excel")
    assert room.moderators.history() == []


async def test_missing_permissions_in_the_named_channel_are_told_too(room: Staffroom) -> None:
    await room.elin.slash(room.moderators, "mentorbot config", questions=room.questions)
    room.deny(room.questions, send_messages=True)
    asked = await room.amira.slash(room.moderators, "ask", question=QUESTION)
    assert f"I can't post in <#{room.questions.id}> yet: an admin needs to switch on Send Messages" in (
        asked.response.content
    )


async def test_a_named_channel_that_was_deleted_returns_the_text(room: Staffroom) -> None:
    gone = room.guild.create_text_channel("gone")
    await room.elin.slash(room.moderators, "mentorbot config", questions=gone)
    room.env.backend.delete_channel(gone.id)
    await room.env.settle()
    asked = await room.ask()
    assert "does not exist any more" in asked.response.content
    assert asked.response.content.endswith(f"```\n{QUESTION}\n```")


async def test_asked_in_a_thread_the_card_stands_in_its_channel(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.claimed()
    await room.amira.slash(room.thread, "ask", question="And how do I share an Excel file?")
    assert len(room.cards) == 2
    assert "And how do I share an Excel file?" in room.card.content


async def test_topics_are_suggested_with_typing_errors(room: Staffroom) -> None:
    choices = await room.amira.autocomplete(room.questions, "ask", "topic", "exel")
    assert choices[0] == {"name": "Excel", "value": "Excel"}
    assert len(await room.amira.autocomplete(room.questions, "ask", "topic", "")) == 25


async def test_outside_servers_the_button_says_where_to_go(room: Staffroom) -> None:
    assert "ask" not in room.amira.user.available_commands()


async def test_a_question_that_stands_is_told_so_though_the_topics_cannot_be_read(
    room: Staffroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    topics, readable = room.bot.parts.topics, room.bot.parts.topics.all

    async def read_once(server_id: int) -> list[Topic]:
        monkeypatch.setattr(topics, "all", unreadable)
        return await readable(server_id)

    async def unreadable(_: int) -> list[Topic]:
        raise OSError("the database ails")

    room.expect_errors()
    monkeypatch.setattr(topics, "all", read_once)
    answer = await room.amira.slash(room.questions, "ask", question="Who can lend me a hand with this odd thing?")
    assert "Your question is posted" in answer.response.content
    assert len(room.cards) == 1
