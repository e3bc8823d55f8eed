"""Interactions under way: begun by a person, answered within three seconds, followed up for fifteen minutes."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from mentorbot.playground.changes import InteractionRefused
from mentorbot.playground.errors import discord_error
from mentorbot.playground.model import Channel, Json, Message, Origin
from mentorbot.playground.payloads.interactions import interaction as payload_of
from mentorbot.playground.world import World

ANSWER_SECONDS = 3.0
SLICE = 0.25  # seconds: in such steps the time is counted in which nobody answers
FOLLOW_UP = timedelta(minutes=15)
SUBCOMMANDS = (1, 2)


class Sort(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(slots=True)
class Interaction:
    """One use of a command, button, menu or form, and what became of it."""

    id: int
    token: str
    sort: Sort
    user_id: int
    channel_id: int
    data: Json
    started_at: datetime
    outcome: asyncio.Future[None]
    source_id: int | None = None
    cause: "Interaction | None" = None
    answered: int | None = None
    refused: bool = False
    original_id: int | None = None
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list[Json])
    follow_ups: list[int] = field(default_factory=list[int])

    @property
    def origin(self) -> Origin:
        """What a message says about the interaction that it answers."""
        first = self.cause.origin if self.cause else None
        name = _full_name(self.data) if self.sort is Sort.COMMAND else ""
        source = self.source_id if self.sort is Sort.COMPONENT else None
        return Origin(self.id, int(self.sort), self.user_id, name, source, first)


def _full_name(data: Json) -> str:
    """The command's name with its subcommand, as Discord tells it."""
    inner = next((option for option in data.get("options", []) if option["type"] in SUBCOMMANDS), None)
    return f"{data['name']} {_full_name(inner)}" if inner else str(data["name"])


class Interactions:
    """Begins interactions, keeps their deadlines, and finds them again by id or token."""

    def __init__(self, world: World, send: Callable[[str, Json], None]) -> None:
        self.answer_seconds = ANSWER_SECONDS
        self._world = world
        self._send = send
        self._by_token: dict[str, Interaction] = {}
        self._in_order: deque[Interaction] = deque()
        self._by_id: dict[int, Interaction] = {}
        self._deadlines: dict[int, asyncio.TimerHandle] = {}

    def begin(
        self,
        sort: Sort,
        user_id: int,
        channel: Channel,
        data: Json,
        *,
        source: Message | None = None,
        cause: Interaction | None = None,
    ) -> Interaction:
        """Tell the bot, and start the clock."""
        self._forget_old()
        self._world.state.touched |= sort is not Sort.AUTOCOMPLETE
        loop = asyncio.get_running_loop()
        one = Interaction(
            self._world.new_id(),
            secrets.token_urlsafe(48),
            sort,
            user_id,
            channel.id,
            data,
            self._world.now(),
            loop.create_future(),
            source.id if source else None,
            cause,
        )
        self._by_token[one.token] = self._by_id[one.id] = one
        self._in_order.append(one)
        self._wait(one, self.answer_seconds)
        head: Json = {"id": str(one.id), "token": one.token, "type": int(sort), "data": data}
        self._send("INTERACTION_CREATE", payload_of(self._world.state, head, user_id, channel, source))
        return one

    def find(self, interaction_id: int) -> Interaction | None:
        return self._by_id.get(interaction_id)

    def find_by_token(self, token: str) -> Interaction | None:
        return self._by_token.get(token)

    def waiting(self) -> list[Json]:
        """Those that the bot has not answered yet."""
        return [
            {"person_id": str(self._by_id[number].user_id), "interaction_id": str(number)} for number in self._deadlines
        ]

    def to_answer(self, interaction_id: int, token: str) -> Interaction:
        """The interaction that a first answer is for; refused when it came too late or twice."""
        one = self._by_token.get(token)
        if one is None or one.id != interaction_id or one.refused:
            raise discord_error(10062)
        if one.answered is not None:
            raise discord_error(40060)
        return one

    def to_follow_up(self, token: str) -> Interaction:
        one = self._by_token.get(token)
        if one is None or self._world.now() - one.started_at > FOLLOW_UP:
            raise discord_error(50027)
        if one.answered is None:
            raise discord_error(10015)
        return one

    def settle(self, one: Interaction, answer: int) -> None:
        """Note the first answer. Call it when the answer has taken effect."""
        one.answered = answer
        self._stop_clock(one)
        if not one.outcome.done():
            one.outcome.set_result(None)
        self._world.hub.look_again()

    def clear(self) -> None:
        """Forget all of them, as when the world begins anew or the server stops."""
        for one in self._in_order:
            self._stop_clock(one)
            one.outcome.cancel()
        self._in_order.clear()
        self._by_token.clear()
        self._by_id.clear()

    def _wait(self, one: Interaction, left: float) -> None:
        """Refuse it after so many seconds in which an answer could be read.

        After a computer stood still, asleep or too busy, timers come first and what arrived meanwhile comes second.
        """
        loop, pause = asyncio.get_running_loop(), min(SLICE, left)
        self._deadlines[one.id] = loop.call_later(pause, self._look, one, left - pause, loop.time() + pause)

    def _look(self, one: Interaction, left: float, due: float) -> None:
        if asyncio.get_running_loop().time() - due > SLICE:
            left += SLICE
        if left > 0:
            self._wait(one, left)
        else:
            self._refuse(one)

    def _refuse(self, one: Interaction) -> None:
        one.refused = True
        self._stop_clock(one)
        if not one.outcome.done():
            one.outcome.set_result(None)
        words = "The application did not respond" if one.sort is Sort.COMMAND else "This interaction failed"
        if one.sort is Sort.AUTOCOMPLETE:
            words = "Loading options failed"
        self._world.hub.publish(InteractionRefused(one.user_id, one.id, words))

    def _stop_clock(self, one: Interaction) -> None:
        handle = self._deadlines.pop(one.id, None)
        if handle:
            handle.cancel()

    def _forget_old(self) -> None:
        """Drop those that can neither be answered nor followed up any more."""
        limit = self._world.now() - FOLLOW_UP - timedelta(minutes=1)
        while self._in_order and self._in_order[0].started_at < limit and self._in_order[0].outcome.done():
            old = self._in_order.popleft()
            self._by_token.pop(old.token, None)
            self._by_id.pop(old.id, None)
