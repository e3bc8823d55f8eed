"""The private menu of one's skills."""

from collections.abc import Sequence
from typing import Any

import discord

from mentorbot.domain.topics import Topic
from mentorbot.rendering.menus import area_menu, topic_menu
from mentorbot.rendering.parts import Sheet, button, fitted, name, quoted
from mentorbot.services.skills import Skills

ROOM_FOR_SKILLS = 1600


def skills(book: Skills, *, limit: int) -> Sheet:
    """Draw what somebody registered, and what they can change."""
    lines = (
        ["**Your skills**"] if book.rows else ["You have no skills yet. Add one, then /offer help whenever you can."]
    )
    lines += [f"• {name(row.topic)}" + (f": {quoted(row.note)}" if row.note else "") for row in book.rows]
    lines = [fitted(lines, ROOM_FOR_SKILLS)]
    if limit:
        lines.append(f"-# On this server each member helps with {limit} topic{'s' if limit > 1 else ''} at most.")
    if book.member.paused:
        lines.append("Your skills are paused: nobody is sent your way.")
    elif book.member.call_outside:
        lines.append("When nobody is offering, I may call you outside your offers too.")
    else:
        lines.append("I only call you while you are offering help.")
    return Sheet("\n".join(lines), (), tuple(_rows(book)))


def _rows(book: Skills) -> list[tuple[discord.ui.Item[Any], ...]]:
    member = book.member
    outside = "Only call me in my offers" if member.call_outside else "Call me outside my offers too"
    pause = "Resume" if member.paused else "Pause"
    first = (
        button("Add a skill", "skill-add", style=discord.ButtonStyle.primary),
        button(outside, "skill-outside", int(not member.call_outside)),
        button(pause, "skill-pause", int(not member.paused)),
    )
    if not book.rows:
        return [first]
    options = [discord.SelectOption(label=row.topic[:100], value=str(row.topic_id)) for row in book.rows[:25]]
    menu: discord.ui.Select[Any] = discord.ui.Select(
        custom_id="skill-remove", placeholder="Remove…", options=options, max_values=len(options)
    )
    return [first, (menu,)]


def areas(topics: Sequence[Topic]) -> Sheet:
    """Draw the first step of adding a skill: which area it belongs to."""
    menu = area_menu("skill-area", topics)
    note = button("Write a topic instead", "skill-write")
    return Sheet(
        "What do you know about? Choose an area first, or write the topic with a scope note.", (), ((menu,), (note,))
    )


def topics_of(area: str, topics: Sequence[Topic]) -> Sheet:
    """Draw the second step: the topics of that area."""
    menu = topic_menu("skill-choose", "Choose one or several", area, topics, several=True)
    return Sheet(
        f"**{name(area).capitalize()}**: choose what you can help with.", (), ((menu,), (button("Back", "skill-add"),))
    )
