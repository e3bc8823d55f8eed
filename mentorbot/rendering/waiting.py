"""Questions in a list, and what one person can do about one of them."""

from collections.abc import Sequence
from typing import Any

import discord

from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.domain.places import message_link
from mentorbot.domain.questions import Status, excerpt
from mentorbot.rendering.handing import answers_to, ways
from mentorbot.rendering.keeping_apart import safety_row
from mentorbot.rendering.parts import Sheet, at, button, fitted, link_button, name, quoted
from mentorbot.services.waiting import Standing
from mentorbot.store.callouts import CallOut

MOST_OFFERS = 3
STAGES = {"neighbour": "you offered a neighbouring topic", "opted-in": "you said I may call you outside your offers"}


def questions(cards: Sequence[Card], *, mine: bool) -> Sheet:
    """Draw open questions, each with where to find it and, for one's own, how to take it back."""
    if not cards:
        text = "You have no open questions." if mine else "No question is waiting just now. That's good news!"
        return Sheet(text, (), ((button("Ask", "ask", style=discord.ButtonStyle.primary),),))
    lines = [in_a_line(card) for card in cards]
    waiting = [card for card in cards if card.status is Status.OPEN][:5] if mine else []
    row = tuple(button(f"Withdraw {card.question}", "withdraw", card.question) for card in waiting)
    unseen = [card for card in cards if card.status is Status.CLAIMED and isinstance(card, UnsignedCard)][:5]
    passed = tuple(button(f"What was passed on about {card.question}", "more", card.question) for card in unseen)
    return Sheet(fitted(lines), (), tuple(filter(None, (row, passed if mine else ()))))


def in_a_line(card: Card) -> str:
    """Draw a question as a line of a list: its number, what it is about, how it stands, and where."""
    about = f"**{name(card.topic)}** " if card.topic else ""
    state = "urgent, " if card.urgent else ""
    state += f"{name(card.helper_name)} is helping" if card.status is Status.CLAIMED else "waiting"
    link = message_link(card.server_id, card.channel_id, card.card_id) if card.card_id else "(being posted)"
    return f"{card.question}. {about}{quoted(excerpt(card.text))} · {state} · {link}"


def why(call: CallOut | None) -> str:
    """Answer "why me?"."""
    if call is None:
        return "I didn't call you for this one. You're welcome to help all the same: press **I can help**."
    alike = ", and you have answered questions like this one" if call.alike else ""
    if call.stage == "offering" and call.until is not None and call.topic:
        return f"I called you because you offered {name(call.topic)} until {at(call.until)}{alike}."
    reason = STAGES.get(call.stage, "you know this topic")
    topic = f" ({name(call.topic)})" if call.topic else ""
    return f"I called you because nobody offering the topic itself was left, and {reason}{topic}{alike}."


def more(standing: Standing, *, moderator: bool, can_part: bool = False) -> Sheet:
    """Draw what one person can do about a question, beside claiming it."""
    shown = standing.card
    lines = [f"Question {shown.question}: “{quoted(excerpt(shown.text))}”"]
    row: list[discord.ui.Item[Any]] = []
    if standing.is_asker:
        lines.append("It's yours." + (" You can take it back." if shown.status is Status.OPEN else ""))
    elif standing.call_out is not None or shown.status is Status.OPEN:
        lines.append(why(standing.call_out))
    else:
        lines.append(f"{name(shown.helper_name)} is helping." if shown.status is Status.CLAIMED else "It's closed.")
    if shown.status is Status.OPEN and standing.is_asker:
        row.append(button("Withdraw", "withdraw", shown.question, style=discord.ButtonStyle.danger))
    if shown.status is Status.OPEN and moderator and not standing.is_asker:
        row.append(button("Close it", "close-waiting", shown.question, style=discord.ButtonStyle.danger))
    if shown.link is not None and not shown.link_closed and (standing.is_asker or moderator):
        row.append(button("Close it", "sorted", shown.link))
    if shown.thread_id is not None:
        row.append(link_button("Go to the thread", message_thread(shown)))
    offers = standing.offers[:MOST_OFFERS] if standing.is_asker or moderator else ()
    lines += [f"{name(offer.name)} offers to help, too." for offer in offers]
    rows = [
        tuple(row),
        ways(standing, moderator=moderator),
        *answers_to(standing, moderator=moderator),
        safety_row(shown.question, can_part=can_part),
    ]
    return Sheet("\n".join(lines), (), tuple(row for row in rows if row))


def message_thread(shown: Card) -> str:
    return f"https://discord.com/channels/{shown.server_id}/{shown.thread_id}"
