"""Suggestions while somebody types an option."""

from collections.abc import Sequence

from discord import app_commands

from mentorbot.domain.times import Suggestion
from mentorbot.domain.topics import Topic
from mentorbot.domain.zones import all_zones

LONGEST = 100
MOST = 25


def topic_choices(topics: Sequence[Topic]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=topic.name[:LONGEST], value=topic.name[:LONGEST]) for topic in topics[:MOST]]


def time_choices(suggestions: Sequence[Suggestion]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=s.label[:LONGEST], value=s.value[:LONGEST]) for s in suggestions[:MOST]]


def word_choices(listed: Sequence[str], typed: str) -> list[app_commands.Choice[str]]:
    wanted = typed.casefold()
    found = [word for word in listed if wanted in word.casefold()]
    return [app_commands.Choice(name=word[:LONGEST], value=word[:LONGEST]) for word in found[:MOST]]


def zone_choices(typed: str) -> list[app_commands.Choice[str]]:
    wanted = typed.casefold().replace(" ", "_")
    found = [zone for zone in all_zones() if wanted in zone.casefold()]
    return [app_commands.Choice(name=zone, value=zone) for zone in found[:MOST]]
