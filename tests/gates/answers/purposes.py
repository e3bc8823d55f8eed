"""Tells calls apart by what they are for: a card, a call-out and a notice share one route."""

import sqlite3
from collections.abc import Mapping
from typing import Any, cast

from mentorbot.playground.interactions import Interaction, Sort
from mentorbot.playground.model import Kind as Sorts
from mentorbot.playground.realm import Realm
from mentorbot.playground.rest.routes import WITHOUT_TOKEN
from tests.gates.answers.mishaps import Kind

MESSAGES = "/channels/{channel_id}/messages"
PLAIN = {
    "POST /users/@me/channels": "private conversation",
    "POST /channels/{channel_id}/messages/{message_id}/threads": "thread",
    "POST /channels/{channel_id}/threads": "private thread",
    "GET /channels/{channel_id}": "look at a thread",
    "GET /channels/{channel_id}/messages/{message_id}": "look at a card",
    "GET /channels/{channel_id}/messages/{message_id}/reactions/{emoji}": "hands",
    "GET /guilds/{guild_id}/members/{user_id}": "look for a member",
    "GET /guilds/{guild_id}/threads/active": "open threads",
    "PUT /channels/{channel_id}/messages/pins/{message_id}": "pin",
    "DELETE /channels/{channel_id}/messages/{message_id}": "message deleted",
}


class Purposes:
    """Reads a call's purpose off its nonce, its body and the practice server's own records."""

    def __init__(self, realm: Realm, records: sqlite3.Connection) -> None:
        self.realm, self._records = realm, records
        self.of_user: dict[int, int] = {}
        self.of_room: dict[int, int] = {}

    def kind_of(self, name: str, path: Mapping[str, str], body: Any) -> Kind:
        if "token" in path:
            return self._answer(path)
        sent = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
        return self._purpose(name, path, sent), self._whose(path, sent)

    def _answer(self, path: Mapping[str, str]) -> Kind:
        if "interaction_id" in path:
            one = self.realm.interactions.find(int(path["interaction_id"]))
            return f"answer to {_doing(one)}", self._whose_doing(one)
        one = self.realm.interactions.find_by_token(path["token"])
        return f"more for {_doing(one)}", self._whose_doing(one)

    def _purpose(self, name: str, path: Mapping[str, str], body: dict[str, Any]) -> str:
        if name == f"POST {MESSAGES}":
            kind = self._announced(str(body.get("nonce", "")))
            return f"{kind} in the room" if kind == "notice" and not self._is_direct(int(path["channel_id"])) else kind
        if name == f"PATCH {MESSAGES}/{{message_id}}":
            message = self.realm.world.message(int(path["message_id"]))
            return f"edit of {self._announced(str(message.nonce)) if message else 'nothing'}"
        if name == f"GET {MESSAGES}":
            return "words of a thread" if int(path["channel_id"]) not in self.of_room else "words of a room"
        if name == "PATCH /channels/{channel_id}":
            return "thread named" if "name" in body else "thread closed" if body["archived"] else "thread open"
        return PLAIN.get(name, name)

    def _announced(self, nonce: str) -> str:
        rows = self._records.execute("SELECT kind FROM announcement WHERE id = ?", (nonce.removeprefix("a"),))
        return next((str(row[0]) for row in rows), f"no announcement {nonce!r}")

    def _is_direct(self, channel_id: int) -> bool:
        return self.realm.world.state.channels[channel_id].kind is Sorts.DM

    def _whose(self, path: Mapping[str, str], body: dict[str, Any]) -> int | None:
        user = path.get("user_id") or body.get("recipient_id")
        if user is not None:
            return self.of_user.get(int(user))
        return self._slot_at(int(path["channel_id"])) if "channel_id" in path else None

    def _slot_at(self, channel_id: int) -> int | None:
        channel = self.realm.world.state.channels.get(channel_id)
        if channel is None:
            message = self.realm.world.message(channel_id)  # a thread that does not exist yet has its message's id
            return None if message is None else self.of_room.get(message.channel_id)
        if channel.kind is Sorts.DM:
            return self.of_user.get(self.realm.world.recipient(channel))
        return self.of_room.get(channel.thread.parent_id if channel.thread else channel_id)

    def _whose_doing(self, one: Interaction | None) -> int | None:
        return None if one is None else self.of_user.get(one.user_id, self._slot_at(one.channel_id))


def _doing(one: Interaction | None) -> str:
    if one is None:
        return "nobody"
    if one.sort is Sort.COMMAND:
        return f"/{one.origin.name}"
    return str(one.data["custom_id"]).split(":")[0]


def with_token(route: str) -> bool:
    """Whether the bot's own token goes with such a call, not one that is part of the path."""
    return not any(part in route for part in WITHOUT_TOKEN)
