"""The real bot in its own process: the starters, the whole story, and a kill in the middle of it.

Whatever crossed the wire is held against Discord's own description afterwards.
"""

import csv
import io
from collections.abc import AsyncIterator

import pytest

from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Room, Shown
from tests.wire.oracle import Oracle, description


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    async with Practice(answer_seconds=20) as running:
        yield running


async def called_card(practice: Practice) -> Shown:
    """Amira's question about Excel, with Ben and Chloe called."""
    for name in ("Ben", "Chloe"):
        offered = await practice.person(name).slash("questions", "offer", until_or_for="45m", topics="Excel")
        assert offered.private
    asked = await practice.person("Amira").slash("questions", "ask", question="How do I enable macros in Excel?")
    assert asked.private
    room = practice.channel("questions")
    await practice.until(lambda: room.messages)
    return room.messages[-1]


async def claimed_thread(practice: Practice, card: Shown) -> Room:
    await practice.until(lambda: card.thread and card.thread.messages)
    assert card.thread
    return card.thread


async def test_asked_called_claimed_linked_closed_exported(practice: Practice) -> None:
    card = await called_card(practice)
    assert {practice.person("Ben").id, practice.person("Chloe").id} == set(card.message.mentions)
    await practice.person("Ben").react(card, "✋")
    thread = await claimed_thread(practice, card)
    assert thread.members == ["mentorbot", "Amira", "Ben"]
    await practice.person("Amira").say(thread, "Thank you!")
    closed = await practice.person("Amira").slash(thread, "close")
    assert closed.private
    await practice.until(lambda: thread.archived and thread.locked)
    exported = await practice.person("Dev").slash("moderators", "mod export")
    content = (await practice.person("Dev").download(exported.attachments[0])).decode("utf-8-sig")
    events = [row["event"] for row in csv.DictReader(io.StringIO(content))]
    assert [event for event in events if event in ("asked", "claimed", "link-closed")] == [
        "asked",
        "claimed",
        "link-closed",
    ]


async def test_killed_in_the_middle_the_story_goes_on(practice: Practice) -> None:
    card = await called_card(practice)
    practice.kill_bot()
    await practice.person("Ben").react(card, "✋")
    await practice.start_bot()
    thread = await claimed_thread(practice, card)
    assert "Ben" in thread.members
    said = [message.text for message in thread.messages if message.author == "mentorbot"]
    assert len(said) == 1


async def test_the_practice_clock_is_the_bots_clock(practice: Practice) -> None:
    ben = practice.person("Ben")
    await ben.slash("questions", "offer", until_or_for="45m", topics="Excel")
    assert "Ben" in (await ben.slash("questions", "available")).text or ben.mention in ben.private()[-1].text
    await practice.advance(3600)
    later = await practice.person("Amira").slash("questions", "available")
    assert ben.mention not in later.text
    assert "Ben" not in later.text


async def test_the_clock_is_told_again_after_a_restart(practice: Practice) -> None:
    await practice.advance(7 * 24 * 3600)
    await practice.restart_bot()
    await practice.person("Ben").slash("questions", "offer", until_or_for="45m", topics="Excel")
    until = practice.world.now().timestamp() + 45 * 60
    times = [int(part.split(":")[0]) for part in practice.person("Ben").private()[-1].text.split("<t:")[1:]]
    assert abs(times[0] - until) < 60


@pytest.mark.parametrize(
    ("name", "cards", "offering"),
    [
        ("ask", 0, {"Ben", "Chloe"}),
        ("nobody", 0, set[str]()),
        ("answer", 1, {"Ben"}),
        ("unsigned", 0, {"Ben", "Chloe"}),
    ],
)
async def test_each_starter_sets_its_scene(practice: Practice, name: str, cards: int, offering: set[str]) -> None:
    await practice.starter(name)
    await practice.until(lambda: len(practice.channel("questions").messages) >= cards)
    assert len(practice.channel("questions").messages) == cards
    offers = {person for person in ("Amira", "Ben", "Chloe") if "vailable for Excel" in _told(practice, person)}
    assert offers - {"Amira"} == offering
    assert all(not entry.response or entry.status < 400 for entry in practice.requests)


async def test_a_starter_begins_clean_whatever_happened_before(practice: Practice) -> None:
    await called_card(practice)
    await practice.person("Ben").leave()
    await practice.starter("nobody")
    assert practice.channel("questions").messages == []
    assert practice.world.state.members.get(practice.person("Ben").id)
    asked = await practice.person("Amira").slash("questions", "ask", question="Excel macros?", topic="Excel")
    await practice.until(lambda: practice.channel("questions").messages)
    assert asked.private
    assert practice.channel("questions").messages[-1].message.mentions == []


async def test_all_that_crossed_the_wire_fits_discords_description(practice: Practice) -> None:
    oracle = Oracle(description())
    card = await called_card(practice)
    amira, ben, dev = (practice.person(name) for name in ("Amira", "Ben", "Dev"))
    await amira.slash("questions", "ask")
    await amira.autocomplete("questions", "ask", topic="exel")
    await ben.press(card, "I can help")
    thread = await claimed_thread(practice, card)
    for command in ("skills", "available", "questions", "help"):
        await ben.slash("questions", command)
    await amira.slash(thread, "close")
    await practice.until(lambda: thread.archived)
    await dev.slash("moderators", "mod export")
    await practice.person("Elin").slash("welcome", "mentorbot panel")
    await practice.person("Elin").slash("welcome", "mentorbot check")
    complaints = [complaint for entry in practice.requests for complaint in oracle.complaints(entry)]
    assert complaints == []
    assert len(practice.requests) > 20


def _told(practice: Practice, name: str) -> str:
    return "\n".join(message.text for message in practice.person(name).private())
