"""Suggestions while somebody types an option."""

import re
from collections.abc import Sequence

from discord import app_commands

from mentorbot.domain.cards import Card
from mentorbot.domain.questions import excerpt
from mentorbot.domain.times import Suggestion
from mentorbot.domain.topics import Topic
from mentorbot.domain.zones import all_zones
from mentorbot.errors import Refused

LONGEST = 100


class UnknownQuestion(Refused):
    """I don't know that question. Choose one from the list that appears as you type, or give its number."""


MOST = 25


def topic_choices(topics: Sequence[Topic]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=topic.name[:LONGEST], value=topic.name[:LONGEST]) for topic in topics[:MOST]]


def time_choices(suggestions: Sequence[Suggestion]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=s.label[:LONGEST], value=s.value[:LONGEST]) for s in suggestions[:MOST]]


def word_choices(listed: Sequence[str], typed: str) -> list[app_commands.Choice[str]]:
    wanted = typed.casefold()
    found = [word for word in listed if wanted in word.casefold()]
    return [app_commands.Choice(name=word[:LONGEST], value=word[:LONGEST]) for word in found[:MOST]]


def question_choices(cards: Sequence[Card], typed: str) -> list[app_commands.Choice[str]]:
    """Suggest questions by number, topic and words; what is sent is the number."""
    labels = {card.question: f"{card.question} · {card.topic or 'no topic'}: {excerpt(card.text)}" for card in cards}
    wanted = typed.casefold()
    found = [(number, label) for number, label in labels.items() if wanted in label.casefold()]
    return [app_commands.Choice(name=label[:LONGEST], value=str(number)) for number, label in found[:MOST]]


def numbered(text: str) -> int:
    """Give the number of a question that was chosen from the list, or typed as it stands on the card."""
    found = re.match(r"(?:question )?#?(\d{1,15})\b", text.strip(), re.ASCII | re.IGNORECASE)
    if found is None:
        raise UnknownQuestion
    return int(found[1])


def zone_choices(typed: str) -> list[app_commands.Choice[str]]:
    wanted = typed.casefold().replace(" ", "_")
    found = [zone for zone in all_zones() if wanted in zone.casefold()]
    return [app_commands.Choice(name=zone, value=zone) for zone in found[:MOST]]


def pair_choices(pairs: Sequence[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Offer words that stand for values."""
    return [app_commands.Choice(name=words[:LONGEST], value=value) for words, value in pairs[:MOST]]
