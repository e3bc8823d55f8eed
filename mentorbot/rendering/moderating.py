"""What moderators read about questions and pauses."""

from collections.abc import Sequence
from datetime import datetime

import discord

from mentorbot.domain.cards import Card
from mentorbot.forms import Form
from mentorbot.rendering.forms import LONGEST_CLOSING
from mentorbot.rendering.parts import ROOM_FOR_ROWS, Sheet, button, fitted, name, on
from mentorbot.rendering.waiting import in_a_line

BUTTONS = 5


def open_questions(cards: Sequence[Card]) -> Sheet:
    """Draw everything that is open, each with where it is, and with what can be done about the oldest."""
    if not cards:
        return Sheet("No question is open just now. That's good news!")
    row = tuple(button(f"More… {card.question}", "more", card.question) for card in cards[:BUTTONS])
    return Sheet(fitted([in_a_line(card) for card in cards], ROOM_FOR_ROWS), (), (row,))


def assigned(who: str, *, given: bool) -> Sheet:
    """Say that somebody got a question; of one without a name only that they are asked, whoever it is."""
    if given:
        return Sheet(f"It's {name(who)}'s now: I've told them privately, and they can hand it back.")
    return Sheet(f"It was asked without a name, so I ask {name(who)} privately, if it can be given to them.")


def closed() -> Sheet:
    return Sheet("Closed. Whoever asked is told, and can open it again.")


def closing_form(question: int, note: str) -> Form:
    """Draw the form for the line with which a moderator closes a question."""
    field = discord.ui.TextInput[Form](
        custom_id="note", max_length=LONGEST_CLOSING, default=note[:LONGEST_CLOSING], required=True
    )
    label = discord.ui.Label[Form](text="Your line", description="Whoever asked reads it.", component=field)
    return Form("Close a question", f"mod-close:{question}", label)


def paused(until: datetime) -> Sheet:
    return Sheet(
        f"I call nobody on this server until {on(until)}. Questions stay open, and whoever sees one may still help.",
        (),
        ((button("Resume now", "resume", style=discord.ButtonStyle.primary),),),
    )


def resumed() -> Sheet:
    return Sheet("Calls go on: what waited for the end of the pause comes now, the rest at its time.")
