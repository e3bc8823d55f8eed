"""Fills a database through the services: a busy server, with people who offer help on every topic."""

import random
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.loadserver.payloads import FIRST_PERSON, GUILD
from mentorbot.clock import SystemClock
from mentorbot.domain.members import Person
from mentorbot.domain.topics import Topic
from mentorbot.parts import Parts, assemble
from mentorbot.settings import load_settings
from mentorbot.store.database import SqliteDatabase

UNTIL = timedelta(hours=11)


class NobodyLooks:
    """Stands for Discord, which seeding never asks."""

    async def last_message_at(self, thread_id: int) -> None:
        raise LookupError(thread_id)


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was put in: a question for each topic, and who offers help."""

    questions: list[str]
    people: int


async def seed(path: Path, *, topics: int, each: int) -> Seeded:
    """Let `each` people offer each of the first `topics` starter topics."""
    database = await SqliteDatabase.open(path)
    try:
        clock = SystemClock()
        parts = assemble(database, load_settings(env_file=None).policy, clock, random.Random(1), NobodyLooks())
        await parts.servers.welcome(GUILD)
        chosen = (await parts.topics.all(GUILD))[:topics]
        questions = [_question(topic) for topic in chosen]
        for number in range(topics * each):
            person = Person(GUILD, FIRST_PERSON + number, f"Person {number}")
            await parts.choosing.never_be_quiet(person)  # or what is measured would depend on the hour
            await parts.offering.offer(person, clock.now() + UNTIL, [chosen[number % topics]])
        await _understood(parts, questions, chosen)
    finally:
        await database.close()
    return Seeded(questions, topics * each)


def _question(topic: Topic) -> str:
    return f"How do I begin with {topic.name}? My class has *30 pupils* and I'd like to try it on Thursday."


async def _understood(parts: Parts, questions: list[str], chosen: list[Topic]) -> None:
    """Make sure that each question is read as one on its topic, or nobody would be called."""
    index = await parts.topics.index(GUILD)
    for text, topic in zip(questions, chosen, strict=True):
        found = next(iter(index.infer(text)), None)
        assert found == topic, f"{text} was understood as {found}"
