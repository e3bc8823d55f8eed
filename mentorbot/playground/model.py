"""The practice Discord as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, cast

Json = dict[str, Any]


def listed(owner: Json, key: str) -> list[Json]:
    """The objects listed under `key`; none where nothing or null stands there."""
    return cast("list[Json]", owner.get(key) or [])


def inner(owner: Json, key: str) -> Json:
    """The object under `key`, empty where nothing or null stands there."""
    return cast("Json", owner.get(key) or {})


class Kind(IntEnum):
    """Discord's channel types, as far as they occur here."""

    TEXT = 0
    DM = 1
    THREAD = 11
    PRIVATE_THREAD = 12


class MessageKind(IntEnum):
    """Discord's message types, as far as they occur here."""

    DEFAULT = 0
    RECIPIENT_ADD = 1
    PINNED = 6
    JOINED = 7
    THREAD_CREATED = 18
    REPLY = 19
    COMMAND = 20
    THREAD_STARTER = 21


@dataclass(slots=True)
class User:
    id: int
    name: str
    about: str = ""
    colour: str = "#5865a0"
    bot: bool = False
    dms_open: bool = True


@dataclass(slots=True)
class Member:
    user_id: int
    roles: list[int]
    joined_at: datetime


@dataclass(slots=True)
class Role:
    id: int
    name: str
    permissions: int
    position: int = 0
    colour: int = 0
    bot_id: int | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies to a role or to one member."""

    id: int
    of_member: bool
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class ThreadState:
    """What a thread has beyond a channel. Its members stand in `Channel.members`."""

    parent_id: int
    owner_id: int
    created_at: datetime
    archive_timestamp: datetime
    auto_archive_minutes: int = 1440
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    message_count: int = 0
    total_sent: int = 0
    starter_id: int | None = None


@dataclass(slots=True)
class Channel:
    id: int
    kind: Kind
    name: str
    topic: str | None = None
    position: int = 0
    overwrites: list[Overwrite] = field(default_factory=list[Overwrite])
    members: dict[int, datetime] = field(default_factory=dict[int, datetime])
    last_message_id: int | None = None
    thread: ThreadState | None = None
    slow_mode: int = 0


@dataclass(slots=True)
class Attachment:
    """A file's description; its bytes stand in `World.files`."""

    id: int
    filename: str
    size: int
    content_type: str | None = None
    description: str | None = None


@dataclass(slots=True)
class Origin:
    """The interaction that a message answers. Everybody who sees the message sees this too."""

    id: int
    type: int
    user_id: int
    name: str = ""
    message_id: int | None = None
    first: "Origin | None" = None


@dataclass(slots=True)
class Message:
    id: int
    channel_id: int
    author_id: int
    created_at: datetime
    content: str = ""
    kind: MessageKind = MessageKind.DEFAULT
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    reactions: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    mentions: list[int] = field(default_factory=list[int])
    mention_roles: list[int] = field(default_factory=list[int])
    mention_everyone: bool = False
    flags: int = 0
    edited_at: datetime | None = None
    pinned_at: datetime | None = None
    reply_to: int | None = None
    nonce: str | int | None = None
    thread_id: int | None = None
    private_to: int | None = None
    origin: Origin | None = None
    thinking: bool = False


@dataclass(slots=True)
class State:
    """Everything that is kept when the practice server is stopped and started again."""

    guild_id: int
    guild_name: str
    owner_id: int
    bot_id: int
    last_snowflake: int = 0
    offset_seconds: float = 0
    touched: bool = False
    users: dict[int, User] = field(default_factory=dict[int, User])
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    messages: dict[int, dict[int, Message]] = field(default_factory=dict[int, dict[int, Message]])
    commands: list[Json] = field(default_factory=list[Json])
    session_starts: list[datetime] = field(default_factory=list[datetime])
