"""/mentorbot and /mod and /help: what those who run a server see, and that others do not."""

import csv
import io
import json
from typing import Any

import pytest
import simcord
from simcord.backend.errors import SetupError

from tests.discord.staffroom import QUESTION, Staffroom


async def test_only_those_it_is_for_see_the_commands(room: Staffroom) -> None:
    assert not [name for name in room.amira.available_commands(room.questions) if name.startswith(("mod", "mentorbot"))]
    assert "mod export" in room.dev.available_commands(room.questions)
    assert "mentorbot config" not in room.dev.available_commands(room.questions)
    assert "mentorbot config" in room.elin.available_commands(room.questions)
    with pytest.raises(SetupError):
        await room.amira.slash(room.questions, "mod export")


async def test_who_was_given_a_command_without_the_right_is_refused_in_words(room: Staffroom) -> None:
    for name, options in (("mod export", {}), ("mentorbot config", {}), ("mentorbot topics list", {})):
        command = room.env.backend.find_command(name.split()[0], room.guild.id)
        assert command is not None
        room.guild.set_command_permissions(int(command["id"]), {room.amira: True})
        answer = await room.amira.slash(room.questions, name, **options)
        assert answer.ephemeral
        assert "That is for the people who run this server." in answer.response.content


async def test_the_panel_is_posted_and_pinned_and_its_buttons_work(room: Staffroom) -> None:
    answer = await room.elin.slash(room.moderators, "mentorbot panel", channel=room.questions)
    assert answer.ephemeral
    assert answer.response.content == f"The panel is in <#{room.questions.id}>."
    assert room.card.pinned
    panel = room.card
    assert (await room.amira.click(panel, label="Ask")).modal["title"] == "Ask a question"
    assert (await room.ben.click(panel, label="Offer help")).modal["title"] == "Offer help"
    available = await room.amira.click(panel, label="Who's available")
    assert available.ephemeral
    assert "Nobody is offering help just now." in available.response.content


async def test_a_panel_that_may_not_be_pinned_says_how(room: Staffroom) -> None:
    room.deny(room.questions, manage_messages=True, pin_messages=True)
    answer = await room.elin.slash(room.questions, "mentorbot panel")
    assert "I may not pin it: press and hold it, then choose Pin" in answer.response.content
    assert len(room.cards) == 1


async def test_a_panel_that_may_not_be_posted_says_so(room: Staffroom) -> None:
    room.deny(room.questions, send_messages=True)
    answer = await room.elin.slash(room.moderators, "mentorbot panel", channel=room.questions)
    assert f"Discord did not let me post in <#{room.questions.id}>. Try /mentorbot check." in answer.response.content


async def test_the_settings_are_shown_and_changed(room: Staffroom) -> None:
    shown = await _config(room)
    assert "Questions are posted in the channel where they are asked." in shown
    changed = await _config(room, questions=room.questions, moderators=room.moderators, open_limit=1, zone="Asia/Tokyo")
    assert f"Questions are posted in <#{room.questions.id}>." in changed
    assert f"Moderators are told in <#{room.moderators.id}>." in changed
    assert "Open questions a member may have: 1." in changed
    assert "Time zone: Asia/Tokyo." in changed
    assert "the channel where they are asked" in await _config(room, where_asked=True)
    assert f"<#{room.moderators.id}>" in await _config(room)
    assert "I don't know that time zone." in await _config(room, zone="Atlantis/Deep")
    zones = await room.elin.autocomplete(room.questions, "mentorbot config", "zone", "londo")
    assert zones == [{"name": "Europe/London", "value": "Europe/London"}]


async def test_how_evenly_calls_are_spread_is_shown_in_words_and_changed(room: Staffroom) -> None:
    assert (
        "Calls are spread 30 of 100: whoever answered such questions is called first, and makes room"
        in await _config(room)
    )
    assert "Calls are spread 100 of 100: everybody who fits in turn" in await _config(room, spread=100)
    changed = await _config(room, spread=0)
    assert "Calls are spread 0 of 100: whoever answered such questions is called first, however often." in changed
    assert "Calls are spread 0 of 100" in await _config(room, open_limit=2), "what isn't named stays"


async def test_check_names_what_is_missing_channel_by_channel(room: Staffroom) -> None:
    gone = room.guild.create_text_channel("gone")
    await _config(room, questions=gone, moderators=room.moderators)
    room.env.backend.delete_channel(gone.id)
    room.deny(room.moderators, embed_links=True, send_messages=True)
    await room.env.settle()
    shown = (await room.elin.slash(room.questions, "mentorbot check")).response.content
    assert f"In <#{room.questions.id}> I have everything I need." in shown
    assert f"In <#{room.moderators.id}> I need Send Messages and Embed Links. Switch them on" in shown
    assert "The channel for questions does not exist any more" in shown


