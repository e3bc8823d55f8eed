"""What the bot is told when somebody uses a command, button, menu or form."""

from mentorbot.playground.model import Channel, Json, Kind, Message, State
from mentorbot.playground.payloads import channels, messages, people
from mentorbot.playground.permissions import in_channel

MOST_BYTES = 10 * 1024 * 1024
IN_SERVER, IN_BOT_DM = 0, 1


def interaction(state: State, head: Json, user_id: int, channel: Channel, message: Message | None) -> Json:
    """The event's data; `head` brings id, token, type and data."""
    payload: Json = head | {
        "application_id": str(state.bot_id),
        "version": 1,
        "channel_id": str(channel.id),
        "channel": _channel(state, user_id, channel),
        "app_permissions": str(in_channel(state, state.bot_id, channel)),
        "locale": "en-GB",
        "entitlements": [],
        "attachment_size_limit": MOST_BYTES,
        **(_in_direct(state, user_id) if channel.kind is Kind.DM else _in_server(state, user_id, channel)),
    }
    if message is not None:
        payload["message"] = messages.message(state, message)
    return payload


def _channel(state: State, user_id: int, channel: Channel) -> Json:
    return channels.channel(state, channel) | {"permissions": str(in_channel(state, user_id, channel))}


def _in_server(state: State, user_id: int, channel: Channel) -> Json:
    member = people.member(state, user_id) | {"permissions": str(in_channel(state, user_id, channel))}
    return {
        "guild_id": str(state.guild_id),
        "guild": {"id": str(state.guild_id), "locale": "en-GB", "features": []},
        "guild_locale": "en-GB",
        "member": member,
        "context": IN_SERVER,
        "authorizing_integration_owners": {"0": str(state.guild_id)},
    }


def _in_direct(state: State, user_id: int) -> Json:
    return {
        "user": people.user(state.users[user_id]),
        "context": IN_BOT_DM,
        "authorizing_integration_owners": {"0": "0"},
    }


def resolved(state: State, options: list[Json], channel: Channel) -> Json:
    """The people and channels that the given options name."""
    found: dict[str, Json] = {}
    for option in options:
        kind, value = option["type"], option.get("value")
        if kind in (_USER, _MENTIONABLE) and int(str(value)) in state.users:
            _resolve_user(state, found, int(str(value)), channel)
        elif kind == _CHANNEL and int(str(value)) in state.channels:
            target = state.channels[int(str(value))]
            shown = channels.channel(state, target) | {"permissions": str(in_channel(state, state.bot_id, target))}
            found.setdefault("channels", {})[str(target.id)] = shown
        elif kind in (_ROLE, _MENTIONABLE) and int(str(value)) in state.roles:
            found.setdefault("roles", {})[str(value)] = people.role(state.roles[int(str(value))])
    return found


def _resolve_user(state: State, found: dict[str, Json], user_id: int, channel: Channel) -> None:
    found.setdefault("users", {})[str(user_id)] = people.user(state.users[user_id])
    if user_id in state.members and channel.kind is not Kind.DM:
        member = people.member_without_user(state.members[user_id])
        permissions = str(in_channel(state, user_id, channel))
        found.setdefault("members", {})[str(user_id)] = member | {"permissions": permissions}


_USER, _CHANNEL, _ROLE, _MENTIONABLE = 6, 7, 8, 9
