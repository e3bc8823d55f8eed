"""Which gateway events a change in the world gives somebody's client, and for which intents."""

from collections.abc import Callable
from typing import Any

from mentorbot.playground import changes as c
from mentorbot.playground.model import Channel, Json, Kind, Message, State, inner
from mentorbot.playground.payloads import channels, messages, people
from mentorbot.playground.permissions import Permission, allows

GUILDS, GUILD_MEMBERS = 1 << 0, 1 << 1
GUILD_MESSAGES, GUILD_REACTIONS = 1 << 9, 1 << 10
DIRECT_MESSAGES, DIRECT_REACTIONS = 1 << 12, 1 << 13
GUILD_TYPING, DIRECT_TYPING = 1 << 11, 1 << 14
MESSAGE_CONTENT = 1 << 15
EMPTIED: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
Event = tuple[str, Json, int]
"""Name, data, and the intent that a bot needs to be told."""
Translation = Callable[[State, Any, int], list[Event]]
"""From a change to what a listener hears of it."""


def events(state: State, change: c.Change, listener: int) -> list[Event]:
    """What the bot, or a person, may hear of it: nothing from places that they cannot see, no answers to others."""
    translate = _TRANSLATIONS.get(type(change))
    return translate(state, change, listener) if translate else []


def without_content(data: Json, bot_id: int) -> Json:
    """The message as bots get it that lack the message content intent."""
    if "guild_id" not in data:
        return data
    own, shown = str(bot_id), data
    if data["author"]["id"] != own and all(user["id"] != own for user in data["mentions"]):
        shown = data | EMPTIED
    answered = inner(data, "referenced_message")
    if answered:
        shown = shown | {"referenced_message": without_content(answered | {"guild_id": data["guild_id"]}, bot_id)}
    return shown


def _visible(state: State, message: Message, listener: int) -> Channel | None:
    channel = state.channels.get(message.channel_id)
    if channel is None or message.private_to not in (None, listener):
        return None
    return channel if _sees(state, channel, listener) else None


def _sees(state: State, channel: Channel, listener: int) -> bool:
    return allows(state, listener, channel, Permission.VIEW_CHANNEL)


def _message_event(name: str) -> Translation:
    def translate(state: State, change: c.MessageAdded | c.MessageEdited, listener: int) -> list[Event]:
        channel = _visible(state, change.message, listener)
        if channel is None:
            return []
        intent = DIRECT_MESSAGES if channel.kind is Kind.DM else GUILD_MESSAGES
        return [(name, messages.gateway_message(state, change.message), intent)]

    return translate


def _message_deleted(state: State, change: c.MessageDeleted, listener: int) -> list[Event]:
    channel = _visible(state, change.message, listener)
    if channel is None:
        return []
    data = {"id": str(change.message.id), "channel_id": str(channel.id)} | _guild(state, channel)
    return [("MESSAGE_DELETE", data, DIRECT_MESSAGES if channel.kind is Kind.DM else GUILD_MESSAGES)]


def _reaction_event(name: str) -> Translation:
    def translate(state: State, change: c.ReactionAdded | c.ReactionRemoved, listener: int) -> list[Event]:
        channel = _visible(state, change.message, listener)
        if channel is None:
            return []
        data: Json = {
            "user_id": str(change.user_id),
            "channel_id": str(channel.id),
            "message_id": str(change.message.id),
            "emoji": {"id": None, "name": change.emoji},
            "burst": False,
            "type": 0,
            **_guild(state, channel),
        }
        if name == "MESSAGE_REACTION_ADD":
            data["message_author_id"] = str(change.message.author_id)
            if channel.kind is not Kind.DM:
                data["member"] = people.member(state, change.user_id)
        return [(name, data, DIRECT_REACTIONS if channel.kind is Kind.DM else GUILD_REACTIONS)]

    return translate


def _channel_event(verb: str) -> Translation:
    def translate(state: State, change: c.ChannelAdded | c.ChannelChanged, listener: int) -> list[Event]:
        channel = change.channel
        if channel.kind is Kind.DM:
            return []
        if not channel.thread:
            return [(f"CHANNEL_{verb}", channels.channel(state, channel), GUILDS)]
        if not _sees(state, channel, listener):
            return []
        data = channels.channel(state, channel)
        return [(f"THREAD_{verb}", data | {"newly_created": True} if verb == "CREATE" else data, GUILDS)]

    return translate


