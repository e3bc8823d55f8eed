"""A question is looked over before it is posted: what its writer sees, and what others never do."""

from typing import Any

import pytest

from tests.discord.forging import forged
from tests.discord.staffroom import QUESTION, Staffroom

NAMED = "How do I help Jamie in 7B with Excel?"
UNNAMED = "How do I help a pupil with Excel?"


def labels(message: Any) -> list[str]:
    return [child["label"] for row in message.components for child in row["components"]]


async def test_a_text_that_seems_to_name_a_pupil_is_shown_to_its_writer_alone(room: Staffroom) -> None:
    asked = await room.ask(NAMED, topic="Excel")
    assert asked.ephemeral
    assert asked.response.content.startswith("**Not posted yet.** Please look once more")
    assert "- Jamie in 7B: this may tell who a pupil is" in asked.response.content
    assert asked.response.content.endswith(f"Here is what you wrote, ready to copy:\n```\n{NAMED}\n```")
    assert labels(asked.response) == ["Change it", "Post it as it is", "Don't post it"]
    assert room.cards == []
    assert await room.query("SELECT text FROM question") == []


async def test_everything_that_was_seen_is_listed(room: Staffroom) -> None:
    asked = await room.ask("Excel help? Ring 07700 900123 or write to jo@school.example, we're at SW1A 1AA")
    for line in ("07700 900123: a phone number", "jo@school.example: an e-mail address", "SW1A 1AA: a postcode"):
        assert line in asked.response.content


async def test_the_asker_may_post_it_as_it_is(room: Staffroom) -> None:
    await room.offer(room.ben)
    asked = await room.ask(NAMED, topic="Excel", urgent=True)
    posted = await room.amira.click(asked.response, label="Post it as it is")
    assert posted.response.content.startswith("Your question is posted: https://discord.com/channels/")
    assert labels(posted.response) == []
    assert room.card.content.startswith("Urgent question about Excel: How do I help Jamie")
    assert room.pings(room.card) == {room.ben.id}


def pressing(message: Any, label: str) -> str:
    """Give what a press of this button sends."""
    buttons = [child for row in message.components for child in row["components"]]
    return str(next(child["custom_id"] for child in buttons if child["label"] == label))


async def test_posting_it_twice_posts_it_once(room: Staffroom) -> None:
    asked = await room.ask(NAMED, topic="Excel")
    again = pressing(asked.response, "Post it as it is")
    await room.amira.click(asked.response, label="Post it as it is")
    assert "That was posted already" in await forged(room, room.amira, again)
    assert len(room.cards) == 1


@pytest.mark.parametrize("label", ["Post it as it is", "Change it", "Don't post it"])
async def test_a_draft_is_its_writers_alone(room: Staffroom, label: str) -> None:
    asked = await room.ask(NAMED, topic="Excel")
    told = await forged(room, room.ben, pressing(asked.response, label))
    assert told.startswith("Nothing was posted: I no longer have that draft.")
    assert NAMED not in told
    posted = await room.amira.click(asked.response, label="Post it as it is")
    assert posted.response.content.startswith("Your question is posted")


async def test_the_asker_may_change_it_and_finds_every_choice_again(room: Staffroom) -> None:
    asked = await room.ask(NAMED, topic="Excel", urgent=True, private=True, not_my_school=False)
    form = await room.amira.click(asked.response, label="Change it")
    written = str(form.modal)
    assert NAMED in written
    assert "'value': 'Excel'" in written
    ticked = [option["value"] for option in choices(form.modal) if option.get("default")]
    assert ticked == ["urgent", "private"]
    answer = await room.amira.submit_modal(form, {"question": UNNAMED, "topic": "Excel", "choices": ["urgent"]})
    assert answer.response.content.startswith("Your question is posted")
    assert room.card.content.startswith(f"Urgent question about Excel: {UNNAMED}")


def choices(modal: Any) -> list[dict[str, Any]]:
    return next(part["component"]["options"] for part in modal["components"] if "options" in part.get("component", {}))


async def test_the_asker_may_let_it_be(room: Staffroom) -> None:
    asked = await room.ask(NAMED)
    let_be = await room.amira.click(asked.response, label="Don't post it")
    assert let_be.response.content.startswith("All right: nothing was posted")
    assert NAMED in let_be.response.content
    assert labels(let_be.response) == []
    assert room.cards == []


