"""The gateway: Discord's websocket, as discord.py speaks it."""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from aiohttp import WSMsgType, web

from mentorbot.playground.changes import BotChanged, Change
from mentorbot.playground.faults import Faults
from mentorbot.playground.gateway_events import GUILD_MEMBERS, MESSAGE_CONTENT, events, without_content
from mentorbot.playground.model import Json
from mentorbot.playground.payloads import channels, people
from mentorbot.playground.sessions import Outlet, Session
from mentorbot.playground.transcript import Transcript
from mentorbot.playground.wire import Wire
from mentorbot.playground.world import World

How = Literal["lost", "closed", "reconnect", "invalid", "silent"]
Stumble = Literal["hello", "identify", "resume"]
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 3, 6, 7, 9, 10, 11
HEARTBEAT_MS = 41_250
UNREADABLE, BAD_TOKEN, NOT_IDENTIFIED, TWICE, TOO_QUIET, NOT_ALLOWED = 4002, 4004, 4003, 4005, 4009, 4014
PRIVILEGED = GUILD_MEMBERS | 1 << 8 | MESSAGE_CONTENT
ABNORMAL = 4000
STARTS_A_DAY = 1000
GREETING, TOLD_AGAIN = 2, 10
DAY = timedelta(days=1)
SAID = {
    "INTERACTION_CREATE": "The bot is told, and has three seconds to answer",
    "MESSAGE_CREATE": "The bot is told of the message",
    "MESSAGE_REACTION_ADD": "The bot is told of the reaction",
    "MESSAGE_REACTION_REMOVE": "The bot is told that a reaction was taken back",
    "THREAD_CREATE": "The bot is told of the new thread",
    "THREAD_UPDATE": "The bot is told that the thread changed",
    "THREAD_DELETE": "The bot is told that the thread was deleted",
    "CHANNEL_UPDATE": "The bot is told that the channel or its permissions changed",
    "GUILD_MEMBER_REMOVE": "The bot is told that somebody left",
}


