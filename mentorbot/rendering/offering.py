"""Private answers to whoever offers help, and who is available."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import discord

from mentorbot.domain.matching import Full
from mentorbot.domain.offers import Offer
from mentorbot.domain.places import message_link
from mentorbot.domain.questions import excerpt
from mentorbot.domain.topics import Topic
from mentorbot.rendering.parts import (
    ROOM_FOR_ROWS,
    Sheet,
    at,
    button,
    fitted,
    listed,
    name,
    quoted,
    when,
)
from mentorbot.services.offering import Offered
from mentorbot.store.offers import Available


def offered(offer: Offered, ends_at: datetime) -> Sheet:
    """Draw the receipt of an offer, with the question that was waiting for it."""
    topics = listed([name(topic) for topic in offer.topics[:8]])
    more = f" and {len(offer.topics) - 8} more" if len(offer.topics) > 8 else ""
    lines = [f"Thank you! You're available for {topics}{more} until {when(ends_at)}."]
    if offer.new_skills:
        lines.append(f"I've added {listed([name(topic) for topic in offer.new_skills])} to your skills.")
    if offer.question is not None and offer.question.card_id is not None:
        question = offer.question
        link = message_link(question.server_id, question.channel_id, offer.question.card_id)
        lines.append(f"Somebody is waiting for you: {link} “{quoted(excerpt(question.text))}”")
    elif offer.full is None:
        lines.append("I'll call you when somebody asks, never more than once in half an hour.")
    lines += _limits(offer)
    return Sheet("\n".join(lines), (), (offer_buttons(offer.offer.id),))


def _limits(offer: Offered) -> Iterator[str]:
    """Say what keeps somebody from being called though they offer, or what does not."""
    if offer.full is Full.WEEK:
        yield "You've helped as long this week as you wanted, so I won't call you. /settings can change that."
        return
    if offer.full is Full.HANDS:
        yield "You're helping with as much at once as you wanted, so I'll call you when one of them is sorted."
    if offer.offer.lifts_quiet:
        yield "You offered, so I call you although these are your quiet hours."
    elif offer.quiet_from is not None:
        yield f"Your quiet hours begin at {at(offer.quiet_from)}: I don't call you then."


def offer_buttons(offer_id: int) -> tuple[discord.ui.Button[Any], ...]:
    return (
        button("30 minutes more", "extend", offer_id),
        button("Stop", "stop", offer_id, style=discord.ButtonStyle.danger),
    )


def extended(offer: Offer) -> Sheet:
    return Sheet(f"You're available until {when(offer.ends_at)}.", (), (offer_buttons(offer.id),))


def stopped() -> Sheet:
    return Sheet("You've stopped offering. Thank you for your time! Nobody will be sent your way now.")


def available(rows: Sequence[Available], topic: Topic | None, mine: Offer | None) -> Sheet:
    """Draw who is offering what, until when; with the buttons of one's own offer, which may be lost elsewhere."""
    if not rows:
        about = f"{name(topic.name)} " if topic else ""
        text = f"Nobody is offering {about}help just now. You can still ask: your question waits for them."
        return Sheet(text, (), ((button("Ask", "ask", style=discord.ButtonStyle.primary),),))
    lines: list[str] = []
    for title in dict.fromkeys(row.topic for row in rows):
        people = [_person(row) for row in rows if row.topic == title]
        lines.append(f"**{name(title)}**: {listed(people[:10])}")
    if mine is None:
        return Sheet(fitted(lines))
    how = " That's your weekly time." if mine.weekly else ""
    own = f"You're offering until {when(mine.ends_at)}.{how}"
    return Sheet(f"{fitted(lines, ROOM_FOR_ROWS)}\n{own}", (), (offer_buttons(mine.id),))


def _person(row: Available) -> str:
    note = f" ({quoted(row.note)})" if row.note else ""
    return f"{name(row.name)}{note} until {at(row.ends_at)}"