async def test_a_text_too_long_for_the_message_comes_as_a_file(room: Staffroom) -> None:
    long = f"{NAMED} {'`' * 1400}"
    asked = await room.ask(long, topic="Excel")
    assert "What you wrote is in the file below." in asked.response.content
    assert (await asked.response.attachments[0].read()).decode() == long
    let_be = await room.amira.click(asked.response, label="Don't post it")
    assert let_be.response.content == "All right: nothing was posted, and I've forgotten it."
    again = await room.ask(long, topic="Excel")
    posted = await room.amira.click(again.response, label="Post it as it is")
    assert posted.response.content.startswith("Your question is posted")


async def test_many_findings_are_counted(room: Staffroom) -> None:
    numbers = ", ".join(f"07700 9001{number}" for number in range(20, 29))
    asked = await room.ask(f"Which of these is the office? {numbers}")
    assert asked.response.content.count("a phone number") == 5
    assert "- … and 4 more" in asked.response.content


async def test_a_form_is_looked_over_as_well(room: Staffroom) -> None:
    form = await room.amira.slash(room.questions, "ask")
    answer = await room.amira.submit_modal(form, {"question": NAMED})
    assert answer.ephemeral
    assert answer.response.content.startswith("**Not posted yet.**")
    assert room.cards == []


@pytest.mark.parametrize("label", ["Post it as it is", "Change it", "Don't post it"])
async def test_after_a_restart_the_draft_is_gone_and_nothing_is_posted(room: Staffroom, label: str) -> None:
    asked = await room.ask(NAMED)
    await room.restart()
    pressed = await room.amira.click(asked.response, label=label)
    assert pressed.ephemeral
    assert pressed.response.content.startswith("Nothing was posted: I no longer have that draft.")
    assert room.cards == []


async def test_a_draft_is_kept_for_a_quarter_of_an_hour(room: Staffroom) -> None:
    asked = await room.ask(NAMED)
    await room.pass_time(minutes=14)
    posted = await room.amira.click(asked.response, label="Post it as it is")
    assert posted.response.content.startswith("Your question is posted")
    again = await room.ask(NAMED)
    await room.pass_time(minutes=16)
    late = await room.amira.click(again.response, label="Post it as it is")
    assert late.response.content.startswith("Nothing was posted")


async def test_where_posting_fails_the_text_comes_back_and_the_draft_waits(room: Staffroom) -> None:
    asked = await room.ask(NAMED, topic="Excel")
    room.deny(room.questions, send_messages=True)
    failed = await room.amira.click(asked.response, label="Post it as it is")
    assert failed.ephemeral
    assert NAMED in failed.response.content
    room.deny(room.questions)
    posted = await room.amira.click(asked.response, label="Post it as it is")
    assert posted.response.content.startswith("Your question is posted")


async def test_an_ordinary_question_is_posted_at_once(room: Staffroom) -> None:
    asked = await room.ask(QUESTION)
    assert asked.response.content.startswith("Your question is posted")


async def test_one_who_hides_their_name_is_told_that_they_wrote_it(room: Staffroom) -> None:
    await room.amira.slash(room.questions, "help")
    await room.change("UPDATE server SET anonymous = 'on'")
    asked = await room.ask("Excel macros please, thank you! Amira", anonymous=True)
    assert "- Amira: this may be your own name" in asked.response.content
    named = await room.ask("Excel macros please, thank you! Amira")
    assert named.response.content.startswith("Your question is posted")


async def test_one_who_hides_their_name_cannot_post_their_id(room: Staffroom) -> None:
    await room.amira.slash(room.questions, "help")
    await room.change("UPDATE server SET anonymous = 'on'")
    asked = await room.ask(f"Excel macros please, answer <@{room.amira.id}>", anonymous=True)
    assert asked.response.content.startswith("**Not posted.** I can't post this as it stands")
    assert labels(asked.response) == ["Change it", "Don't post it"]
    assert room.cards == []
    told = await forged(room, room.amira, pressing(asked.response, "Change it").replace("change", "post"))
    assert told.startswith("**Not posted.**")
    assert room.cards == []