class Gateway:
    """Takes connections, keeps sessions, and tells bots what changes in the world."""

    def __init__(self, world: World, faults: Faults, log: Transcript, *, token: str, url: Callable[[], str]) -> None:
        self.starts_a_day = STARTS_A_DAY
        self.heartbeat_ms = HEARTBEAT_MS
        self.shut = False
        """While it is, whoever connects is turned away, as in an outage."""
        self.stumbles: list[Stumble] = []
        """Where the next handshakes break off, one each: before the greeting, before READY, or amid the replay."""
        self.heard: Counter[str] = Counter()
        """How often bots said hello ("identify") and took up what was broken ("resume")."""
        self.allowed_privileged = 0
        self.sessions: dict[str, Session] = {}
        self._world, self._faults, self._log = world, faults, log
        self._token, self._url = token, url
        world.hub.subscribe(self._on_change)

    @property
    def connected(self) -> bool:
        return any(session.outlet for session in self.sessions.values())

    @property
    def starts_left(self) -> int:
        return max(0, self.starts_a_day - len(self._starts_today()))

    def limits(self) -> Json:
        today = self._starts_today()
        reset = int((today[0] + DAY - self._world.now()).total_seconds() * 1000) if today else 0
        start = {"total": self.starts_a_day, "remaining": self.starts_left, "reset_after": reset, "max_concurrency": 1}
        return {"url": self._url(), "shards": 1, "session_start_limit": start}

    def dispatch(self, event: str, data: Json, intent: int = 0) -> None:
        """Send an event to each session that asked for it and holds the server's shard."""
        times = 2 if self._faults.strike(event, "duplicate") else 1
        for session in self.sessions.values():
            if (intent and not session.intents & intent) or not self._is_for(session, data):
                continue
            full = event not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} or session.intents & MESSAGE_CONTENT
            shown = data if full else without_content(data, self._world.state.bot_id)
            for _ in range(times):
                session.dispatch(event, shown)
            known = shown | {"token": "…"} if "token" in shown else shown  # a secret between the bot and us
            self._log.note("gateway", SAID.get(event, f"The bot is told: {event}"), {"event": event, "data": known})

    def cut(self, *, resumable: bool = True, how: How = "lost", code: int = 4000) -> None:
        """End every connection; without `resumable` the sessions are forgotten too.

        "lost" breaks it without a word, "closed" closes it with `code`, "reconnect" asks the bot to come back, as when
        Discord moves it to another machine, "invalid" says that the session isn't valid, "silent" stays open, dead.
        """
        self._log.note("server", f"The bot's connection was cut ({how})" + ("" if resumable else ", for good"))
        for session in list(self.sessions.values()):
            if session.outlet:
                self._end(session.outlet, how, code, resumable=resumable)
                session.outlet = None
            if not resumable:
                del self.sessions[session.id]
        self._world.hub.publish(BotChanged())

    def ask_to_reconnect(self) -> None:
        """Ask each bot to come back, and go on telling it what happens until it does."""
        for session in self.sessions.values():
            if session.outlet:
                session.outlet.send_op(RECONNECT)

    @staticmethod
    def _end(wire: Outlet, how: How, code: int, *, resumable: bool) -> None:
        if how == "lost":
            wire.cut()
        elif how == "closed":
            wire.close(code)
        elif how == "silent":
            wire.fall_silent()
        else:
            wire.send_op(*((RECONNECT, None) if how == "reconnect" else (INVALID, resumable)))

    def forget(self) -> None:
        """Drop what nobody is connected to, as when the bot starts anew."""
        self.sessions = {key: session for key, session in self.sessions.items() if session.outlet}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.shut:
            return web.Response(status=503)
        ws = web.WebSocketResponse(compress=False, max_msg_size=64 * 1024)
        try:
            await ws.prepare(request)
        except ConnectionError:
            return ws  # whoever knocked has gone again
        wire = Wire(ws, request)
        pump = asyncio.create_task(wire.pump())
        try:
            if self._stumbles("hello"):
                wire.cut()
            wire.send_op(HELLO, {"heartbeat_interval": self.heartbeat_ms})
            await self._listen(ws, wire)
        except TimeoutError:
            await ws.close(code=TOO_QUIET, message=b"Session timed out.")
        finally:
            pump.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await pump
            self._gone(wire)
        return ws

    async def _listen(self, ws: web.WebSocketResponse, wire: Wire) -> None:
        while True:
            received = await ws.receive(timeout=self.heartbeat_ms * 1.5 / 1000)
            if received.type is not WSMsgType.TEXT:
                return
            try:
                payload = cast("Json", json.loads(received.data))
                code = self._obey(wire, payload.get("op"), payload.get("d"))
            except (ValueError, KeyError, AttributeError):
                code = UNREADABLE
            if code:
                await ws.close(code=code)
                return

    def _obey(self, wire: Wire, op: int | None, data: Any) -> int | None:
        """Do what the bot says; a number is the code to close the connection with."""
        if op == HEARTBEAT:
            wire.send_op(ACK)
        elif op == IDENTIFY:
            return self._identify(wire, data)
        elif op == RESUME:
            return self._resume(wire, data)
        elif wire.session is None:
            return NOT_IDENTIFIED
        return None

    def _identify(self, wire: Wire, data: Json) -> int | None:
        if data.get("token") != self._token or not self.starts_left:
            return BAD_TOKEN
        if wire.session:
            return TWICE
        if data["intents"] & PRIVILEGED & ~self.allowed_privileged:
            return NOT_ALLOWED
        self.heard["identify"] += 1
        self._world.state.session_starts = [*self._starts_today(), self._world.now()]
        if self._stumbles("identify"):
            wire.cut()
            return None
        shard = data.get("shard") or [0, 1]
        session = Session(data["intents"], (shard[0], shard[1]))
        self.sessions = {k: s for k, s in self.sessions.items() if s.outlet or s.shard != session.shard}
        self.sessions[session.id] = session
        self._log.note("gateway", "The bot connected")
        self._attach(wire, session)
        self._greet(session)
        return None

    def _greet(self, session: Session) -> None:
        state = self._world.state
        mine = self._is_for(session, {"guild_id": str(state.guild_id)})
        ready: Json = {
            "v": 10,
            "user": people.own_user(state.users[state.bot_id]),
            "guilds": [{"id": str(state.guild_id), "unavailable": True}] if mine else [],
            "session_id": session.id,
            "resume_gateway_url": self._url(),
            "shard": list(session.shard),
            "application": {"id": str(state.bot_id), "flags": 0},
            "session_type": "normal",
            "private_channels": [],
            "relationships": [],
            "user_settings": {},
            "presences": [],
        }
        session.dispatch("READY", ready)
        if mine:
            session.dispatch("GUILD_CREATE", channels.guild_create(state))
        self._world.hub.publish(BotChanged())

    def _resume(self, wire: Wire, data: Json) -> int | None:
        if data.get("token") != self._token:
            return BAD_TOKEN
        session = self.sessions.get(data.get("session_id", ""))
        missed = session.missed(self._heard(data)) if session else None
        if session is None or missed is None:
            wire.send_op(INVALID, False)
            return None
        self.heard["resume"] += 1
        if self._stumbles("resume"):
            for text in missed[: len(missed) // 2]:
                wire.send(text)
            wire.close(ABNORMAL)
            return None
        for text in missed:
            wire.send(text)
        self._log.note("gateway", f"The bot connected again and heard {len(missed)} things that it had missed")
        self._attach(wire, session)
        session.dispatch("RESUMED", {"_trace": []})
        self._world.hub.publish(BotChanged())
        return None

    def _stumbles(self, at: Stumble) -> bool:
        if at not in self.stumbles:
            return False
        self.stumbles.remove(at)
        self._log.note("server", f"The bot's connection broke off ({at})")
        return True

    def _heard(self, data: Json) -> int:
        """What the bot says it heard last; a fault makes it less, and what came before is told again."""
        last = int(data.get("seq") or 0)
        again = last > GREETING and self._faults.strike("RESUMED", "duplicate")
        return max(GREETING, last - TOLD_AGAIN) if again else last

    def _attach(self, wire: Wire, session: Session) -> None:
        if session.outlet:
            session.outlet.cut()
        session.outlet = wire
        wire.session = session

    def _gone(self, wire: Wire) -> None:
        if wire.session and wire.session.outlet is wire:
            wire.session.outlet = None
            self._log.note("gateway", "The bot's connection ended")
            self._world.hub.publish(BotChanged())

    def _starts_today(self) -> list[datetime]:
        since = self._world.now() - DAY
        return [start for start in self._world.state.session_starts if start > since]

    def _is_for(self, session: Session, data: Json) -> bool:
        number, count = session.shard
        guild = data.get("guild_id")
        return number == ((int(guild) >> 22) % count if guild else 0)

    def _on_change(self, change: Change) -> None:
        if self.sessions:
            for event, data, intent in events(self._world.state, change, self._world.state.bot_id):
                self.dispatch(event, data, intent)
