"""Listens to who asks anonymously, and to everything that a bot sends to either of the two model Discords."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from simcord.http import router

from mentorbot.playground import posting
from mentorbot.playground.model import Message
from mentorbot.playground.permissions import in_server
from mentorbot.playground.world import World
from mentorbot.services.identities import Identities
from mentorbot.store import events
from mentorbot.store.database import SqliteDatabase
from tests.anonymity import Anonymity

MANAGE_MESSAGES = 1 << 13
PRIVATE = 1 << 6
MESSAGE, UPDATE = 4, 7


def overhear_people(anonymity: Anonymity) -> None:
    """Listen for as long as the process lives."""
    patch = pytest.MonkeyPatch()
    patch.setattr(Identities, "stand_in", _stand_in(anonymity, Identities.stand_in))
    patch.setattr(events, "append", _append(anonymity, events.append))
    patch.setattr(SqliteDatabase, "open", classmethod(_open(anonymity, SqliteDatabase.open.__func__)))  # pyright: ignore[reportFunctionMemberAccess] - a classmethod's function
    patch.setattr(router, "dispatch", _dispatch(anonymity, router.dispatch))
    for name in ("post", "edit"):
        patch.setattr(posting, name, _posted(anonymity, getattr(posting, name)))


def _stand_in(anonymity: Anonymity, act: Callable[..., Awaitable[int]]) -> Callable[..., Awaitable[int]]:
    async def made(identities: Any, tx: Any, member: Any) -> int:
        number = await act(identities, tx, member)
        anonymity.asked(member, number)
        return number

    return made


def _append(anonymity: Anonymity, act: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def appended(tx: Any, server_id: int, now: Any, lines: Any) -> None:
        anonymity.logged(lines)
        await act(tx, server_id, now, lines)

    return appended


def _open(anonymity: Anonymity, act: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def opened(cls: Any, path: Path) -> Any:
        anonymity.opened(path)
        return await act(cls, path)

    return opened


def _dispatch(anonymity: Anonymity, act: Callable[..., Any]) -> Callable[..., Any]:
    """Hear each request of a bot on simcord, before it is acted upon."""

    def dispatched(backend: Any, method: str, path: str, **given: Any) -> Any:
        if method != "GET" and path != "/users/@me/channels":
            files = [getattr(file, "filename", "") for file in given.get("files") or ()]
            text = f"{given.get('json')} {given.get('reason')} {files}"
            only = _only(backend, path.strip("/").split("/"), given.get("json") or {})
            if only is None or not _moderates(backend, only):
                anonymity.told(f"what the bot sends by {method} {_shape(path)}", text, only)
        return act(backend, method, path, **given)

    return dispatched


def _only(backend: Any, parts: list[str], sent: dict[str, Any]) -> int | None:
    """Give the one person who sees what is sent there, if it is one."""
    if parts[0] == "channels":
        channel = backend.channels.get(int(parts[1]))
        return channel.recipient_ids[0] if channel is not None and channel.recipient_ids else None
    if parts[0] == "interactions":
        one = backend.interactions.get(int(parts[1]))
        if sent.get("type") == MESSAGE and not sent["data"].get("flags", 0) & PRIVATE:
            return None
        if sent.get("type") == UPDATE and not _is_private(backend, one):
            return None
        return one.user_id if one is not None else None
    if parts[0] == "webhooks":
        found = [one for one in backend.interactions.values() if one.token == parts[2]]
        return found[0].user_id if found and (found[0].ephemeral or sent.get("flags", 0) & PRIVATE) else None
    return None


def _is_private(backend: Any, one: Any) -> bool:
    channel = backend.channels.get(one.channel_id)
    if channel is not None and channel.recipient_ids:
        return True
    known = (held[one.source_message_id] for held in backend.messages.values() if one.source_message_id in held)
    source = next(known, None)
    return source is not None and bool(source.flags & PRIVATE)


def _moderates(backend: Any, user_id: int) -> bool:
    for guild in backend.guilds.values():
        member = guild.members.get(user_id)
        if member and any(guild.roles[role].permissions & MANAGE_MESSAGES for role in member.role_ids):
            return True
    return False


def _shape(path: str) -> str:
    return "/".join("…" if part.isdecimal() or len(part) > 30 else part for part in path.split("/"))


def _posted(anonymity: Anonymity, act: Callable[..., Any]) -> Callable[..., Any]:
    """Hear each message that a bot of its own process has posted or changed at the practice server."""

    def posted(world: World, first: Any, *given: Any, **named: Any) -> Any:
        made = act(world, first, *given, **named)
        message = made if isinstance(made, Message) else first
        if isinstance(message, Message) and message.author_id == world.state.bot_id:
            anonymity.known({user.id: user.name for user in world.state.users.values()})
            only = message.private_to
            if only is not None and in_server(world.state, only) & MANAGE_MESSAGES:
                return made  # a moderator's own answer may name them
            direct = _recipient(world, message.channel_id)
            whole = (message.content, message.embeds, message.components, message.mentions, message.origin)
            anonymity.told("a message at the practice server", whole, only or direct)
        return made

    return posted


def _recipient(world: World, channel_id: int) -> int | None:
    """Give whose private messages these are."""
    users = [user for user in world.state.users if world.has_direct(user)]
    return next((user for user in users if world.direct(user).id == channel_id), None)
