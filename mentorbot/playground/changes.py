"""What happened in the practice Discord, and those who are told: the gateway, the page, whoever waits."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentorbot.playground.model import Channel, Message


@dataclass(frozen=True, slots=True)
class MessageAdded:
    message: Message


@dataclass(frozen=True, slots=True)
class MessageEdited:
    message: Message


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    message: Message


@dataclass(frozen=True, slots=True)
class ReactionAdded:
    message: Message
    user_id: int
    emoji: str


@dataclass(frozen=True, slots=True)
class ReactionRemoved:
    message: Message
    user_id: int
    emoji: str


@dataclass(frozen=True, slots=True)
class PinsChanged:
    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelAdded:
    """A channel, thread or direct conversation is new."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelDeleted:
    channel: Channel


@dataclass(frozen=True, slots=True)
class ThreadMembersChanged:
    channel: Channel
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberJoined:
    user_id: int


@dataclass(frozen=True, slots=True)
class MemberLeft:
    user_id: int


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Something that only the page shows, such as closed direct messages."""

    user_id: int


@dataclass(frozen=True, slots=True)
class CommandsChanged:
    pass


@dataclass(frozen=True, slots=True)
class ClockMoved:
    pass


@dataclass(frozen=True, slots=True)
class BotChanged:
    """The bot's process started, connected, or went."""


@dataclass(frozen=True, slots=True)
class ModalShown:
    user_id: int
    interaction_id: int
    modal: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InteractionRefused:
    """The bot did not answer in time; Discord tells the person so."""

    user_id: int
    interaction_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody has begun to write."""

    channel: Channel
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WorldReplaced:
    pass


Change = (
    MessageAdded
    | MessageEdited
    | MessageDeleted
    | ReactionAdded
    | ReactionRemoved
    | PinsChanged
    | ChannelAdded
    | ChannelChanged
    | ChannelDeleted
    | ThreadMembersChanged
    | MemberJoined
    | MemberLeft
    | PersonChanged
    | CommandsChanged
    | ClockMoved
    | BotChanged
    | ModalShown
    | InteractionRefused
    | Typing
    | WorldReplaced
)


class Hub:
    """Passes each change on, in order and at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Change], None]] = []
        self._waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Start telling `listener`; call what is returned to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
        self.look_again()

    def look_again(self) -> None:
        """Wake those whose condition has come true."""
        if not self._waiting:
            return
        still: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        for condition, future in self._waiting:
            if future.done():
                continue
            try:
                if condition():
                    future.set_result(None)
                else:
                    still.append((condition, future))
            except Exception as error:  # noqa: BLE001 - whatever a condition raises belongs to whoever waits on it
                future.set_exception(error)
        self._waiting = still

    async def until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Wait for a condition on the world; `TimeoutError` when it does not come true in time."""
        if condition():
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((condition, future))
        async with asyncio.timeout(seconds):
            await future
