"""The forms that people fill in."""

from typing import Any

import discord

from mentorbot.domain.questions import LONGEST_QUESTION, Draft
from mentorbot.domain.servers import Anonymity
from mentorbot.forms import Form, ticked, written

LONGEST_TOPIC = 60
LONGEST_CLOSING = 200
PROMISE = "Please give no details that identify a pupil. Safeguarding concerns go to your safeguarding lead, not here."


CHOICES = {
    "urgent": ("It's urgent", "Help within minutes"),
    "private": ("A private thread", "For the two of you, and moderators"),
    "anonymous": ("Ask without my name", "Nobody but moderators can find out who asked"),
    "named": ("Ask with my name", "Here questions are asked without one"),
    "not-my-school": ("Not my own school", "Nobody from there is called, or can take it"),
    "try-first": ("I'll try first", "I wait five minutes before I call anybody"),
}


def ask_form(draft: Draft, anonymity: Anonymity) -> Form:
    """Draw the form for a question, filled in as far as something is known."""
    text, topic = draft.text, draft.topic or ""
    question = discord.ui.TextInput[Form](
        custom_id="question",
        style=discord.TextStyle.paragraph,
        min_length=3,
        max_length=LONGEST_QUESTION,
        default=text or None,
        placeholder="How do I enable macros in a workbook that a colleague sent me?",
    )
    about = discord.ui.TextInput[Form](
        custom_id="topic",
        required=False,
        max_length=LONGEST_TOPIC,
        default=topic[:LONGEST_TOPIC] or None,
        placeholder="Excel, behaviour, phonics …",
    )
    return Form(
        "Ask a question",
        "ask-form",
        discord.ui.TextDisplay(PROMISE),
        discord.ui.Label(text="Your question", component=question),
        discord.ui.Label(text="Topic", description="Leave it empty and I'll work it out.", component=about),
        discord.ui.Label(
            text="How?", description="Leave it empty for an ordinary question.", component=_choices(draft, anonymity)
        ),
    )


def read_draft(interaction: discord.Interaction[Any]) -> Draft:
    """Read what was sent with `ask_form`."""
    values, wishes = written(interaction), ticked(interaction, "choices")
    anonymous = None
    if "anonymous" in wishes or "named" in wishes:
        anonymous = "anonymous" in wishes
    return Draft(
        values.get("question", ""),
        values.get("topic") or None,
        urgent="urgent" in wishes,
        private="private" in wishes,
        anonymous=anonymous,
        not_my_school="not-my-school" in wishes,
        try_first=True if "try-first" in wishes else None,
    )


def _choices(draft: Draft, anonymity: Anonymity) -> discord.ui.Select[Form]:
    chosen = {
        "urgent": draft.urgent,
        "private": draft.private,
        "anonymous": draft.anonymous is True,
        "named": draft.anonymous is False,
        "not-my-school": draft.not_my_school,
        "try-first": draft.try_first is True,
    }
    left_out = {
        Anonymity.OFF: ("anonymous", "named"),
        Anonymity.ON: ("named",),
        Anonymity.DEFAULT: ("anonymous",),
    }[anonymity]
    options = [
        discord.SelectOption(label=label, description=more, value=value, default=chosen[value])
        for value, (label, more) in CHOICES.items()
        if value not in left_out
    ]
    return discord.ui.Select(
        custom_id="choices", options=options, required=False, min_values=0, max_values=len(options)
    )


def skill_form(topic_name: str = "", scope: str = "") -> Form:
    """Draw the form for a skill, filled in as far as something is known."""
    topic = discord.ui.TextInput[Form](
        custom_id="topic", max_length=60, default=topic_name[:LONGEST_TOPIC] or None, placeholder="Excel"
    )
    note = discord.ui.TextInput[Form](
        custom_id="note",
        required=False,
        max_length=100,
        default=scope[:100] or None,
        placeholder="the technical side, not the marking",
    )
    return Form(
        "Add a skill",
        "skill-form",
        discord.ui.Label(text="Topic", component=topic),
        discord.ui.Label(text="Scope note", description="What you can help with, and what not.", component=note),
    )


def close_form(link: int, note: str) -> Form:
    """Draw the form for the line with which a thread is closed."""
    field = discord.ui.TextInput[Form](
        custom_id="note", required=False, max_length=LONGEST_CLOSING, default=note[:LONGEST_CLOSING]
    )
    return Form(
        "Close this thread",
        f"close-form:{link}",
        discord.ui.TextDisplay(PROMISE),
        discord.ui.Label(text="Your line", description="Shown where the thread began.", component=field),
    )


def offer_form(now_until: str) -> Form:
    until = discord.ui.TextInput[Form](
        custom_id="until", max_length=40, default=now_until, placeholder="45m, or until 16:00"
    )
    topics = discord.ui.TextInput[Form](
        custom_id="topics", required=False, max_length=200, placeholder="Excel, Scratch"
    )
    return Form(
        "Offer help",
        "offer-form",
        discord.ui.Label(text="How long?", component=until),
        discord.ui.Label(text="Topics", description="Leave it empty for all your skills.", component=topics),
    )