async def test_a_listed_word_is_not_posted_until_it_is_changed(room: Staffroom) -> None:
    listed = await room.elin.slash(room.questions, "mentorbot words add", word="Heck")
    assert listed.response.content.startswith("Listed: nothing that holds “Heck” is posted here.")
    asked = await room.ask("What the *h\u00e9ck* is a macro in Excel?")
    assert asked.response.content.startswith("**Not posted.** I can't post this as it stands; please change it:")
    assert "- Heck: a word that this server does not want posted" in asked.response.content
    assert labels(asked.response) == ["Change it", "Don't post it"]
    form = await room.amira.click(asked.response, label="Change it")
    changed = await room.amira.submit_modal(form, {"question": "What is a macro in Excel?"})
    assert changed.response.content.startswith("Your question is posted")


async def test_a_word_listed_meanwhile_is_not_posted_either(room: Staffroom) -> None:
    asked = await room.ask(f"What the heck? {NAMED}")
    await room.elin.slash(room.questions, "mentorbot words add", word="heck")
    pressed = await room.amira.click(asked.response, label="Post it as it is")
    assert "- heck: a word that this server does not want posted" in pressed.response.content
    assert room.cards == []


async def test_the_list_is_shown_and_words_come_off_it(room: Staffroom) -> None:
    empty = await room.elin.slash(room.questions, "mentorbot words list")
    assert empty.response.content.startswith("The list is empty.")
    await room.elin.slash(room.questions, "mentorbot words add", word="Heck")
    full = await room.elin.slash(room.questions, "mentorbot words list")
    assert full.response.content.endswith("- Heck")
    off = await room.elin.slash(room.questions, "mentorbot words remove", word="heck")
    assert off.response.content == "“Heck” is off the list, and may be posted again."


async def test_the_list_is_for_admins(room: Staffroom) -> None:
    commands = room.dev.available_commands(room.questions)
    assert "mentorbot words add" not in commands
    assert "mentorbot words add" in room.elin.available_commands(room.questions)


async def test_a_closing_line_is_looked_over(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.claimed()
    closing = await room.ben.slash(room.thread, "close", note="Jamie in 7B can save now")
    assert closing.response.content.startswith("**Not posted yet.**")
    assert not room.thread_is("locked")
    form = await room.ben.click(closing.response, label="Change it")
    assert "Jamie in 7B can save now" in str(form.modal)
    closed = await room.ben.submit_modal(form, {"note": "They can save now"})
    assert closed.response.content.startswith("Closed. Thank you!")
    assert room.thread_is("archived", "locked")


async def test_a_closing_line_may_be_posted_as_it_is(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.claimed()
    closing = await room.ben.slash(room.thread, "close", note="Ring 07700 900123 if it's back")
    closed = await room.ben.click(closing.response, label="Post it as it is")
    assert closed.response.content.startswith("Closed. Thank you!")
    assert room.thread_is("archived", "locked")


async def test_a_scope_note_is_looked_over(room: Staffroom) -> None:
    adding = await room.ben.slash(room.questions, "skills", add="Excel", note="write to ben@school.example")
    assert "ben@school.example: an e-mail address" in adding.response.content
    assert await room.query("SELECT note FROM skill") == []
    form = await room.ben.click(adding.response, label="Change it")
    assert "ben@school.example" in str(form.modal)
    added = await room.ben.submit_modal(form, {"topic": "Excel", "note": "macros"})
    assert "Excel: macros" in added.response.content


async def test_an_anonymous_draft_leaves_no_trace(room: Staffroom) -> None:
    await room.amira.slash(room.questions, "help")
    await room.change("UPDATE server SET anonymous = 'on'")
    asked = await room.ask("Zebrafinch asks how to help Jamie in 7B with Excel", anonymous=True)
    assert asked.response.content.startswith("**Not posted yet.**")
    await room.amira.click(asked.response, label="Change it")
    await room.amira.click(asked.response, label="Don't post it")
    database = room.bot.settings.database
    kept = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    assert kept
    assert b"Zebrafinch" not in kept
    assert "Zebrafinch" not in room.listener.text
    assert "asked" not in await room.log()


async def test_a_closing_line_left_out_after_the_second_look_closes_in_that_messages_place(room: Staffroom) -> None:
    await room.offer(room.ben)
    await room.claimed()
    closed = await room.ben.slash(room.thread, "close", note="Lovely to help Jamie in 7B")
    form = await room.ben.click(closed.response, label="Change it")
    answer = await room.ben.submit_modal(form, {"note": ""})
    assert answer.response.content.startswith("Closed. Thank you!")
    assert labels(closed.response) == [], "nothing is left to press"
    assert "Jamie" not in room.thread.history()[0].content
