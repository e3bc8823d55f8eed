"""What moderators read about questions and pauses."""

from collections.abc import Sequence
from datetime import datetime

import discord

from mentorbot.domain.cards import Card
from mentorbot.domain.places import message_link
from mentorbot.domain.questions import Status, excerpt
from mentorbot.forms import Form
from mentorbot.rendering.forms import LONGEST_CLOSING
from mentorbot.rendering.parts import Sheet, button, fitted, name, on, quoted

BUTTONS = 5
ROOM_FOR_ROWS = 1800


def open_questions(cards: Sequence[Card]) -> Sheet:
    """Draw everything that is open, each with where it is, and with what can be done about the oldest."""
    if not cards:
        return Sheet("No question is open just now. That's good news!")
    row = tuple(button(f"More… {card.question}", "more", card.question) for card in cards[:BUTTONS])
    return Sheet(fitted([_line(card) for card in cards], ROOM_FOR_ROWS), (), (row,))


def _line(card: Card) -> str:
    about = f"**{name(card.topic)}** " if card.topic else ""
    state = "urgent, " if card.urgent else ""
    state += f"{name(card.helper_name)} is helping" if card.status is Status.CLAIMED else "waiting"
    place = message_link(card.server_id, card.channel_id, card.card_id) if card.card_id else "(being posted)"
    return f"{card.question}. {about}{quoted(excerpt(card.text))} · {state} · {place}"


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
    return Sheet("Calls go on: I'm asking whoever can help with the questions that wait.")
