"""/skills: every button, menu and form."""

from typing import Any

from tests.discord.staffroom import Staffroom


async def test_a_first_look_invites_to_add_one(room: Staffroom) -> None:
    menu = await _menu(room)
    assert menu.ephemeral
    assert menu.response.content.startswith("You have no skills yet.")
    assert "I only call you while you are offering help." in menu.response.content


async def test_area_then_topics(room: Staffroom) -> None:
    menu = await _menu(room)
    await room.ben.click(menu.response, label="Add a skill")
    assert "Choose an area first" in menu.response.content
    areas = [option["value"] for option in _select(menu, "skill-area")["options"]]
    assert len(areas) > 5
    await room.ben.select(menu.response, [areas[0]], custom_id="skill-area")
    assert menu.response.content.endswith("choose what you can help with.")
    topics = _select(menu, "skill-choose")["options"][:2]
    await room.ben.select(menu.response, [option["value"] for option in topics], custom_id="skill-choose")
    for option in topics:
        assert f"• {option['label']}" in menu.response.content.replace("\\", "")


async def test_going_back_to_the_areas(room: Staffroom) -> None:
    menu = await _menu(room)
    await room.ben.click(menu.response, label="Add a skill")
    await room.ben.select(menu.response, [_select(menu, "skill-area")["options"][0]["value"]])
    await room.ben.click(menu.response, label="Back")
    assert "Choose an area first" in menu.response.content


async def test_writing_a_topic_with_a_scope_note(room: Staffroom) -> None:
    menu = await _menu(room)
    await room.ben.click(menu.response, label="Add a skill")
    form = await room.ben.click(menu.response, label="Write a topic instead")
    answer = await room.ben.submit_modal(form, {"topic": "exel", "note": "the technical side, not the marking"})
    assert answer.ephemeral
    assert "• Excel: the technical side, not the marking" in answer.response.content


async def test_a_form_with_an_unknown_topic_gives_the_note_back(room: Staffroom) -> None:
    menu = await _menu(room)
    await room.ben.click(menu.response, label="Add a skill")
    form = await room.ben.click(menu.response, label="Write a topic instead")
    answer = await room.ben.submit_modal(form, {"topic": "Quidditch", "note": "only the flying, not the rules"})
    assert "I don't know that topic yet." in answer.response.content
    assert "only the flying, not the rules" in answer.response.content


async def test_adding_with_the_command_and_removing_by_the_menu(room: Staffroom) -> None:
    await room.ben.slash(room.questions, "skills", add="Scratch")
    menu = await room.ben.slash(room.questions, "skills", add="Excel", note="formulas")
    assert "• Excel: formulas\n• Scratch" in menu.response.content
    option = next(o for o in _select(menu, "skill-remove")["options"] if o["label"] == "Excel")
    await room.ben.select(menu.response, [option["value"]], custom_id="skill-remove")
    assert "Excel" not in menu.response.content
    assert "• Scratch" in menu.response.content


async def test_a_note_changes_without_losing_the_skill(room: Staffroom) -> None:
    await room.ben.slash(room.questions, "skills", add="Excel", note="formulas")
    menu = await room.ben.slash(room.questions, "skills", add="Excel", note="charts")
    assert menu.response.content.count("Excel") == 1
    assert "• Excel: charts" in menu.response.content


async def test_opting_in_to_be_called_outside_offers_and_out_again(room: Staffroom) -> None:
    menu = await room.ben.slash(room.questions, "skills", add="Excel")
    await room.ben.click(menu.response, label="Call me outside my offers too")
    assert "I may call you outside your offers too." in menu.response.content
    await room.ben.click(menu.response, label="Only call me in my offers")
    assert "I only call you while you are offering help." in menu.response.content


async def test_pausing_ends_an_offer_and_resuming_lets_one_begin_again(room: Staffroom) -> None:
    await room.offer(room.ben)
    menu = await _menu(room)
    await room.ben.click(menu.response, label="Pause")
    assert "Your skills are paused: nobody is sent your way." in menu.response.content
    asked = await room.ask()
    assert room.pings(room.card) == set(), "somebody who paused was called"
    assert "Nobody is offering Excel" in asked.response.content
    refused = await room.offer(room.ben)
    assert "Your skills are paused. Resume them with /skills, then offer again." in refused.response.content
    await room.ben.click(menu.response, label="Resume")
    assert "You're available for Excel" in (await room.offer(room.ben)).response.content


async def test_the_servers_limit_is_said_and_held(room: Staffroom) -> None:
    await room.elin.slash(room.questions, "mentorbot config", topics_per_member=1)
    menu = await room.ben.slash(room.questions, "skills", add="Excel")
    assert "On this server each member helps with 1 topic at most." in menu.response.content
    second = await room.ben.slash(room.questions, "skills", add="Scratch")
    assert "each member helps with one topic, so that help stays spread out" in second.response.content
    offered = await room.offer(room.ben, topics="Scratch")
    assert "each member helps with one topic" in offered.response.content


async def test_many_skills_still_fit_into_a_message(room: Staffroom) -> None:
    topics = await room.ben.autocomplete(room.questions, "skills", "add", "")
    menu: Any = None
    for choice in topics:
        menu = await room.ben.slash(room.questions, "skills", add=choice["value"], note="x" * 100)
    assert len(menu.response.content) <= 2000
    assert "I only call you while you are offering help." in menu.response.content


async def _menu(room: Staffroom) -> Any:
    return await room.ben.slash(room.questions, "skills")


def _select(shown: Any, custom_id: str) -> Any:
    children = [child for row in shown.response.components for child in row["components"]]
    return next(child for child in children if child["custom_id"] == custom_id)