def _channel_deleted(state: State, change: c.ChannelDeleted, listener: int) -> list[Event]:
    channel = change.channel
    if not channel.thread:
        return [("CHANNEL_DELETE", channels.channel(state, channel), GUILDS)]
    if not _sees(state, channel, listener):
        return []
    data: Json = {
        "id": str(channel.id),
        "guild_id": str(state.guild_id),
        "parent_id": str(channel.thread.parent_id),
        "type": int(channel.kind),
    }
    return [("THREAD_DELETE", data, GUILDS)]


def _thread_members(state: State, change: c.ThreadMembersChanged, listener: int) -> list[Event]:
    """Without the members intent a bot hears only of itself; here it hears of all, or of its own, and people of all."""
    channel = change.channel
    base: Json = {
        "id": str(channel.id),
        "guild_id": str(state.guild_id),
        "member_count": min(len(channel.members), channels.MOST_COUNTED_MEMBERS),
    }
    own = listener
    concerns_own = own in change.added or own in change.removed
    if not concerns_own and not _sees(state, channel, own):
        return []

    def data(added: tuple[int, ...], removed: tuple[int, ...]) -> Json:
        joined = [
            channels.thread_member(channel, user, channel.members[user])
            | {"member": people.member(state, user), "presence": None}
            for user in added
        ]
        return base | {"added_members": joined, "removed_member_ids": [str(user) for user in removed]}

    if concerns_own and own == state.bot_id:
        mine = tuple(u for u in change.added if u == own), tuple(u for u in change.removed if u == own)
        return [("THREAD_MEMBERS_UPDATE", data(*mine), GUILDS)]
    return [("THREAD_MEMBERS_UPDATE", data(change.added, change.removed), GUILD_MEMBERS)]


def _member_joined(state: State, change: c.MemberJoined, _: int) -> list[Event]:
    data = people.member(state, change.user_id) | {"guild_id": str(state.guild_id)}
    return [("GUILD_MEMBER_ADD", data, GUILD_MEMBERS)]


def _member_left(state: State, change: c.MemberLeft, _: int) -> list[Event]:
    data: Json = {"guild_id": str(state.guild_id), "user": people.user(state.users[change.user_id])}
    return [("GUILD_MEMBER_REMOVE", data, GUILD_MEMBERS)]


def _pins(state: State, change: c.PinsChanged, listener: int) -> list[Event]:
    if not _sees(state, change.channel, listener):
        return []
    pinned = [m.pinned_at for m in state.messages.get(change.channel.id, {}).values() if m.pinned_at]
    data: Json = {"channel_id": str(change.channel.id), **_guild(state, change.channel)}
    data["last_pin_timestamp"] = max(pinned).isoformat() if pinned else None
    return [("CHANNEL_PINS_UPDATE", data, GUILDS)]


def _typing(state: State, change: c.Typing, listener: int) -> list[Event]:
    """Somebody writes; a client is not told of itself."""
    channel, who = change.channel, change.user_id
    if who == listener or not _sees(state, channel, listener):
        return []
    at = int(change.at.timestamp())
    data: Json = {"channel_id": str(channel.id), "user_id": str(who), "timestamp": at, **_guild(state, channel)}
    if channel.kind is Kind.DM:
        return [("TYPING_START", data, DIRECT_TYPING)]
    return [("TYPING_START", data | {"member": people.member(state, who)}, GUILD_TYPING)]


def _guild(state: State, channel: Channel) -> Json:
    return {} if channel.kind is Kind.DM else {"guild_id": str(state.guild_id)}


_TRANSLATIONS: dict[type, Translation] = {
    c.MessageAdded: _message_event("MESSAGE_CREATE"),
    c.MessageEdited: _message_event("MESSAGE_UPDATE"),
    c.MessageDeleted: _message_deleted,
    c.ReactionAdded: _reaction_event("MESSAGE_REACTION_ADD"),
    c.ReactionRemoved: _reaction_event("MESSAGE_REACTION_REMOVE"),
    c.ChannelAdded: _channel_event("CREATE"),
    c.ChannelChanged: _channel_event("UPDATE"),
    c.ChannelDeleted: _channel_deleted,
    c.ThreadMembersChanged: _thread_members,
    c.MemberJoined: _member_joined,
    c.MemberLeft: _member_left,
    c.PinsChanged: _pins,
    c.Typing: _typing,
}
