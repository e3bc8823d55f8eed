"""Channels and threads: read, opened, changed, joined, deleted."""

from mentorbot.playground import threads
from mentorbot.playground.changes import ChannelChanged
from mentorbot.playground.errors import discord_error, invalid
from mentorbot.playground.limits.form import Form
from mentorbot.playground.model import Channel, Json, Kind, ThreadState
from mentorbot.playground.payloads import channels, people
from mentorbot.playground.permissions import P, allows
from mentorbot.playground.rest.call import NOTHING, Call, Reply
from mentorbot.playground.rules import require, require_open

MINUTES = (60, 1440, 4320, 10080)


def read(call: Call) -> Reply:
    return Reply(channels.channel(call.world.state, call.channel()))


def begin_at_message(call: Call) -> Reply:
    channel, message = call.message()
    require(call.world, call.bot_id, channel, P.CREATE_PUBLIC_THREADS)
    name, minutes = _name_and_minutes(call.body)
    thread = threads.begin_at(call.world, message, call.bot_id, name, minutes=minutes)
    return Reply(channels.channel(call.world.state, thread), 201)


def begin(call: Call) -> Reply:
    parent = call.channel()
    if parent.kind is not Kind.TEXT:
        raise discord_error(50024)
    kind = Kind(call.body.get("type", Kind.PRIVATE_THREAD))
    private = kind is Kind.PRIVATE_THREAD
    require(call.world, call.bot_id, parent, P.CREATE_PRIVATE_THREADS if private else P.CREATE_PUBLIC_THREADS)
    name, minutes = _name_and_minutes(call.body)
    thread = threads.begin(call.world, parent, call.bot_id, name, minutes=minutes, kind=kind)
    _inner(thread).invitable = bool(call.body.get("invitable", True))
    return Reply(channels.channel(call.world.state, thread), 201)


def change(call: Call) -> Reply:
    channel = call.channel()
    if not channel.thread:
        require(call.world, call.bot_id, channel, P.MANAGE_CHANNELS)
        channel.name = call.body.get("name", channel.name)
        channel.topic = call.body.get("topic", channel.topic)
        call.world.hub.publish(ChannelChanged(channel))
        return Reply(channels.channel(call.world.state, channel))
    _check_thread_change(call, channel, channel.thread)
    _change_thread(call, channel, channel.thread)
    return Reply(channels.channel(call.world.state, channel))


def delete(call: Call) -> Reply:
    channel = call.channel()
    require(call.world, call.bot_id, channel, P.MANAGE_THREADS if channel.thread else P.MANAGE_CHANNELS)
    shown = channels.channel(call.world.state, channel)
    threads.delete(call.world, channel)
    return Reply(shown)


def add_member(call: Call) -> Reply:
    thread = call.channel()
    user = call.bot_id if call.path["user_id"] == "@me" else call.id("user_id")
    _inner(thread)
    require_open(thread)
    if user != call.bot_id:
        _require_inviting(call, thread)
    if user not in call.world.state.members:
        raise discord_error(10007 if user in call.world.state.users else 10013)
    threads.invite(call.world, thread, call.bot_id, user)
    return NOTHING


def remove_member(call: Call) -> Reply:
    thread = call.channel()
    user = call.bot_id if call.path["user_id"] == "@me" else call.id("user_id")
    _inner(thread)
    require_open(thread)
    if user != call.bot_id:
        require(call.world, call.bot_id, thread, P.MANAGE_THREADS)
    threads.remove(call.world, thread, user)
    return NOTHING


def members(call: Call) -> Reply:
    thread = call.channel()
    _inner(thread)
    return Reply([_member(call, thread, user) for user in thread.members])


def member(call: Call) -> Reply:
    thread = call.channel()
    user = call.bot_id if call.path["user_id"] == "@me" else call.id("user_id")
    if user not in thread.members:
        raise discord_error(10007)
    return Reply(_member(call, thread, user))


