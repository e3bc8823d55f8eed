"""What is said privately about a text before it is posted."""

from collections.abc import Sequence

import discord

from mentorbot.domain.looking_over import Finding, FindingKind
from mentorbot.domain.questions import excerpt
from mentorbot.rendering.parts import Sheet, button, quoted

DROPPED = "All right: nothing was posted, and I've forgotten it."

LONGEST_SHOWN = 60
MOST_SHOWN = 5

KINDS = {
    FindingKind.PUPIL: "this may tell who a pupil is; “a Year 4 pupil” would do as well",
    FindingKind.EMAIL: "an e-mail address",
    FindingKind.PHONE: "a phone number",
    FindingKind.POSTCODE: "a postcode",
    FindingKind.OWN_NAME: "this may be your own name, which is hidden otherwise",
    FindingKind.WORD: "a word that this server does not want posted",
    FindingKind.OWN_ID: "your Discord number, which tells who you are",
}


def second_look(findings: Sequence[Finding], number: int) -> Sheet:
    """Ask whoever wrote it whether it is meant as it stands; the text itself is put below by whoever sends this."""
    text = f"**Not posted yet.** Please look once more: is this meant for others?\n{_shown(findings)}\nYou decide."
    return Sheet(
        text,
        rows=(
            (
                _change(number),
                button("Post it as it is", "look-post", number),
                button("Don't post it", "look-drop", number),
            ),
        ),
    )


def turned_down(findings: Sequence[Finding], number: int) -> Sheet:
    """Say that it cannot be posted with this in it."""
    text = f"**Not posted.** I can't post this as it stands; please change it:\n{_shown(findings)}"
    return Sheet(text, rows=((_change(number), button("Don't post it", "look-drop", number)),))


def _change(number: int) -> discord.ui.Button[discord.ui.View]:
    return button("Change it", "look-change", number, style=discord.ButtonStyle.primary)


def _shown(findings: Sequence[Finding]) -> str:
    lines = [f"- {quoted(excerpt(one.found, LONGEST_SHOWN))}: {KINDS[one.kind]}" for one in findings[:MOST_SHOWN]]
    more = len(findings) - MOST_SHOWN
    return "\n".join([*lines, f"- … and {more} more"] if more > 0 else lines)
