"""Private messages to whoever asked about a link of theirs: they say nothing that would tell another who that is."""

from typing import Any

import discord

from mentorbot.domain.announcements import Letter
from mentorbot.domain.cards import Card
from mentorbot.domain.members import Member
from mentorbot.domain.questions import Outcome, Status, excerpt
from mentorbot.rendering.anonymous import TO_HELPER, with_text
from mentorbot.rendering.notices import card_link, thread_link
from mentorbot.rendering.parts import Sheet, button, name, quoted
from mentorbot.rendering.sharing import UNNAMED_COULD
from mentorbot.store.relays import Relay

CAREFUL = "Please don't write, react or join there: that would show your name."
BY_MESSAGE = "You can also simply write to me here: I pass it on without your name."


def letter(detail: dict[str, Any], shown: Card, relay: Relay | None, writer: Member | None) -> Sheet | None:
    """Draw a private message; None where it does not fit how things stand now."""
    kind = Letter(detail["letter"])
    closed = shown.link is None or shown.link_closed
    if kind is Letter.RELAY:
        return None if relay is None or relay.text is None else _relayed(shown, relay, writer)
    if kind is Letter.RELEASED:
        return _released(shown) if shown.status is Status.OPEN else None
    if kind is Letter.CLOSED:
        return _closed(shown, invited="topic" in detail) if shown.status is Status.CLOSED else None
    if kind is Letter.FOLLOW_UP:
        return _follow_up(shown, again=bool(detail.get("again"))) if shown.status is Status.CLOSED else None
    if closed:
        return None
    return _claimed(shown) if kind is Letter.CLAIMED else _nudge(shown)


def row(link: int, *about: int) -> tuple[discord.ui.Button[Any], ...]:
    """Draw what whoever asked anonymously can do while a link runs."""
    return (
        button(TO_HELPER, "relay", link, *about, style=discord.ButtonStyle.primary),
        button("It's sorted", "relay-sorted", link, style=discord.ButtonStyle.success),
        button("More…", "relay-more", link),
    )


def about(shown: Card) -> str:
    return f" about {name(shown.topic)}" if shown.topic else ""


def _claimed(shown: Card) -> Sheet:
    place = thread_link(shown) or card_link(shown)
    read = f"\nYou can read along: {place} {CAREFUL}" if place and not shown.private else ""
    private = "\nTheir thread is private, so you'll see here what is passed on." if shown.private else ""
    assert shown.link is not None
    return Sheet(
        f"{name(shown.helper_name)} is helping with your question{about(shown)}, and doesn't know that it's yours.\n"
        f"“{quoted(excerpt(shown.text, 300))}”{read}{private}\n{BY_MESSAGE}",
        (),
        (row(shown.link),),
    )


def _relayed(shown: Card, relay: Relay, writer: Member | None) -> Sheet:
    rows = ((_open_again(shown),),) if shown.link_closed else (row(relay.link_id, relay.id),)
    words = f"{name(writer and writer.name, 'Your helper')} writes about your question{about(shown)}:"
    return with_text(words, relay.text, rows, after="\n-# Reply here and I pass it on without your name.")


def _nudge(shown: Card) -> Sheet:
    assert shown.link is not None
    keep = button("Keep it open", "relay-keep", shown.link)
    return Sheet(
        f"It has been quiet about your question{about(shown)}. Is it sorted? Else I'll tidy it away in a day.",
        (),
        ((*row(shown.link), keep),),
    )


def _released(shown: Card) -> Sheet:
    return Sheet(f"Your question{about(shown)} is waiting for somebody else now. I'm asking; you need not do anything.")


def _closed(shown: Card, *, invited: bool) -> Sheet:
    note = f"\nNote: {quoted(shown.note)}" if shown.note else ""
    row = [_open_again(shown)]
    could = ""
    if shown.link is not None and shown.link_outcome is Outcome.SORTED:
        row += [button("Say thank you", "thank", shown.link, shown.server_id)]
        could = f"\n{UNNAMED_COULD.format(topic=name(shown.topic))}" if invited else ""
        row += [button("Don't ask me that", "no-invite", shown.link, shown.server_id)] if invited else []
    return Sheet(f"Your question{about(shown)} is closed.{note}\nNot sorted after all?{could}", (), (tuple(row),))


def _follow_up(shown: Card, *, again: bool) -> Sheet:
    assert shown.link is not None
    ago = "A week" if again else "Yesterday"
    asked = f"{ago} ago" if again else ago
    buttons = (
        button("Yes, thanks", "worked", shown.link, style=discord.ButtonStyle.success),
        button("Not yet", "not-yet", shown.link),
        button("Stop asking me this", "no-follow-up", shown.link),
    )
    return Sheet(
        f"Did it work? {asked} your question{about(shown)} was sorted: “{quoted(excerpt(shown.text, 200))}”\n"
        "Only you see this. **Not yet** opens it again.",
        (),
        (buttons,),
    )


def _open_again(shown: Card) -> discord.ui.Button[Any]:
    return button("Open again", "reopen", shown.question, shown.server_id)
