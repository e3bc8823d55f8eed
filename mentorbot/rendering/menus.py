"""Menus of topics: a menu holds 25 entries and there are more topics, so an area is chosen first."""

from collections.abc import Sequence
from typing import Any

import discord

from mentorbot.domain.topics import Topic
from mentorbot.errors import Refused

MOST = 25
LONGEST = 100


class NoTopics(Refused):
    """There are no topics here any more. Nothing was changed. Admins add some with /mentorbot topics add."""


def area_menu(custom_id: str, topics: Sequence[Topic]) -> discord.ui.Select[Any]:
    if not topics:
        raise NoTopics
    names = sorted({topic.area for topic in topics})[:MOST]
    options = [discord.SelectOption(label=area.capitalize()[:LONGEST], value=area[:LONGEST]) for area in names]
    return discord.ui.Select(custom_id=custom_id, placeholder="Which area?", options=options)


def topic_menu(
    custom_id: str, invitation: str, area: str, topics: Sequence[Topic], *, several: bool = False
) -> discord.ui.Select[Any]:
    """Draw the topics of one area, of which one or several can be chosen."""
    inside = [topic for topic in topics if topic.area == area][:MOST]
    if not inside:
        raise NoTopics
    options = [discord.SelectOption(label=topic.name[:LONGEST], value=str(topic.id)) for topic in inside]
    return discord.ui.Select(
        custom_id=custom_id, placeholder=invitation, options=options, max_values=len(options) if several else 1
    )
