"""What admins are told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mentorbot.domain.routing import EVENLY
from mentorbot.domain.servers import Server
from mentorbot.domain.topics import Topic
from mentorbot.rendering import masking
from mentorbot.rendering.parts import Sheet, fitted, listed, name, quoted

__all__ = ["checked", "config", "name", "panel_posted", "topic_list", "word_added", "word_list", "word_removed"]


def panel_posted(channel_id: int, *, pinned: bool) -> Sheet:
    text = f"The panel is in <#{channel_id}>."
    if not pinned:
        text += " I may not pin it: press and hold it, then choose Pin, or give me Pin Messages there."
    return Sheet(text)


def checked(lacking: Mapping[int, Sequence[str] | None], server: Server) -> Sheet:
    """Say for each channel what is missing there, in the words of Discord's settings; None stands for all of it."""
    lines: list[str] = []
    for channel_id, names in lacking.items():
        if names is None:
            use = "questions" if channel_id == server.question_channel else "moderators"
            lines.append(f"The channel for {use} does not exist any more: `/mentorbot config {use}:` names another.")
        elif names:
            them = "it" if len(names) == 1 else "them"
            need = f"In <#{channel_id}> I need {listed(list(names))}."
            lines.append(f"{need} Switch {them} on in the channel's settings, under Permissions.")
        else:
            lines.append(f"In <#{channel_id}> I have everything I need.")
    if server.moderator_channel is None:
        lines.append("No channel for moderators is named: `/mentorbot config moderators:` sets one.")
    return Sheet("\n".join(lines) or "Use this in a text channel, please.")


def config(server: Server) -> Sheet:
    """Show how a server works."""
    where = f"<#{server.question_channel}>" if server.question_channel else "the channel where they are asked"
    told = f"<#{server.moderator_channel}>" if server.moderator_channel else "a reply to the question"
    topics = str(server.topics_per_member) if server.topics_per_member else "as many as they like"
    return Sheet(
        f"Questions are posted in {where}.\nModerators are told in {told}.\n"
        f"Open questions a member may have: {server.open_limit}.\nTopics a member may help with: {topics}.\n"
        f"Time zone: {server.zone}.\nCalls are spread {server.spread} of 100: {_spread(server.spread)}.\n"
        + "\n".join(masking.shown(server))
    )


def _spread(spread: int) -> str:
    if spread >= EVENLY:
        return "everybody who fits in turn, whoever answered before"
    if spread == 0:
        return "whoever answered such questions is called first, however often"
    return "whoever answered such questions is called first, and makes room the sooner the higher this is"


def word_added(word: str) -> str:
    return f"Listed: nothing that holds “{quoted(word)}” is posted here. Its writer is told kindly, and may change it."


def word_removed(word: str) -> str:
    return f"“{quoted(word)}” is off the list, and may be posted again."


def word_list(words: Sequence[str]) -> Sheet:
    """Show every listed word."""
    if not words:
        return Sheet("The list is empty. `/mentorbot words add` puts a word or phrase on it.")
    heading = "These are not posted here, whatever their capitals and accents; whole words only, so add plurals too."
    return Sheet(fitted([heading, *(f"- {quoted(word)}" for word in words)]))


def topic_list(topics: Sequence[Topic]) -> Sheet:
    """Show all topics by area."""
    by_area: defaultdict[str, list[str]] = defaultdict(list)
    for topic in topics:
        by_area[topic.area].append(name(topic.name))
    lines = [f"**{name(area).capitalize()}**: {', '.join(names)}" for area, names in sorted(by_area.items())]
    return Sheet(fitted(lines))
