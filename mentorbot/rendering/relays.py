"""Private answers to whoever has something passed on, either way."""

from collections.abc import Sequence
from typing import Any

import discord

from mentorbot.domain.cards import UnsignedCard
from mentorbot.domain.questions import excerpt
from mentorbot.domain.relays import LONGEST_RELAY
from mentorbot.forms import Form
from mentorbot.rendering.anonymous import TO_ASKER, TO_HELPER, with_text
from mentorbot.rendering.forms import PROMISE
from mentorbot.rendering.handing import answers_to
from mentorbot.rendering.keeping_apart import safety_row
from mentorbot.rendering.letters import CAREFUL, about, row
from mentorbot.rendering.notices import thread_link
from mentorbot.rendering.parts import Sheet, ago, button, fitted, name, quoted
from mentorbot.services.relaying import Conversation
from mentorbot.services.waiting import Standing

FINAL = "-# It can't be changed or taken back: editing or deleting your message changes nothing."
FILES = "Pictures and files are never passed on."
LONGEST_LINE = 300
WHICH = 25


def form(conversation: Conversation, text: str = "") -> Form:
    """Draw the form for a text that is to be passed on."""
    box = discord.ui.TextInput[Form](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=LONGEST_RELAY, default=text or None
    )
    own = "Your name stays hidden. " if conversation.by_asker else "Whoever asked gets it as a private message. "
    return Form(
        TO_HELPER if conversation.by_asker else TO_ASKER,
        f"relay-form:{conversation.link.id}",
        discord.ui.TextDisplay(own + PROMISE),
        discord.ui.Label(text="What shall I pass on?", component=box),
    )


def passed(conversation: Conversation, *, files: bool = False) -> Sheet:
    """Draw the receipt: what stands on the other side now."""
    text = conversation.passed[0].text
    after = f"\n{FINAL}" + (f"\n-# {FILES}" if files else "")
    if not conversation.by_asker:
        return with_text("Passed on to whoever asked. This is what they read:", text, (), after=after)
    words = f"Passed on to {name(conversation.card.helper_name)}, without your name. This stands in the thread:"
    return with_text(words, text, (row(conversation.link.id),), after=after)


def so_far(conversation: Conversation, standing: Standing | None = None) -> Sheet:
    """Draw for whoever asked what was passed on in both directions, the latest first, and who would help, too."""
    shown = conversation.card
    lines = [f"{name(shown.helper_name)} is helping with your question{about(shown)}. What was passed on:"]
    if shown.link_closed:
        lines = [f"Your question{about(shown)} is closed. What was passed on:"]
    for relay in conversation.passed:
        who = "You" if relay.by_asker else name(shown.helper_name, "The helper")
        lines.append(f"{who} {ago(relay.passed_at)}: {quoted(excerpt(relay.text or '(no longer kept)', LONGEST_LINE))}")
    if not conversation.passed:
        lines = [f"{lines[0].split('. ')[0]}. Nothing has been passed on yet."]
    place = thread_link(shown)
    if shown.link_closed:
        again = button("Open again", "reopen", shown.question, shown.server_id)
        return Sheet(fitted(lines), (), ((again,), safety_row(shown.question, shown.server_id)))
    if place and not shown.private:
        lines.insert(1, f"-# Read along: {place} {CAREFUL}")
    answers = answers_to(standing, moderator=False) if standing else []
    offers = standing.offers[: len(answers)] if standing else ()
    lines[1:1] = [f"{name(offer.name)} offers to help, too." for offer in offers]
    rows = (row(conversation.link.id), *answers, safety_row(shown.question, shown.server_id))
    return Sheet(fitted(lines), (), rows)


def which(running: Sequence[UnsignedCard], message: int) -> Sheet:
    """Draw the choice of which conversation a message belongs to."""
    options = [
        discord.SelectOption(
            label=excerpt(shown.text, 90) or f"Question {shown.question}",
            description=f"{shown.helper_name or 'Somebody'} is helping"[:100],
            value=str(shown.link),
        )
        for shown in running[:WHICH]
    ]
    menu = discord.ui.Select[Any](
        custom_id=f"relay-choose:{message}", placeholder="Which question is it about?", options=options
    )
    return Sheet("Not passed on yet: which of your questions is it about?", (), ((menu,),))


def closed(shown: UnsignedCard, farewell: Sheet) -> Sheet:
    """Draw the answer to whoever asked and says that it is sorted."""
    again = button("Not sorted after all? Open again", "reopen", shown.question, shown.server_id)
    words = f"Your question{about(shown)} is closed. {farewell.content}"
    return Sheet(words, (), (*farewell.rows, (again,)))


def kept_open() -> Sheet:
    return Sheet("I'm keeping it open. I'll ask again when it has been quiet for a while.")


def waiting() -> Sheet:
    """Draw the answer to whoever asked anonymously and has nobody to write to yet."""
    return Sheet(
        "Nobody is helping with your question yet, so I passed nothing on. I'll write here as soon as somebody is. "
        "`/questions mine:True` on your server shows it."
    )


def hello() -> Sheet:
    """Draw the answer to anybody else who writes to the bot."""
    return Sheet(
        "Hello! I only pass messages on for people who asked anonymously, so nobody has read this. On your server, "
        "`/ask` asks a question and `/help` says what else I do."
    )


def over() -> Sheet:
    """Draw the answer to a reply about a link that has ended."""
    return Sheet("That one is closed, so I passed nothing on. Press Open again, or see `/questions` on your server.")