async def test_topics_are_added_merged_retired_and_listed(room: Staffroom) -> None:
    add = await room.elin.slash(room.questions, "mentorbot topics add", name="Quidditch", aliases="flying, , brooms")
    assert "Members can now ask about and offer **Quidditch**." in add.response.content
    offered = await room.offer(room.ben, topics="brooms")
    assert "You're available for Quidditch until" in offered.response.content
    await room.ask("Which broom is best?", topic="Quidditch")
    assert room.pings(room.card) == {room.ben.id}
    merged = await room.elin.slash(room.questions, "mentorbot topics merge", topic="Quidditch", into="Excel")
    assert "Merged. Everything is now under **Excel**." in merged.response.content
    same = await room.elin.slash(room.questions, "mentorbot topics merge", topic="Quidditch", into="Excel")
    assert "Those are the same topic already." in same.response.content
    retired = await room.elin.slash(room.questions, "mentorbot topics retire", topic="Scratch")
    assert "**Scratch** is retired." in retired.response.content
    unknown = (await room.offer(room.chloe, topics="Scratch")).response.content
    assert "I don't know that topic yet." in unknown
    assert unknown.endswith("ask an admin to add it.")
    listed = await room.elin.slash(room.questions, "mentorbot topics list")
    assert "Scratch" not in listed.response.content.replace("Scratch Junior", "").replace("ScratchJr", "")
    assert "Excel" in listed.response.content
    for wrong in ("!?", "flying, walking", "\u200b\u200b"):
        bad = await room.elin.slash(room.questions, "mentorbot topics add", name=wrong)
        assert "A topic's name needs two characters, a letter or digit among them" in bad.response.content


async def test_a_merged_topic_stands_on_the_cards_of_its_questions(room: Staffroom) -> None:
    await room.elin.slash(room.questions, "mentorbot topics add", name="Quidditch")
    await room.ask("Which broom is best?", topic="Quidditch")
    await room.elin.slash(room.questions, "mentorbot topics merge", topic="Quidditch", into="Excel")
    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping" in room.card.content


async def test_the_export_is_a_private_file_with_every_step_and_no_names_or_text(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.claimed()
    await room.amira.click(room.opening, label="Sorted")
    answer = await room.dev.slash(room.questions, "mod export", period="today")
    assert answer.ephemeral
    assert "Here is the log: 7 lines. People are numbers in it" in _said(answer).content
    text = (await _said(answer).attachments[0].read()).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    steps = ["skill-added", "offered", "asked", "called", "claimed", "link-closed", "question-closed"]
    assert [line["event"] for line in lines] == steps
    everything = [text, await _jsonl(room)]
    for forbidden in ("Amira", "Ben", QUESTION, "macros", str(room.amira.id), str(room.ben.id)):
        assert all(forbidden not in exported for exported in everything)


async def _jsonl(room: Staffroom) -> str:
    answer = await room.dev.slash(room.questions, "mod export", period="today", format="jsonl")
    text = (await _said(answer).attachments[0].read()).decode()
    assert [json.loads(line)["event"] for line in text.splitlines()][-1] == "exported"
    return text


async def test_an_export_of_nothing_or_of_an_unknown_period_is_refused_in_words(room: Staffroom) -> None:
    empty = await room.dev.slash(room.questions, "mod export", period="yesterday")
    assert "Nothing happened in that period" in _said(empty).content
    unknown = await room.dev.slash(room.questions, "mod export", period="the other day")
    assert unknown.ephemeral
    assert "I couldn't read" in _said(unknown).content
    assert len(await room.dev.autocomplete(room.questions, "mod export", "period", "last")) > 1


async def test_help_by_role(room: Staffroom) -> None:
    assert await _help(room, room.amira) == [
        "Asking a question",
        "Helping others",
        "Together, and in turn",
        "When something isn't right",
        "What I keep",
    ]
    assert await _help(room, room.dev) == [*await _help(room, room.amira), "For moderators"]
    assert (await _help(room, room.elin))[-2:] == ["For moderators", "For admins"]
    one = await room.amira.slash(room.questions, "help", topic="privacy")
    assert [field.name for field in one.response.embeds[0].fields] == ["What I keep"]
    form = await room.amira.click(one.response, label="Ask")
    assert form.modal["title"] == "Ask a question"


async def test_help_works_in_private_messages_and_its_buttons_say_where_to_go(room: Staffroom) -> None:
    shown = await room.amira.user.slash("help")
    form = await room.amira.user.click(shown.response, label="Ask")
    answer = await room.amira.user.submit_modal(form, {"question": QUESTION}) if form.modal else form
    assert "Please do that on your server" in answer.response.content


async def _config(room: Staffroom, **options: Any) -> str:
    return (await room.elin.slash(room.questions, "mentorbot config", **options)).response.content


async def _help(room: Staffroom, who: Any) -> list[str]:
    answer = await who.slash(room.questions, "help")
    assert answer.ephemeral
    return [field.name for field in answer.response.embeds[0].fields]


def _said(answer: simcord.InteractionResult) -> Any:
    """The private answer, which comes as a follow-up where it took a while."""
    return next(message for message in [*answer.followups, answer.response] if message and message.content)
