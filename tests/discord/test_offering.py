"""/offer, its buttons and its form, and /available."""

from typing import Any

from tests.discord.staffroom import Staffroom

RIGHT = ("45m", "half an hour", "until 4pm", "1h30", "16:30")
WRONG = {
    "when I feel like it": "I couldn't read that as a time.",
    "1 minute": "That is less than five minutes away.",
    "13 hours": "An offer can last twelve hours at the most.",
}


async def test_people_say_how_long_in_their_own_words(room: Staffroom) -> None:
    for until in RIGHT:
        answer = await room.offer(room.ben, until=until)
        assert answer.ephemeral
        assert answer.response.content.startswith("Thank you! You're available for Excel until <t:")


async def test_wrong_words_for_a_time_are_refused_with_right_ones(room: Staffroom) -> None:
    for until, words in WRONG.items():
        answer = await room.offer(room.ben, until=until)
        assert answer.ephemeral
        assert words in answer.response.content


async def test_several_topics_with_commas_become_skills(room: Staffroom) -> None:
    answer = await room.offer(room.ben, topics=" excel , Scratch,, excel")
    assert "You're available for Excel and Scratch until" in answer.response.content
    assert "I've added Excel and Scratch to your skills." in answer.response.content
    again = await room.offer(room.ben, topics=None)
    assert "You're available for Excel and Scratch until" in again.response.content
    assert "added" not in again.response.content


async def test_an_unknown_topic_offers_nothing(room: Staffroom) -> None:
    answer = await room.offer(room.ben, topics="Excel, Quidditch")
    assert "I don't know that topic yet." in answer.response.content
    assert "Nobody is offering help just now." in (await _available(room)).response.content


async def test_without_skills_and_topics_one_is_asked_for_them(room: Staffroom) -> None:
    answer = await room.offer(room.ben, topics=None)
    assert "You have no skills registered yet." in answer.response.content


async def test_extending_and_stopping_with_one_press(room: Staffroom) -> None:
    offer = await room.offer(room.ben, until="5 hours")
    extended = await room.ben.click(offer.response, label="30 minutes more")
    assert extended.response is None or extended.response.content.startswith("You're available until")
    shown = (await _available(room)).response.content
    assert shown.startswith("**Excel**: Ben until <t:")
    await room.ben.click(offer.response, label="Stop")
    assert "You've stopped offering." in offer.response.content
    assert offer.response.components == []
    assert "Nobody is offering help just now." in (await _available(room)).response.content


async def test_an_offer_cannot_be_extended_beyond_twelve_hours(room: Staffroom) -> None:
    offer = await room.offer(room.ben, until="12 hours")
    answer = await room.ben.click(offer.response, label="30 minutes more")
    assert "An offer can last twelve hours at the most. It stays as it is." in answer.response.content


async def test_an_offer_ends_on_time(room: Staffroom) -> None:
    offer = await room.offer(room.ben, until="45m")
    await room.pass_time(minutes=44, seconds=30)
    assert "Ben" in (await _available(room)).response.content
    await room.pass_time(seconds=30)
    assert "Nobody" in (await _available(room)).response.content
    assert (await room.log())[-1] == "offer-ended"
    answer = await room.ben.click(offer.response, label="30 minutes more")
    assert "You aren't offering help just now" in answer.response.content


async def test_an_extended_offer_ends_at_its_new_time(room: Staffroom) -> None:
    offer = await room.offer(room.ben, until="45m")
    await room.ben.click(offer.response, label="30 minutes more")
    await room.pass_time(minutes=74)
    assert "Ben" in (await _available(room)).response.content
    await room.pass_time(minutes=1)
    assert "Nobody" in (await _available(room)).response.content


async def test_a_new_offer_takes_the_place_of_the_old_one(room: Staffroom) -> None:
    await room.offer(room.ben, until="45m")
    await room.offer(room.ben, topics="Scratch", until="2h")
    shown = (await _available(room)).response.content
    assert "Excel" not in shown
    assert shown.startswith("**Scratch**: Ben")


