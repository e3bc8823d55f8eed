"""Private messages: what is told to one person who pressed nothing just now."""

import discord

from mentorbot.domain.announcements import WINNER
from mentorbot.domain.cards import Card
from mentorbot.domain.members import Member
from mentorbot.domain.places import channel_link, message_link
from mentorbot.domain.questions import Outcome
from mentorbot.domain.safety import LookUp, Report
from mentorbot.rendering import lookups
from mentorbot.rendering.parts import ROOM, Sheet, button, copyable, name, quoted
from mentorbot.rendering.waiting import why
from mentorbot.store.callouts import CallOut

NEWS = {
    Outcome.UNANSWERED: "Nobody was free to help with your question{about}. I'm sorry. The moderators know about it.",
    Outcome.CARD_DELETED: "Your question{about} was deleted from the channel twice, so I've closed it.",
    Outcome.MODERATOR: "A moderator has closed your question{about}. Ask them if you'd like to know why.",
    Outcome.NOT_POSTED: "Discord did not let me post your question{about}, so I've closed it. I'm sorry.",
}


def notice(
    detail: dict[str, object],
    shown: Card | None,
    winner: Member | None = None,
    case: LookUp | Report | None = None,
) -> Sheet:
    """Draw a private message: words that were decided already, or news about somebody's question."""
    if isinstance(case, LookUp):
        return lookups.told(case)
    if shown is None:
        return Sheet(str(detail.get("text", "")).replace(WINNER, name(winner and winner.name)))
    about = f" about {name(shown.topic)}" if shown.topic else ""
    text = NEWS[Outcome(str(detail["about"]))].format(about=about)
    if note := str(detail.get("note", "")):
        text = f"{text}\n> {quoted(' '.join(note.split()))}\n"
    again = button("Open again", "reopen", shown.question, shown.server_id)
    words, box = f"{text} Nothing is lost, here is what you wrote:", copyable(shown.text or "")
    if len(words) + len(box) < ROOM:
        return Sheet(f"{words}\n{box}", (), ((again,),))
    # Backticks double what they stand in; an embed holds twice as much.
    return Sheet(words, (discord.Embed(description=box),), ((again,),))


def called(shown: Card, call: CallOut) -> Sheet:
    """Draw a call for somebody who asked to be called in private messages too."""
    about = f" about {name(shown.topic)}" if shown.topic else ""
    urgent = "An urgent question" if shown.urgent else "A question"
    text = f"{urgent}{about} is waiting: {card_link(shown)}\n{why(call)} You need not answer, and nobody sees it."
    return Sheet(f"{text}\n-# You wanted to be called here too; /settings on the server changes that.")


def in_channel(sheet: Sheet, user_id: int) -> Sheet:
    """Draw the same for somebody who takes no private messages."""
    return Sheet(f"<@{user_id}> {sheet.content}", sheet.embeds, sheet.rows, (user_id,))


def card_link(shown: Card) -> str | None:
    if shown.card_id is None:
        return None
    return message_link(shown.server_id, shown.channel_id, shown.card_id)


def thread_link(shown: Card) -> str | None:
    return channel_link(shown.server_id, shown.thread_id) if shown.thread_id else None
