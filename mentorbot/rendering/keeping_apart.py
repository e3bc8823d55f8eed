"""Keeping two people apart: asked again, done, listed, undone. The other never reads any of it."""

from typing import Any

import discord

from mentorbot.rendering.parts import Sheet, button, listed, name
from mentorbot.services.keeping_apart import Apartness, Other

LABEL = "Don't bring us together again"
MOST = 25
LONGEST = 100


def safety_row(question: int, *server: int, can_part: bool = True) -> tuple[discord.ui.Button[Any], ...]:
    """Draw what anybody can do about a question that isn't right; `server` for what is read in private messages."""
    tell = button("Tell the moderators", "report", question, *server)
    return (tell, button(LABEL, "apart", question, *server)) if can_part else (tell,)


def confirm(other: Other, *server: int) -> Sheet:
    """Say what it means before it is done."""
    lines = [
        f"**Never bring you and {_who(other)} together again?**",
        "I won't call either of you for the other's questions, nor let either of you take them.",
        "They are not told. If they try all the same, they read words that everybody may get.",
        "A thread that the two of you have now goes on: press **Sorted** in it when you want it closed.",
    ]
    if other.name is None:
        lines.append("I don't tell you who it is: it holds for all that they ask without their name.")
    elif other.unnamed_self:
        lines.append(
            "It holds for your questions with your name too. Somebody who finds that they can take none of those might "
            "guess the rest."
        )
    else:
        lines.append("Of what they ask, it holds for questions with their name: more would tell who asks without one.")
    lines.append("In public threads and channels anybody can still write. You can undo this in /settings.")
    row = (
        button("Keep us apart", "apart-now", other.question, *server, style=discord.ButtonStyle.danger),
        button("Leave it", "apart-not"),
    )
    return Sheet("\n".join(lines), (), (row,))


def parted(other: Other, *server: int) -> Sheet:
    return Sheet(
        f"Done: I won't bring you and {_who(other)} together again. They are not told.\n"
        "Was it more than that? **More…** on the card lets you tell the moderators.",
        (),
        ((button("People I keep apart from you", "kept-apart", *server),),),
    )


def left() -> Sheet:
    return Sheet("Nothing was changed.")


def kept(apart: Apartness, *server: int) -> Sheet:
    """Draw whom somebody is kept apart from, with menus to undo it."""
    if not apart.named and not apart.unnamed:
        return Sheet("I keep nobody apart from you.")
    people = [name(member.name) for member in apart.named]
    people += [f"whoever asked question {question}" for question in apart.unnamed]
    carried = "".join(f":{number}" for number in server)
    pairs = [(member.name or "Somebody", str(member.user_id)) for member in apart.named if member.user_id is not None]
    unnamed = [(f"Whoever asked question {question}", str(question)) for question in apart.unnamed]
    menus = (
        _menu(pairs, custom_id=f"apart-undo{carried}"),
        _menu(unnamed, custom_id=f"apart-undo-unnamed{carried}"),
    )
    text = f"I don't bring you together with {listed(people[: MOST * 2])}. They are not told, now or ever."
    return Sheet(text, (), tuple((menu,) for menu in menus if menu is not None))


def _menu(pairs: list[tuple[str, str]], *, custom_id: str) -> discord.ui.Select[Any] | None:
    options = [discord.SelectOption(label=label[:LONGEST], value=value) for label, value in pairs[:MOST]]
    if not options:
        return None
    return discord.ui.Select(
        custom_id=custom_id, placeholder="Let us meet again: choose whom", options=options, max_values=len(options)
    )


def _who(other: Other) -> str:
    return f"whoever asked question {other.question}" if other.name is None else name(other.name)
