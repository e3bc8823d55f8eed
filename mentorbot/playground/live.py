"""The page's live connection: a snapshot first, then every change as it happens."""

import asyncio
import contextlib
import hmac
import json
from typing import Any, cast

from aiohttp import WSMsgType, web

from mentorbot.playground import changes as c
from mentorbot.playground import view
from mentorbot.playground.botrunner import BotRunner
from mentorbot.playground.model import Channel, Json, Message
from mentorbot.playground.realm import Realm
from mentorbot.playground.staffroom import people
from mentorbot.playground.starters import STARTERS
from mentorbot.playground.transcript import Entry

LOG_SHOWN = 300
PATIENCE = 10.0


class Live:
    """Keeps every open page up to date. Costs nothing while none is open."""

    def __init__(self, realm: Realm, bot: BotRunner) -> None:
        self._realm, self._bot = realm, bot
        self._queues: set[asyncio.Queue[str]] = set()
        self._seq = 0
        realm.hub.subscribe(self._on_change)
        realm.log.listeners.append(self._on_entry)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(heartbeat=30, max_msg_size=64 * 1024)
        await ws.prepare(request)
        if not await self._is_known(ws):
            await ws.close(code=4001, message=b"Wrong token")
            return ws
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._queues.add(queue)
        queue.put_nowait(self._snapshot())
        pump = asyncio.create_task(_pump(ws, queue))
        try:
            async for _ in ws:
                pass
        finally:
            self._queues.discard(queue)
            pump.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await pump
        return ws

    def tell(self, kind: str, **content: Any) -> None:
        self._seq += 1
        text = json.dumps({"type": kind, "seq": self._seq, **content})
        for queue in self._queues:
            queue.put_nowait(text)

    async def _is_known(self, ws: web.WebSocketResponse) -> bool:
        with contextlib.suppress(TimeoutError, ValueError):
            first = await ws.receive(timeout=PATIENCE)
            if first.type is WSMsgType.TEXT:
                said = json.loads(first.data)
                token = str(cast("Json", said).get("token", "")) if isinstance(said, dict) else ""
                return hmac.compare_digest(token.encode(), self._realm.page_token.encode())
        return False

    def _snapshot(self) -> str:
        world, state = self._realm.world, self._realm.world.state
        snapshot: Json = {
            "type": "snapshot",
            "seq": self._seq,
            "server": {"id": str(state.guild_id), "name": state.guild_name},
            "bot": self._bot_view(),
            "clock": view.clock(world),
            "begun": state.touched,
            "people": [view.person(state, user) for user in people(state)],
            "channels": [view.channel(state, channel) for channel in state.channels.values()],
            "messages": {
                str(channel): [view.message(state, message) for message in messages.values()]
                for channel, messages in state.messages.items()
                if channel in state.channels
            },
            "commands": view.commands(state),
            "log": [view.entry(entry) for entry in list(self._realm.log.entries)[-LOG_SHOWN:]],
            "starters": [{"id": s.id, "title": s.title, "text": s.text} for s in STARTERS],
            "pending": self._realm.interactions.waiting(),
        }
        return json.dumps(snapshot)

    def _bot_view(self) -> Json:
        bot = self._realm.world.bot
        user = {"id": str(bot.id), "name": bot.name, "colour": bot.colour}
        return {"user": user, "status": self._bot.status, "note": self._bot.note}

    def _on_entry(self, entry: Entry) -> None:
        if self._queues:
            self.tell("log", entry=view.entry(entry))

    def _on_change(self, change: c.Change) -> None:
        if self._queues:
            self._pass_on(change)

    def _pass_on(self, change: c.Change) -> None:  # noqa: C901, PLR0912 - one line for each kind of change
        world, state = self._realm.world, self._realm.world.state
        match change:
            case c.MessageAdded(message):
                self.tell("message", message=view.message(state, message))
                self._count(message)
            case c.MessageEdited(message):
                self.tell("message", message=view.message(state, message))
            case c.ReactionAdded(message) | c.ReactionRemoved(message):
                self.tell("message", message=view.message(state, message))
            case c.MessageDeleted(message):
                self.tell("message_deleted", channel_id=str(message.channel_id), id=str(message.id))
                self._count(message)
            case c.ChannelAdded(channel) | c.ChannelChanged(channel) | c.ThreadMembersChanged(channel):
                self._channel(channel)
            case c.ChannelDeleted(channel):
                self.tell("channel_deleted", id=str(channel.id))
            case c.MemberJoined(user_id) | c.MemberLeft(user_id) | c.PersonChanged(user_id):
                self._person(user_id)
            case c.CommandsChanged():
                self.tell("commands", commands=view.commands(state))
            case c.BotChanged():
                self.tell("bot", bot=self._bot_view())
            case c.ClockMoved():
                self.tell("clock", clock=view.clock(world))
            case c.ModalShown(user_id, interaction_id, modal):
                self.tell("modal", person_id=str(user_id), interaction_id=str(interaction_id), modal=modal)
            case c.InteractionRefused(user_id, interaction_id, text):
                self.tell("refused", person_id=str(user_id), interaction_id=str(interaction_id), text=text)
            case c.Typing(channel, user_id):
                name = state.users[user_id].name
                self.tell("typing", channel_id=str(channel.id), person_id=str(user_id), name=name)
            case c.WorldReplaced():
                self.tell("reset")
                for queue in self._queues:
                    queue.put_nowait(self._snapshot())
            case _:
                pass

    def _channel(self, channel: Channel) -> None:
        if channel.id in self._realm.world.state.channels:
            self.tell("channel", channel=view.channel(self._realm.world.state, channel))

    def _count(self, message: Message) -> None:
        """Threads show how many messages they hold."""
        channel = self._realm.world.state.channels.get(message.channel_id)
        if channel and channel.thread:
            self._channel(channel)

    def _person(self, user_id: int) -> None:
        """A person's standing decides what they may do in every channel, so all are told again."""
        state = self._realm.world.state
        self.tell("person", person=view.person(state, state.users[user_id]))
        self.tell("commands", commands=view.commands(state))
        for channel in state.channels.values():
            self._channel(channel)


async def _pump(ws: web.WebSocketResponse, queue: asyncio.Queue[str]) -> None:
    while True:
        await ws.send_str(await queue.get())
