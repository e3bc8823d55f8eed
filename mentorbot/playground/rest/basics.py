"""The bot's own account, its application, its commands, and the server it is in."""

import json
from typing import Any

from mentorbot.playground.changes import ChannelAdded, CommandsChanged
from mentorbot.playground.errors import discord_error
from mentorbot.playground.limits.commands import check
from mentorbot.playground.model import Json
from mentorbot.playground.payloads import channels, people
from mentorbot.playground.rest.call import Call, Reply, own_application


def me(call: Call) -> Reply:
    return Reply(people.own_user(call.world.bot))


def user(call: Call) -> Reply:
    found = call.world.state.users.get(call.id("user_id"))
    if found is None:
        raise discord_error(10013)
    return Reply(people.user(found))


def application(call: Call) -> Reply:
    return Reply(people.application(call.world.state))


def gateway(call: Call) -> Reply:
    return Reply(call.realm.gateway.limits())


def guild(call: Call) -> Reply:
    _own_guild(call)
    return Reply(channels.guild(call.world.state))


def guild_channels(call: Call) -> Reply:
    _own_guild(call)
    state = call.world.state
    rooms = [c for c in state.channels.values() if c.kind == 0]
    return Reply([channels.channel(state, c) for c in rooms])


def member(call: Call) -> Reply:
    _own_guild(call)
    user_id = call.id("user_id")
    if user_id not in call.world.state.members:
        raise discord_error(10007 if user_id in call.world.state.users else 10013)
    return Reply(people.member(call.world.state, user_id))


def direct(call: Call) -> Reply:
    """Open the conversation with a person. Closed direct messages show only when sending."""
    wanted = str(call.body.get("recipient_id", ""))
    if not wanted.isdecimal() or int(wanted) not in call.world.state.users or int(wanted) == call.bot_id:
        raise discord_error(10013)
    known = call.world.has_direct(int(wanted))
    channel = call.world.direct(int(wanted))
    if not known:
        call.world.hub.publish(ChannelAdded(channel))
    return Reply(channels.channel(call.world.state, channel))


def commands(call: Call) -> Reply:
    own_application(call)
    return Reply(call.world.state.commands)


def put_commands(call: Call) -> Reply:
    """Replace all commands; one that stays the same keeps its id."""
    own_application(call)
    given = call.listed
    check(given)
    known = {(c["type"], c["name"]): c["id"] for c in call.world.state.commands}
    call.world.state.commands = [_command(call, command, known) for command in given]
    call.world.hub.publish(CommandsChanged())
    return Reply(call.world.state.commands)


def _command(call: Call, given: Json, known: dict[tuple[Any, Any], str]) -> Json:
    kind: int = given.get("type") or 1
    identity = known.get((kind, given["name"])) or str(call.world.new_id())
    kept = {key: value for key, value in json.loads(json.dumps(given)).items() if value is not None}
    permissions = kept.get("default_member_permissions")
    return {
        "nsfw": False,
        "contexts": None,
        "integration_types": [0],
        "dm_permission": True,
        "description": "",
        **kept,
        "id": identity,
        "application_id": str(call.bot_id),
        "version": str(call.world.new_id()),
        "type": kind,
        "default_member_permissions": None if permissions is None else str(permissions),
    }


def _own_guild(call: Call) -> None:
    if call.id("guild_id") != call.world.state.guild_id:
        raise discord_error(10004)
