"""A question without a name, overheard: what other people's programs are told, and what moderators take home."""

from collections.abc import AsyncIterator

import pytest

from mentorbot.playground.actor import DIRECT, Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Room, Shown

QUESTION = "How do I add up a column in Excel?"
OTHERS = ("Ben", "Chloe", "Elin")
PATIENCE = 60


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    async with Practice(answer_seconds=20) as running:
        await running.starter("unsigned")
        yield running


class Story:
    """Amira's question, step by step, with ears at everybody else's programs."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.amira, self.ben, self.dev = (practice.person(name) for name in ("Amira", "Ben", "Dev"))
        self.hearings = {name: practice.hearing(name) for name in OTHERS}

    async def asked(self) -> Shown:
        receipt = await self.amira.slash("questions", "ask", question=QUESTION, topic="Excel", anonymous=True)
        assert receipt.private
        await self.practice.until(lambda: self.practice.channel("questions").messages, PATIENCE)
        return self.practice.channel("questions").messages[-1]

    async def claimed(self) -> Room:
        card = await self.asked()
        await self.ben.press(card, "I can help")
        await self.practice.until(lambda: card.thread and card.thread.messages and self.amira.inbox, PATIENCE)
        assert card.thread
        return card.thread

    async def helper_writes(self, thread: Room, text: str) -> Shown:
        form = await self.ben.press(thread.messages[0], "Write to whoever asked")
        await self.ben.submit(form, {"What shall I pass on?": text})
        return await self.newest(self.amira, text)

    async def newest(self, who: Actor, text: str) -> Shown:
        await self.practice.until(lambda: any(text in message.text for message in who.inbox), PATIENCE)
        return next(message for message in reversed(who.inbox) if text in message.text)

    async def stands_in(self, thread: Room, text: str) -> None:
        await self.practice.until(lambda: any(text in message.text for message in thread.messages), PATIENCE)

    def traces(self) -> list[str]:
        """Where somebody else's program was told of her name or her id."""
        marks = (self.amira.name, self.amira.name.lower(), str(self.amira.id))
        return [f"{name}: {mark}" for name, one in self.hearings.items() for mark in marks if mark in one.raw]


async def test_nobody_elses_program_is_told_who_asked(practice: Practice) -> None:
    story = Story(practice)
    thread = await story.claimed()
    asked = await story.helper_writes(thread, "Which version do you have?")
    await story.amira.type(DIRECT)
    await story.amira.say(DIRECT, "The one in the browser.", reply_to=asked, files={"Amira.png": b"a picture"})
    await story.stands_in(thread, "The one in the browser.")
    await story.ben.press(thread.messages[0], "Sorted")
    await practice.until(lambda: thread.archived and thread.locked, PATIENCE)
    await practice.advance(24 * 3600 + 60)
    again = await story.newest(story.amira, "Did it work?")
    await story.amira.press(again, "Not yet")
    await practice.until(lambda: "I can help" in " ".join(practice.channel("questions").messages[0].buttons), PATIENCE)

    assert all(hearing.heard for hearing in story.hearings.values())
    assert story.traces() == []


async def test_a_word_of_hers_in_the_thread_would_have_been_found(practice: Practice) -> None:
    story = Story(practice)
    thread = await story.claimed()
    assert story.traces() == []
    await story.amira.say(thread, "It is mine.")
    assert {trace.partition(":")[0] for trace in story.traces()} == set(OTHERS)


async def test_the_export_does_not_name_her_and_a_look_leaves_its_trace(practice: Practice) -> None:
    story = Story(practice)
    await story.claimed()
    look = await story.dev.slash("moderators", "mod lookup", question="1", reason="A colleague is worried about this")
    assert look.private
    assert story.amira.mention in look.text
    told = await story.newest(story.amira, "A colleague is worried about this")
    assert "moderator" in told.text

    exported = await story.dev.slash("moderators", "mod export")
    log = (await story.dev.download(exported.attachments[0])).decode("utf-8-sig")
    assert "asked" in log
    assert "look" in log
    assert story.amira.name not in log
    assert str(story.amira.id) not in log
    assert story.traces() == []
