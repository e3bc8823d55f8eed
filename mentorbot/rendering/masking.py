"""What an admin reads before members may ask without their name."""

from datetime import timedelta

import discord

from mentorbot.domain.servers import Anonymity, Server
from mentorbot.rendering.parts import Sheet, button

CHOICES = {
    Anonymity.OFF: "Off: every question says who asked",
    Anonymity.ON: "On: members may ask without their name",
    Anonymity.DEFAULT: "Usual: without a name, unless somebody wants theirs shown",
}
NUMBERS = {Anonymity.ON: 1, Anonymity.DEFAULT: 2}
SHOWN = {
    Anonymity.OFF: "Asking without a name: off. Every question says who asked.",
    Anonymity.ON: "Asking without a name: on. Members may choose it for a question.",
    Anonymity.DEFAULT: "Asking without a name: usual. A question shows no name unless its asker wants that.",
}


def explained(wanted: Anonymity, forget: timedelta) -> Sheet:
    """Say what Discord's policy asks, and what this does, before it is switched on."""
    policy = (
        "Discord's developer policy says that apps must not mask people's identities. A card that says “Asked "
        "anonymously” comes close to that, so you decide, for your server; Discord may see it otherwise than you do."
    )
    moderators = (
        "• Members can't see who asked. **Moderators always can**, with `/mod lookup`: it takes a reason, every look "
        "is in the log, and whoever asked is told unless it is about safeguarding."
    )
    kept = (
        "• Who asked is kept sealed, under a key outside of the database, and forgotten "
        f"{forget.days} days after a question has ended."
    )
    lines = [
        "**Asking without a name: please read this before you switch it on.**",
        policy,
        moderators,
        "• `second_moderator` lets nobody look alone.",
        kept,
        "• You can switch it off at any time. What was asked so before stays without a name.",
        "Tell your members that moderators can find out. They read it on the form as well.",
    ]
    row = (
        button("I understand: switch it on", "anonymous-on", NUMBERS[wanted], style=discord.ButtonStyle.danger),
        button("Leave it off", "anonymous-off"),
    )
    return Sheet("\n".join(lines), (), (row,))


def left_off() -> Sheet:
    return Sheet("It stays off: every question says who asked. Nothing was changed.")


def shown(server: Server) -> list[str]:
    """Say how it is now, in lines of the overview."""
    second = "Another moderator has to agree" if server.second_moderator else "One moderator is enough"
    return [SHOWN[server.anonymous], f"{second} to look up who asked anonymously."]
