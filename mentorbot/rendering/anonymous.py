"""What others see of a question asked anonymously. All of it is drawn from an `UnsignedCard`, which has no asker."""

from typing import Any

import discord

from mentorbot.domain.cards import UnsignedCard
from mentorbot.domain.members import Member
from mentorbot.domain.questions import excerpt
from mentorbot.rendering.parts import ACCENT, ROOM, Sheet, button, more_button, name, quoted, sorted_button
from mentorbot.store.relays import Relay

TO_ASKER, TO_HELPER = "Write to whoever asked", "Write to the helper"


def opening(shown: UnsignedCard, link: int) -> Sheet:
    """Draw the first message of a thread whose asker is not in it."""
    users = (shown.helper_user,) if shown.helper_user is not None else ()
    hello = "".join(f"<@{user}>" for user in users)
    text = (
        f"Hello {hello}. This was asked anonymously: “{quoted(excerpt(shown.text, 300))}”\n"
        f"Whoever asked isn't in this thread and is told only what I pass on: press **{TO_ASKER}**. What is written "
        "here in any other way, by you or by others, is not passed on. When you're done, press **Sorted**.\n"
        "-# Please share no details that identify a pupil, and don't try to find out who asked."
    )
    return Sheet(text, (), (_row(shown.question, link),), users)


def passed_on(shown: UnsignedCard, relay: Relay, writer: Member | None) -> Sheet:
    """Draw in the thread what was passed on, either way; only the helper is rung, and only for what is new to them."""
    row = (button("Answer" if relay.by_asker else "Write again", "relay", relay.link_id, relay.id),)
    if not relay.by_asker:
        return with_text(f"{name(writer and writer.name, 'The helper')} → whoever asked:", relay.text, (row,))
    users = (shown.helper_user,) if shown.helper_user is not None else ()
    rung = "".join(f" <@{user}>" for user in users)
    return with_text(f"Whoever asked writes:{rung}", relay.text, (row,), users)


def with_text(
    words: str,
    text: str | None,
    rows: tuple[tuple[discord.ui.Item[Any], ...], ...],
    users: tuple[int, ...] = (),
    after: str = "",
) -> Sheet:
    """Draw what somebody wrote beneath these words; in an embed, which holds twice as much, where it is long."""
    shown = quoted(text or "(no longer kept)")
    whole = f"{words}\n{shown}{after}"
    if len(whole) < ROOM:
        return Sheet(whole, (), rows, users)
    return Sheet(f"{words}{after}", (discord.Embed(description=shown, colour=ACCENT),), rows, users)


def _row(question: int, link: int) -> tuple[discord.ui.Button[Any], ...]:
    write = button(TO_ASKER, "relay", link, style=discord.ButtonStyle.primary)
    return (write, sorted_button(link), more_button(question))
