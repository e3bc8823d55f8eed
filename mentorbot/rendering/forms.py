"""The forms that people fill in."""

import discord

from mentorbot.domain.questions import LONGEST_QUESTION
from mentorbot.forms import Form

LONGEST_TOPIC = 60
PROMISE = "Please give no details that identify a pupil. Safeguarding concerns go to your safeguarding lead, not here."


def ask_form(text: str = "", topic: str = "") -> Form:
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
            text="Is it urgent?",
            component=_choice("urgent", "No, today is soon enough", "Yes, I need help within minutes"),
        ),
        discord.ui.Label(
            text="Who may read the thread?",
            component=_choice("private", "Everybody in the channel", "Only the two of us (and moderators)"),
        ),
    )


def skill_form() -> Form:
    topic = discord.ui.TextInput[Form](custom_id="topic", max_length=60, placeholder="Excel")
    note = discord.ui.TextInput[Form](
        custom_id="note", required=False, max_length=100, placeholder="the technical side, not the marking"
    )
    return Form(
        "Add a skill",
        "skill-form",
        discord.ui.Label(text="Topic", component=topic),
        discord.ui.Label(text="Scope note", description="What you can help with, and what not.", component=note),
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


def _choice(custom_id: str, no: str, yes: str) -> discord.ui.Select[Form]:
    options = [discord.SelectOption(label=no, value="no", default=True), discord.SelectOption(label=yes, value="yes")]
    return discord.ui.Select(custom_id=custom_id, options=options, required=False)