def archived_public(call: Call) -> Reply:
    return _archived(call, Kind.THREAD)


def archived_private(call: Call) -> Reply:
    require(call.world, call.bot_id, call.channel(), P.MANAGE_THREADS)
    return _archived(call, Kind.PRIVATE_THREAD)


def active(call: Call) -> Reply:
    """The server's open threads that the bot may see."""
    state = call.world.state
    open_ones = [c for c in call.world.threads() if c.thread and not c.thread.archived]
    seen = [c for c in open_ones if allows(state, call.bot_id, c, P.VIEW_CHANNEL)]
    own = [_member(call, c, call.bot_id) for c in seen if call.bot_id in c.members]
    return Reply({"threads": [channels.channel(state, c) for c in seen], "members": own})


def _archived(call: Call, kind: Kind) -> Reply:
    parent = call.channel()
    require(call.world, call.bot_id, parent, P.READ_MESSAGE_HISTORY)
    found = [c for c in call.world.threads() if c.kind is kind and _inner(c).parent_id == parent.id]
    found = [c for c in found if _inner(c).archived]
    if "before" in call.query:
        found = [c for c in found if _inner(c).archive_timestamp.isoformat() < call.query["before"]]
    found.sort(key=lambda c: _inner(c).archive_timestamp, reverse=True)
    limit = call.limit(50, 100)
    own = [_member(call, c, call.bot_id) for c in found[:limit] if call.bot_id in c.members]
    shown = [channels.channel(call.world.state, c) for c in found[:limit]]
    return Reply({"threads": shown, "members": own, "has_more": len(found) > limit})


def _check_thread_change(call: Call, channel: Channel, thread: ThreadState) -> None:
    """Waking an unlocked thread needs only the right to write in it; everything else, the right to manage threads."""
    opens = call.body.get("archived") is False
    if thread.archived and not opens:
        raise discord_error(50083)
    only_wakes = opens and set(call.body) == {"archived"} and not thread.locked
    own = (
        thread.owner_id == call.bot_id and not {"locked", "rate_limit_per_user"} & set(call.body) and not thread.locked
    )
    if only_wakes or own:
        require(call.world, call.bot_id, channel, P.SEND_MESSAGES_IN_THREADS)
    else:
        require(call.world, call.bot_id, channel, P.MANAGE_THREADS)


def _change_thread(call: Call, channel: Channel, thread: ThreadState) -> None:
    body = call.body
    if "name" in body:
        channel.name = _name_and_minutes(body)[0]
    if body.get("auto_archive_duration"):
        thread.auto_archive_minutes = _name_and_minutes({"name": channel.name} | body)[1]
    thread.invitable = bool(body.get("invitable", thread.invitable))
    threads.set_state(call.world, channel, archived=body.get("archived"), locked=body.get("locked"))


def _require_inviting(call: Call, thread: Channel) -> None:
    private = thread.kind is Kind.PRIVATE_THREAD
    needed = P.MANAGE_THREADS if private and not _inner(thread).invitable else P.SEND_MESSAGES_IN_THREADS
    if not (private and _inner(thread).owner_id == call.bot_id):
        require(call.world, call.bot_id, thread, needed)


def _name_and_minutes(body: Json) -> tuple[str, int]:
    form = Form()
    form.text(body, "name", "", least=1, most=100, required=True)
    form.choice(body, "auto_archive_duration", "", MINUTES)
    form.settle()
    name = str(body["name"]).strip()
    if not name:
        raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    return name, int(body.get("auto_archive_duration") or 1440)


def _member(call: Call, thread: Channel, user: int) -> Json:
    shown = channels.thread_member(thread, user, thread.members[user])
    if call.query.get("with_member") in ("true", "1"):
        shown["member"] = people.member(call.world.state, user)
    return shown


def _inner(channel: Channel) -> ThreadState:
    if channel.thread is None:
        raise discord_error(50024)
    return channel.thread
