"""How bots of gates bear cuts of their gateway: in a hurry, because nobody wants to wait, or broken on purpose."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

import discord
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket

from mentorbot.domain.starts import Allowance
from mentorbot.services.starts import Starts
from mentorbot.watcher import Watcher

DEAD_AFTER = "GATE_DEAD_AFTER"
"""The environment variable that holds the seconds after which a connection is dead that nothing is heard on."""

BREAK = "GATE_BREAK_GATEWAY"
BLIND = "blind"  # never compares what it remembers with what Discord shows
RESTLESS = "restless"  # logs in anew after each cut instead of taking up the session
ABSENT = "absent"  # takes up the session, and pays no attention to what it missed
SPENDTHRIFT = "spendthrift"  # keeps no budget of logins

LONGEST_PAUSE = 0.05
LONGEST_NAP = 30.0


def break_if_asked(environment: Mapping[str, str]) -> None:
    """Hurry, or do it wrongly, as the environment says."""
    if DEAD_AFTER in environment:
        _hurry(float(environment[DEAD_AFTER]))
    broken: dict[str, Callable[[], None]] = {
        BLIND: _blind,
        RESTLESS: _restless,
        ABSENT: _absent,
        SPENDTHRIFT: _spendthrift,
    }
    if how := environment.get(BREAK):
        broken[how]()


def _hurry(seconds: float) -> None:
    """Cut short what discord.py waits for: before it tries again, before it logs in again, before it gives up."""
    delay = ExponentialBackoff[Any].delay

    def soon(self: ExponentialBackoff[Any]) -> float:
        return min(delay(self), LONGEST_PAUSE)

    ExponentialBackoff.delay = soon  # pyright: ignore[reportAttributeAccessIssue] - we count in fractions only

    async def at_once(self: discord.Client, shard_id: int | None, *, initial: bool = False) -> None:
        """Log in without the five seconds that keep several shards apart."""

    discord.Client.before_identify_hook = at_once
    connect = DiscordWebSocket.from_client

    async def impatient(client: discord.Client, **options: Any) -> DiscordWebSocket:
        client._connection.heartbeat_timeout = seconds  # pyright: ignore[reportPrivateUsage] - our client has no option for it
        return await connect(client, **options)

    DiscordWebSocket.from_client = impatient  # pyright: ignore[reportAttributeAccessIssue] - called on the class only


class Brisk:
    """asyncio without pauses; what would last longer than anybody waits for lasts as long as ever."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0 if seconds <= LONGEST_NAP else seconds)


def _blind() -> None:
    async def see_nothing(self: Watcher, server_id: int) -> None:
        """Find all well."""

    Watcher.compare = see_nothing


def _restless() -> None:
    connect = cast("Callable[..., Awaitable[DiscordWebSocket]]", DiscordWebSocket.from_client)

    async def anew(client: discord.Client, **options: Any) -> DiscordWebSocket:
        return await connect(client, **(options | {"resume": False, "session": None, "sequence": None}))

    DiscordWebSocket.from_client = anew  # pyright: ignore[reportAttributeAccessIssue] - called on the class only


class _OnlyTheEnd(dict[str, Any]):
    """Parsers of events that know none until the replay is over."""

    def __init__(self, connection: Any) -> None:
        super().__init__()
        self._connection, self._parsers = connection, connection._discord_parsers

    def __missing__(self, event: str) -> Any:
        if event != "RESUMED":
            raise KeyError(event)
        self._connection._discord_parsers = self._parsers
        return self._parsers[event]


def _absent() -> None:
    resume = DiscordWebSocket.resume

    async def deaf(self: Any) -> None:
        self._discord_parsers = _OnlyTheEnd(self)
        await resume(self)

    DiscordWebSocket.resume = deaf


def _spendthrift() -> None:
    async def spend(self: Starts, allowance: Allowance) -> None:
        await asyncio.sleep(0)

    Starts.begin = spend
