"""The little that the load server remembers: numbers, buttons to press, answers awaited, requests seen."""

import asyncio
import itertools
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from discord.utils import time_snowflake

from benchmarks.loadserver.gateway import Connection
from benchmarks.loadserver.payloads import CHANNEL, Json, channel, interaction, message, thread

PATIENCE = 30.0
COMMAND, COMPONENT = 2, 3
IN_A_MILLISECOND = 1 << 22


@dataclass(frozen=True, slots=True)
class Answered:
    """How long an interaction waited for its answer, and what the answer was."""

    seconds: float
    body: Json


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that a bot made."""

    method: str
    route: str
    counts: bool


@dataclass(slots=True)
class Waiting:
    """An interaction that has not been answered yet."""

    bot: int
    since: float
    answer: "asyncio.Future[Answered]"
    message: Json | None


@dataclass(slots=True)
class World:
    """Shared by the two sides of the load server: the gateway sends, HTTP receives."""

    connections: dict[int, Connection] = field(default_factory=dict[int, Connection])
    waiting: dict[str, Waiting] = field(default_factory=dict[str, Waiting])
    buttons: defaultdict[str, deque[tuple[str, Json]]] = field(default_factory=lambda: defaultdict(deque))
    seen: Counter[Seen] = field(default_factory=Counter[Seen])
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def number(self) -> int:
        """Give a new id, which tells the time as Discord's do."""
        return time_snowflake(datetime.now(UTC)) + next(self._numbers) % IN_A_MILLISECOND

    def note(self, method: str, route: str) -> None:
        counts = not route.startswith(("/interactions", "/webhooks"))
        self.seen[Seen(method, route, counts)] += 1
        self._changed.set()

    def count(self, method: str, route: str) -> int:
        return sum(n for seen, n in self.seen.items() if seen.method == method and seen.route == route)

    def remember_buttons(self, message: Json) -> None:
        """Keep what can be pressed, by the first word of its custom id."""
        for row in message["components"]:
            for item in row.get("components", ()):
                custom_id = str(item.get("custom_id", ""))
                self.buttons[custom_id.partition(":")[0]].append((custom_id, message))
        self._changed.set()

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until requests have brought something about."""
        async with asyncio.timeout(PATIENCE):
            while not happened():
                self._changed.clear()
                await self._changed.wait()

    async def slash(self, bot: int, person: int, name: str, **options: str) -> Answered:
        """Use a command of the bot's."""
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        data = {"id": str(bot), "name": name, "type": 1, "guild_id": None, "options": given}
        return await self._interact(bot, person, {"type": COMMAND, "data": data}, None)

    async def press(self, bot: int, person: int, custom_id: str, message: Json) -> Answered:
        """Press a button on a message that the bot has sent."""
        data = {"custom_id": custom_id, "component_type": 2}
        return await self._interact(bot, person, {"type": COMPONENT, "data": data, "message": message}, message)

    async def _interact(self, bot: int, person: int, rest: Json, message: Json | None) -> Answered:
        number, token = self.number(), f"{bot}-{len(self.waiting)}-{time.monotonic_ns()}"
        place = channel(CHANNEL)
        if message is not None and int(message["channel_id"]) != CHANNEL:
            place = thread(int(message["channel_id"]), bot, "thread")
        answer: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        payload = interaction(number, token, bot, person, place) | rest
        self.waiting[token] = Waiting(bot, time.perf_counter(), answer, message)
        await self.connections[bot].dispatch("INTERACTION_CREATE", payload)
        async with asyncio.timeout(PATIENCE):
            return await answer

    def answered(self, token: str, body: Json) -> Json:
        """Take in a bot's answer, and describe it as Discord does."""
        one = self.waiting.pop(token)
        one.answer.set_result(Answered(time.perf_counter() - one.since, body))
        return described(self, one, body)


def described(world: World, one: Waiting, body: Json) -> Json:
    """The reply to an interaction's answer: the message it made or changed."""
    number = int(one.message["id"]) if one.message else world.number()
    place = int(one.message["channel_id"]) if one.message else CHANNEL
    made = message(number, place, one.bot, body.get("data") or {})
    head = {"id": str(number), "type": 2, "response_message_id": str(number), "response_message_loading": False}
    head |= {"response_message_ephemeral": bool(made["flags"])}
    return {"interaction": head, "resource": {"type": body["type"], "message": made}}
