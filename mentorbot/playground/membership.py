"""People who come and go, close their direct messages, and permissions that are taken away."""

from collections.abc import Iterable

from mentorbot.playground.changes import ChannelChanged, MemberJoined, MemberLeft, PersonChanged
from mentorbot.playground.model import Channel, Member, MessageKind, Overwrite
from mentorbot.playground.permissions import Permission
from mentorbot.playground.posting import Circumstances, Draft, post
from mentorbot.playground.world import World


def leave(world: World, user_id: int) -> None:
    if world.state.members.pop(user_id, None) is None:
        return
    for thread in world.threads():
        thread.members.pop(user_id, None)
    world.hub.publish(MemberLeft(user_id))


def join(world: World, user_id: int) -> None:
    """Come back, without roles, as Discord has it; the first room says so."""
    if user_id in world.state.members:
        return
    world.state.members[user_id] = Member(user_id, [], world.now())
    world.hub.publish(MemberJoined(user_id))
    room = next(iter(world.state.channels.values()))
    post(world, user_id, room, Draft(), Circumstances(MessageKind.JOINED))


def set_dms(world: World, user_id: int, *, open_: bool) -> None:
    world.state.users[user_id].dms_open = open_
    world.hub.publish(PersonChanged(user_id))


def deny_bot(world: World, channel: Channel, permissions: Iterable[Permission]) -> None:
    """Take exactly these permissions from the bot in one channel; none gives all of them back."""
    bits = 0
    for permission in permissions:
        bits |= permission
    bot = world.state.bot_id
    channel.overwrites = [o for o in channel.overwrites if o.id != bot]
    if bits:
        channel.overwrites.append(Overwrite(bot, of_member=True, deny=bits))
    world.hub.publish(ChannelChanged(channel))
