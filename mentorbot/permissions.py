"""What the bot needs in a channel to do its work, and how to say what is missing."""

import discord

from mentorbot.errors import Refused
from mentorbot.rendering.parts import listed

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
    "manage_threads": "Manage Threads",
}
FOR_PRIVATE = {"create_private_threads": "Create Private Threads"}
EVERYWHERE = {**NEEDED, **FOR_PRIVATE, "add_reactions": "Add Reactions", "attach_files": "Attach Files"}


class CannotPostThere(Refused):
    """I can't post there. Your question was not posted; it is below, so that nothing is lost."""


def missing(has: discord.Permissions, *, private: bool = False) -> list[str]:
    """Name, as Discord's settings do, what is needed for a question and not there."""
    needed = NEEDED | FOR_PRIVATE if private else NEEDED
    return [words for name, words in needed.items() if not getattr(has, name)]


def require(has: discord.Permissions, channel_id: int, *, private: bool) -> None:
    """Raise words for the asker where a card, or its thread, could not be made."""
    if lacking := missing(has, private=private):
        raise CannotPostThere(
            f"I can't post in <#{channel_id}> yet: an admin needs to switch on {listed(lacking)} for me there. "
            "Your question was not posted; it is below, so that nothing is lost."
        )
