"""What is said inside a link's thread."""

from typing import Any, TypeGuard

import discord

from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.domain.questions import Outcome, excerpt
from mentorbot.domain.quoting import plain
from mentorbot.rendering import anonymous
from mentorbot.rendering.askers import SOMEBODY, is_erased, pair, pair_names
from mentorbot.rendering.parts import Sheet, button, more_button, name, quoted, sorted_button

AGAIN = "\n-# Not sorted after all? The asker can open it again from the question's card."
GOES_ON = frozenset({Outcome.HANDED_BACK, Outcome.HANDED_OVER, Outcome.HELPER_LEFT})
THREAD_NAME_LENGTH = 90
LONGEST_THREAD_NAME = 100


def thread_name(shown: Card) -> str:
    """Name the thread after the question, on one plain line."""
    return plain(excerpt(shown.text, THREAD_NAME_LENGTH))[:LONGEST_THREAD_NAME] or neutral_name(shown)


def neutral_name(shown: Card) -> str:
    """Give a name that Discord's filters can have nothing against."""
    return f"question-{shown.question}"


def opening(shown: Card, link: int) -> Sheet:
    """Draw the first message of a thread; being mentioned is what adds the two to it."""
    if isinstance(shown, UnsignedCard):
        return anonymous.opening(shown, link)
    users = pair(shown)
    readers = (
        "Only the two of you can read this thread; moderators can, too."
        if shown.private
        else "Everybody in the channel can read along."
    )
    text = (
        f"Hello {' and '.join(f'<@{user}>' for user in users)}. This is for: “{quoted(excerpt(shown.text, 300))}”\n"
        "When you're done, press **Sorted**. If it's quiet for a while I'll check in, then tidy it away.\n"
        f"-# {readers} Please share no details that identify a pupil."
    )
    return Sheet(text, (), ((sorted_button(link), more_button(shown.question)),), users)


def is_opening(message: discord.Message, link: int) -> bool:
    """Say whether this is the first message of a link's thread: it alone has this button beside **More…**."""
    pressed = {child.custom_id for child in discord.ui.View.from_message(message).children if _is_ours(child)}
    return f"sorted:{link}" in pressed and (
        len(pressed) == 1 or any((word or "").startswith("more:") for word in pressed)
    )


def _is_ours(child: discord.ui.Item[Any]) -> TypeGuard[discord.ui.Button[Any]]:
    return isinstance(child, discord.ui.Button)


def opening_closed(shown: Card) -> Sheet:
    """Draw the first message once its link has ended: the same, without its button."""
    ending = {
        Outcome.SORTED: "Sorted. Thank you both!",
        Outcome.QUIET: "It was quiet here, so I've tidied this away.",
        Outcome.MODERATOR: "A moderator has closed this.",
        Outcome.ASKER_LEFT: "The asker has left the server, so this is closed.",
        Outcome.ERASED: "One of the two has had everything about them erased, so this is closed.",
        Outcome.WITHDRAWN: "The asker has withdrawn the question. Thank you for your help!",
        Outcome.HANDED_BACK: "Handed back. The question is waiting for somebody else.",
        Outcome.HANDED_OVER: "Handed over: somebody else goes on below.",
        Outcome.HELPER_LEFT: "The helper has left the server. The question is waiting for somebody else.",
    }.get(shown.link_outcome or Outcome.SORTED, "This is closed.")
    note = f"\nNote: {quoted(shown.note)}" if shown.note else ""
    people = pair_names(shown) or "two people"
    if is_erased(shown):
        gone = (
            "What was asked is no longer kept."
            if isinstance(shown, UnsignedCard)
            else "Whoever asked has had everything about them erased."
        )
        return Sheet(f"This was for {people}. {gone}{note}")
    return Sheet(
        f"This was for {people}: “{quoted(excerpt(shown.text, 300))}”\n**{ending}**{note}"
        + ("" if shown.link_outcome in GOES_ON else AGAIN)
    )


def nudge(shown: Card, link: int) -> Sheet:
    """Draw the question whether a quiet link is done."""
    users = pair(shown)
    people = " ".join(f"<@{user}>" for user in users)
    keep = button("Keep it open", "keep", link)
    return Sheet(
        f"{people} it has been quiet here. Is it sorted? If nobody writes I'll tidy this away in a day.",
        (),
        ((sorted_button(link), keep),),
        users,
    )


def closed_by(by: str | None, outcome: Outcome | None) -> Sheet:
    """Draw a message whose button closed the thread, without its buttons; None stands for whoever asked anonymously."""
    moderated = outcome is Outcome.MODERATOR
    return Sheet(f"{_named(by)} has closed this." if moderated else f"{_named(by)} says it's sorted. Thank you!")


def kept_open(by: str | None) -> Sheet:
    """Draw the nudge after somebody asked for more time."""
    return Sheet(f"{_named(by)} is keeping this open. I'll ask again when it has been quiet for a while.")


def _named(by: str | None) -> str:
    return SOMEBODY.capitalize() if by is None else name(by)