async def test_whoever_offers_is_told_of_a_question_that_waits(room: Staffroom) -> None:
    await room.ask()
    offer = await room.offer(room.ben)
    assert f"Somebody is waiting for you: https://discord.com/channels/{room.guild.id}/{room.questions.id}/" in (
        offer.response.content
    )
    call = room.questions.history()[-1]
    assert call.content == f"A question about Excel is still waiting: <@{room.ben.id}> could you look at it?"
    assert room.pings(call) == {room.ben.id}
    why = await room.ben.click(call, label="Why me?")
    assert "I called you because you offered Excel until <t:" in why.response.content
    not_called = await room.chloe.click(call, label="Why me?")
    assert "I didn't call you for this one." in not_called.response.content


async def test_available_by_topic_with_scope_notes(room: Staffroom) -> None:
    await room.ben.slash(room.questions, "skills", add="Excel", note="not the marking")
    await room.offer(room.ben)
    await room.offer(room.chloe, topics="Scratch")
    shown = await room.amira.slash(room.questions, "available", topic="excel")
    assert shown.ephemeral
    assert shown.response.content.startswith("**Excel**: Ben (not the marking) until <t:")
    assert "Chloe" not in shown.response.content
    unknown = await room.amira.slash(room.questions, "available", topic="Quidditch")
    assert "I don't know that topic yet." in unknown.response.content


async def test_many_people_available_still_fit_into_a_message(room: Staffroom) -> None:
    topics = [choice["name"] for choice in await room.ben.autocomplete(room.questions, "offer", "topics", "")]
    for number in range(3):
        await room.offer(room.member(f"Somebody With A Long Name {number}"), topics=", ".join(topics))
    shown = await _available(room)
    *lines, last = shown.response.content.splitlines()
    assert last == f"… and {25 - len(lines)} more"
    assert all("**" in line and line.endswith(":t>") for line in lines)


async def test_times_and_topics_are_suggested_while_typing(room: Staffroom) -> None:
    times = await room.ben.autocomplete(room.questions, "offer", "until_or_for", "45")
    assert times[0]["name"].startswith("45 minutes, until ")
    topics = await room.ben.autocomplete(room.questions, "offer", "topics", "Excel, scrat")
    assert topics[0]["value"] == "Excel, Scratch"


async def test_an_offer_whose_receipt_is_gone_is_stopped_from_the_list(room: Staffroom) -> None:
    await room.offer(room.ben)
    listed = await room.ben.slash(room.questions, "available")
    assert "You're offering until <t:" in listed.response.content
    assert "You're offering" not in (await _available(room)).response.content
    stopped = await room.ben.click(listed.response, label="Stop")
    assert stopped.response.content.startswith("You've stopped offering.")
    assert "Nobody is offering help just now." in (await _available(room)).response.content


async def test_somebody_elses_offer_cannot_be_touched(room: Staffroom) -> None:
    offer = await room.offer(room.ben)
    stored = room.env.backend.get_message(room.questions.id, offer.response.id)
    stored.interaction_metadata = {"user": {"id": str(room.chloe.id)}}  # as if Chloe could see it
    answer = await room.chloe.click(offer.response, label="Stop")
    assert "That offer is somebody else's. Nothing was changed." in answer.response.content


async def test_the_form_of_the_panel_offers_help(room: Staffroom) -> None:
    await room.elin.slash(room.questions, "mentorbot panel")
    form = await room.ben.click(room.card, label="Offer help")
    answer = await room.ben.submit_modal(form, {"until": "until 5pm", "topics": "Excel"})
    assert "You're available for Excel until" in answer.response.content
    wrong = await room.ben.submit_modal(
        await room.ben.click(room.card, label="Offer help"), {"until": "soon", "topics": "Excel"}
    )
    assert "I couldn't read that as a time." in wrong.response.content
    assert "soon" in wrong.response.content


async def _available(room: Staffroom) -> Any:
    return await room.amira.slash(room.questions, "available")
