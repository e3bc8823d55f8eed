"""What the practice server shows of the bot's doing, for everybody and in direct messages."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from mentorbot.playground.model import Channel, Kind, Message, MessageKind
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Shown

_FOOTER = re.compile(r"^Question (\d+)$", re.MULTILINE)


@dataclass(slots=True)
class Sights:
    """The bot's messages by their nonce and by what they are; threads by their id."""

    by_nonce: dict[str, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[int, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    without_nonce: list[Shown] = field(default_factory=list[Shown])
    threads: dict[int, Channel] = field(default_factory=dict[int, Channel])

    @property
    def private_threads(self) -> list[Channel]:
        return [thread for thread in self.threads.values() if thread.kind is Kind.PRIVATE_THREAD]


def sights(practice: Practice) -> Sights:
    """Look at every room."""
    world, seen = practice.world, Sights()
    seen.threads = {channel.id: channel for channel in world.threads()}
    for place in list(world.state.messages):
        for message in world.history(place).values():
            if message.author_id == world.state.bot_id and message.private_to is None and _is_said(message):
                _sort(seen, Shown(world, message))
    return seen


def ids(shown: Shown) -> set[str]:
    """The custom ids of a message's buttons."""
    return {shown.custom_id(words) for words in shown.buttons}


def _is_said(message: Message) -> bool:
    return message.origin is None and message.kind in (MessageKind.DEFAULT, MessageKind.REPLY)


def _sort(seen: Sights, shown: Shown) -> None:
    if shown.message.nonce is None:
        seen.without_nonce.append(shown)
    else:
        seen.by_nonce[str(shown.message.nonce)].append(shown)
    footer = _FOOTER.search(shown.text) if shown.message.embeds else None
    if footer:
        seen.cards[int(footer[1])].append(shown)
