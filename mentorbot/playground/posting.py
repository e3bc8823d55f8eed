"""Messages: posted, edited, deleted, reacted to and pinned, with everything that follows from it."""

import re
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import cast

from mentorbot.playground import threads
from mentorbot.playground.changes import (
    MessageAdded,
    MessageDeleted,
    MessageEdited,
    PinsChanged,
    ReactionAdded,
    ReactionRemoved,
)
from mentorbot.playground.errors import discord_error
from mentorbot.playground.model import Attachment, Channel, Json, Message, MessageKind, Origin
from mentorbot.playground.world import World

NONCE_MEMORY = timedelta(minutes=3)
MOST_NONCES = 5000
MOST_REACTIONS = 20
MOST_PINS = 250
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")


@dataclass(slots=True)
class Draft:
    """What a message is to say; None leaves a part as it is when editing."""

    content: str | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    attachments: list[Attachment] | None = None
    flags: int | None = None
    mentions: list[int] | None = None
    mention_roles: list[int] | None = None
    mention_everyone: bool | None = None


@dataclass(slots=True)
class Circumstances:
    """How a message came about."""

    kind: MessageKind = MessageKind.DEFAULT
    reply_to: int | None = None
    nonce: str | int | None = None
    private_to: int | None = None
    origin: Origin | None = None
    thinking: bool = False
    files: dict[int, bytes] = field(default_factory=dict[int, bytes])


def post(world: World, author_id: int, channel: Channel, draft: Draft, how: Circumstances | None = None) -> Message:
    """Add a message. The caller has checked that its author may send it."""
    how = how or Circumstances()
    world.state.touched = True
    message = Message(world.new_id(), channel.id, author_id, world.now(), kind=how.kind)
    message.reply_to, message.nonce, message.private_to = how.reply_to, how.nonce, how.private_to
    message.origin, message.thinking = how.origin, how.thinking
    _apply(message, draft)
    world.files.update(how.files)
    if message.private_to is None:
        threads.wake(world, channel, author_id, message)
    world.keep(message)
    world.hub.publish(MessageAdded(message))
    return message


def edit(world: World, message: Message, draft: Draft, files: dict[int, bytes] | None = None) -> None:
    """Change a message; putting words in the place of "thinking" does not count as an edit."""
    _apply(message, draft)
    world.files.update(files or {})
    message.edited_at = None if message.thinking else world.now()
    message.thinking = False
    if draft.mentions and message.private_to is None:
        threads.bring_in(world, world.state.channels[message.channel_id], message)
    world.hub.publish(MessageEdited(message))


def delete(world: World, message: Message) -> None:
    world.drop(message)
    channel = world.state.channels[message.channel_id]
    if channel.thread and message.private_to is None:
        channel.thread.message_count = max(0, channel.thread.message_count - 1)
    world.hub.publish(MessageDeleted(message))


def react(world: World, message: Message, user_id: int, emoji: str) -> None:
    """Add a reaction; doing so twice changes nothing."""
    if emoji not in message.reactions and len(message.reactions) >= MOST_REACTIONS:
        raise discord_error(30010)
    people = message.reactions.setdefault(emoji, [])
    if user_id not in people:
        people.append(user_id)
        world.hub.publish(ReactionAdded(message, user_id, emoji))


def unreact(world: World, message: Message, user_id: int, emoji: str) -> None:
    people = message.reactions.get(emoji, [])
    if user_id not in people:
        return
    people.remove(user_id)
    if not people:
        del message.reactions[emoji]
    world.hub.publish(ReactionRemoved(message, user_id, emoji))


def pin(world: World, message: Message, by: int) -> None:
    if message.pinned_at is not None:
        return
    if sum(1 for m in world.history(message.channel_id).values() if m.pinned_at) >= MOST_PINS:
        raise discord_error(30003)
    message.pinned_at = world.now()
    channel = world.state.channels[message.channel_id]
    world.hub.publish(MessageEdited(message))
    world.hub.publish(PinsChanged(channel))
    post(world, by, channel, Draft(), Circumstances(MessageKind.PINNED, reply_to=message.id))


def unpin(world: World, message: Message) -> None:
    if message.pinned_at is not None:
        message.pinned_at = None
        world.hub.publish(MessageEdited(message))
        world.hub.publish(PinsChanged(world.state.channels[message.channel_id]))


def repeated(world: World, author_id: int, nonce: str | int | None) -> Message | None:
    """The message that the same author sent with the same nonce some minutes ago, if it still stands."""
    known = world.nonces.get((author_id, str(nonce))) if nonce is not None else None
    if known is None or world.now() - known[0] > NONCE_MEMORY:
        return None
    return world.message(known[1])


def remember_nonce(world: World, message: Message) -> None:
    if len(world.nonces) >= MOST_NONCES:
        now = world.now()
        world.nonces = {key: known for key, known in world.nonces.items() if now - known[0] <= NONCE_MEMORY}
    world.nonces[message.author_id, str(message.nonce)] = (world.now(), message.id)


def mentions_in(text: str, allowed: Json | None) -> Draft:
    """Who is really mentioned in a text, as far as `allowed_mentions` lets it ring."""
    users, roles = _unique(_USER, text), _unique(_ROLE, text)
    everyone = "@everyone" in text or "@here" in text
    if allowed is not None:
        parse: list[str] = allowed.get("parse") or []
        listed = {int(user) for user in cast("list[str]", allowed.get("users") or [])}
        users = [u for u in users if "users" in parse or u in listed]
        listed = {int(role) for role in cast("list[str]", allowed.get("roles") or [])}
        roles = [r for r in roles if "roles" in parse or r in listed]
        everyone = everyone and "everyone" in parse
    return Draft(mentions=users, mention_roles=roles, mention_everyone=everyone)


def _unique(pattern: re.Pattern[str], text: str) -> list[int]:
    return list(dict.fromkeys(int(found) for found in pattern.findall(text)))


def _apply(message: Message, draft: Draft) -> None:
    for part in fields(draft):
        value = getattr(draft, part.name)
        if value is not None:
            setattr(message, part.name, value)
