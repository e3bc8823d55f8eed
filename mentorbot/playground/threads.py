"""Threads: begun, joined, left, archived, locked and woken again."""

from collections.abc import Iterable
from datetime import timedelta

from mentorbot.playground.changes import (
    ChannelAdded,
    ChannelChanged,
    ChannelDeleted,
    MessageAdded,
    MessageEdited,
    ThreadMembersChanged,
)
from mentorbot.playground.errors import discord_error
from mentorbot.playground.model import Channel, Kind, Message, MessageKind, ThreadState
from mentorbot.playground.permissions import Permission, allows
from mentorbot.playground.world import World

HAS_THREAD = 1 << 5
UNCOUNTED = (MessageKind.RECIPIENT_ADD, MessageKind.PINNED, MessageKind.THREAD_STARTER)


def begin(world: World, parent: Channel, by: int, name: str, *, minutes: int, kind: Kind) -> Channel:
    """Open a thread in a channel; whoever opens it is its first member."""
    if len(world.open_threads) >= world.max_active_threads:
        raise discord_error(160006)
    now = world.now()
    state = ThreadState(parent.id, by, now, now, auto_archive_minutes=minutes)
    thread = Channel(world.new_id(), kind, name, members={by: now}, thread=state)
    world.state.channels[thread.id] = thread
    world.open_threads.add(thread.id)
    world.hub.publish(ChannelAdded(thread))
    return thread


def begin_at(world: World, message: Message, by: int, name: str, *, minutes: int) -> Channel:
    """Open the thread of a message, which shares its id; a message has one at most."""
    if message.id in world.state.channels:
        raise discord_error(160004)
    if len(world.open_threads) >= world.max_active_threads:
        raise discord_error(160006)
    now = world.now()
    state = ThreadState(message.channel_id, by, now, now, auto_archive_minutes=minutes, starter_id=message.id)
    thread = Channel(message.id, Kind.THREAD, name, members={by: now}, thread=state)
    world.state.channels[thread.id] = thread
    world.open_threads.add(thread.id)
    message.thread_id = thread.id
    message.flags |= HAS_THREAD
    world.hub.publish(ChannelAdded(thread))
    world.hub.publish(MessageEdited(message))
    return thread


def add(world: World, thread: Channel, users: Iterable[int]) -> tuple[int, ...]:
    """Make people members; those who are, or who cannot see the parent channel, are passed over."""
    added = tuple(u for u in users if u not in thread.members and _sees_parent(world, thread, u))
    for user in added:
        thread.members[user] = world.now()
    if added:
        world.hub.publish(ThreadMembersChanged(thread, added=added))
    return added


def invite(world: World, thread: Channel, by: int, user_id: int) -> None:
    """Bring one person in by hand; a line in the thread names them, unless they come by themselves."""
    if add(world, thread, (user_id,)) and by != user_id:
        line = Message(world.new_id(), thread.id, by, world.now(), kind=MessageKind.RECIPIENT_ADD, mentions=[user_id])
        world.keep(line)
        world.hub.publish(MessageAdded(line))


def remove(world: World, thread: Channel, user_id: int) -> None:
    if thread.members.pop(user_id, None):
        world.hub.publish(ThreadMembersChanged(thread, removed=(user_id,)))


def wake(world: World, channel: Channel, author_id: int, message: Message) -> None:
    """What sending does to a thread: it opens again, its author joins, whoever is mentioned is brought in."""
    thread = channel.thread
    if thread is None:
        return
    if thread.archived:
        thread.archived = False
        thread.archive_timestamp = world.now()
        world.open_threads.add(channel.id)
        world.hub.publish(ChannelChanged(channel))
    if message.kind not in UNCOUNTED:
        thread.message_count += 1
        thread.total_sent += 1
    add(world, channel, (author_id,))
    bring_in(world, channel, message)


def bring_in(world: World, channel: Channel, message: Message) -> None:
    """Make whoever a message mentions a member of its thread, silently; a message that is edited does it, too."""
    thread = channel.thread
    if thread is None or thread.archived:
        return
    if channel.kind is Kind.THREAD or thread.invitable or _manages(world, channel, message.author_id):
        add(world, channel, message.mentions)


def set_state(world: World, channel: Channel, *, archived: bool | None = None, locked: bool | None = None) -> None:
    thread = channel.thread
    if thread is None:
        raise discord_error(50024)
    if archived is not None and archived != thread.archived:
        thread.archived = archived
        thread.archive_timestamp = world.now()
        (world.open_threads.discard if archived else world.open_threads.add)(channel.id)
    if locked is not None:
        thread.locked = locked
    world.hub.publish(ChannelChanged(channel))


def delete(world: World, channel: Channel) -> None:
    """Remove a channel or thread with everything in it; the message a thread began at stays."""
    state = world.state
    for child in [c for c in world.threads() if c.thread and c.thread.parent_id == channel.id]:
        delete(world, child)
    for message in list(world.history(channel.id).values()):
        world.drop(message)
    state.messages.pop(channel.id, None)
    del state.channels[channel.id]
    world.open_threads.discard(channel.id)
    world.hub.publish(ChannelDeleted(channel))


def archive_idle(world: World) -> None:
    """Archive what nobody wrote in for as long as the thread says, as Discord does when time passes."""
    for channel in [world.state.channels[number] for number in world.open_threads]:
        thread = channel.thread
        if thread is None:
            continue
        last = world.message(channel.last_message_id) if channel.last_message_id else None
        since = max(last.created_at if last else thread.created_at, thread.archive_timestamp)
        if world.now() - since > timedelta(minutes=thread.auto_archive_minutes):
            set_state(world, channel, archived=True)


def _sees_parent(world: World, thread: Channel, user_id: int) -> bool:
    if thread.thread is None or user_id not in world.state.members:
        return False
    return allows(world.state, user_id, world.state.channels[thread.thread.parent_id], Permission.VIEW_CHANNEL)


def _manages(world: World, channel: Channel, user_id: int) -> bool:
    return allows(world.state, user_id, channel, Permission.MANAGE_THREADS)
