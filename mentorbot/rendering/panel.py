"""The pinned panel: the everyday commands as buttons, for members whose client has slash commands switched off."""

import discord

from mentorbot.rendering.parts import ACCENT, Sheet, button


def panel() -> Sheet:
    embed = discord.Embed(
        title="Ask, and somebody who is free right now will help",
        description=(
            "**Ask** a question: I call up to three people who offer that topic just now.\n"
            "**Offer help** for an hour: I only call you for topics you know.\n"
            "When somebody says *I can help*, the two of you get a thread. When you're done, it closes.\n\n"
            "-# Please share no details that identify a pupil. Safeguarding concerns go to your safeguarding lead."
        ),
        colour=ACCENT,
    )
    row = (
        button("Ask", "ask", style=discord.ButtonStyle.primary),
        button("Offer help", "offer", style=discord.ButtonStyle.success),
        button("Who's available", "available"),
    )
    return Sheet("", (embed,), (row,))
