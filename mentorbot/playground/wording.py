"""Places and texts as a sentence of the log can hold them."""

import re
from datetime import UTC, datetime

from mentorbot.playground.model import Channel, Json, Kind, State, listed
from mentorbot.playground.world import World

_MARK = re.compile(r"<(@!?|#|t:)(\d+)(?::[a-zA-Z])?>")


def excerpt(text: str, most: int = 60) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def place(channel: Channel | None, world: World) -> str:
    if channel is None:
        return "a channel that is gone"
    if channel.kind is Kind.DM:
        return f"the direct messages with {world.state.users[world.recipient(channel)].name}"
    return f"the thread “{channel.name}”" if channel.thread else f"#{channel.name}"


def readable(state: State, text: str) -> str:
    """Mentions and times as a reader sees them, rather than as codes."""

    def word(found: re.Match[str]) -> str:
        kind, number = found[1], int(found[2])
        if kind == "t:":
            return datetime.fromtimestamp(number, UTC).strftime("%H:%M UTC")
        if kind == "#":
            channel = state.channels.get(number)
            return f"#{channel.name}" if channel else "#unknown"
        user = state.users.get(number)
        return f"@{user.name}" if user else "@somebody"

    return _MARK.sub(word, text)


def body_text(world: World, body: Json) -> str:
    """The first words that a reader sees of a message's or a form's body."""
    texts = [body.get("title") or "", body.get("content") or ""]
    for embed in listed(body, "embeds"):
        texts += [embed.get("title") or "", embed.get("description") or ""]
    for component in listed(body, "components"):
        texts += [part.get("content", "") for part in [component, *listed(component, "components")]]
    return excerpt(readable(world.state, next((text for text in texts if text), "")))
