"""Moderators add, merge and retire topics; what people registered and asked follows."""

import pytest

from mentorbot.services.topics import BadTopicName, SameTopic, UnknownTopic
from tests.played import SERVER, Web


async def names(web: Web) -> list[str]:
    return sorted(topic.name for topic in await web.parts.topics.all(SERVER))


async def test_a_new_topic_is_found_by_name_alias_and_in_questions(web: Web) -> None:
    await web.topic("excel")  # whoever asked before must not be kept from seeing it
    added = await web.parts.topics.add(web.person("Dev"), "  Micro   Bit ", "school", ["BBC computer"])
    assert (added.name, added.key) == ("Micro Bit", "micro bit")
    assert (await web.parts.topics.find(SERVER, "bbc computer")).id == added.id
    assert added in await web.parts.topics.suggest(SERVER, "mic")


async def test_neighbours_are_the_topics_of_its_area(web: Web) -> None:
    added = await web.parts.topics.add(web.person("Dev"), "Micro Bit", "school", [])
    near = await web.all(int, "SELECT near_id FROM neighbour WHERE topic_id = $1", added.id)
    assert len(near) == 4
    alone = await web.parts.topics.add(web.person("Dev"), "Yoga", None, [])
    assert await web.all(int, "SELECT near_id FROM neighbour WHERE topic_id = $1", alone.id) == []


@pytest.mark.parametrize("name", ["", "x", " - ", "\u200b\u200b"])
async def test_a_topic_needs_a_name(web: Web, name: str) -> None:
    with pytest.raises(BadTopicName):
        await web.parts.topics.add(web.person("Dev"), name, None, [])
    assert await names(web) == ["Behaviour", "Excel", "Scratch", "Sheets"]


async def test_merging_moves_skills_offers_and_open_questions_and_the_old_name_still_finds_it(web: Web) -> None:
    await web.skill("Chloe", "sheets", "excel")
    await web.offer("Ben", "sheets")
    asked = await web.ask(topic="sheets")
    kept = await web.parts.topics.merge(web.person("Dev"), "Sheets", "Excel")
    assert await names(web) == ["Behaviour", "Excel", "Scratch"]
    assert (await web.parts.topics.find(SERVER, "sheets")).id == kept.id
    assert (await web.question(asked.question.id)).topic_id == kept.id
    assert {row.topic for row in (await web.parts.skills.of(web.person("Chloe"))).rows} == {"Excel"}
    web.clock.move(minutes=31)
    assert [c.topic for c in (await web.ask("Gwen", card=72)).called] == [kept.id]
    with pytest.raises(SameTopic):
        await web.parts.topics.merge(web.person("Dev"), "Sheets", "Excel")


@pytest.mark.parametrize(("gone", "kept"), [("Sheets", "Excel"), ("Excel", "Sheets")])
async def test_a_merged_topic_that_is_added_again_is_found_under_its_own_name(web: Web, gone: str, kept: str) -> None:
    into = await web.parts.topics.merge(web.person("Dev"), gone, kept)
    again = await web.parts.topics.add(web.person("Dev"), gone, None, [])
    assert (again.name, again.id != into.id) == (gone, True)
    assert (await web.parts.topics.find(SERVER, kept)).id == into.id


async def test_an_alias_does_not_take_another_topics_own_name(web: Web) -> None:
    await web.parts.topics.add(web.person("Dev"), "Abacus", None, ["Excel", "Beads"])
    assert (await web.parts.topics.find(SERVER, "excel")).name == "Excel"
    assert (await web.parts.topics.find(SERVER, "beads")).name == "Abacus"


async def test_a_retired_topic_is_offered_and_asked_no_more_and_its_question_keeps_waiting(web: Web) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask()
    await web.parts.topics.retire(web.person("Dev"), "Excel")
    with pytest.raises(UnknownTopic):
        await web.topic("excel")
    assert await web.parts.offering.available(SERVER, None) == []
    assert (await web.question(asked.question.id)).status == "open"
    await web.pass_time(minutes=10)
    assert await web.called(asked.question.id) == [["Ben"]]
    assert (await web.parts.topics.add(web.person("Dev"), "Excel", None, [])).name == "Excel"
