"""Who may do what where: the checks that the bot's requests and people's deeds share."""

from mentorbot.playground.errors import DiscordError, discord_error, lacking
from mentorbot.playground.model import Channel, Kind, Message
from mentorbot.playground.permissions import P, Permission, allows
from mentorbot.playground.world import World


def require(world: World, user_id: int, channel: Channel, *permissions: Permission) -> None:
    """Refuse whoever cannot see the channel, or lacks one of `permissions` in it."""
    for permission in (P.VIEW_CHANNEL, *permissions):
        if not allows(world.state, user_id, channel, permission):
            raise lacking(permission)


def visible_channel(world: World, user_id: int, channel_id: int) -> Channel:
    channel = world.state.channels.get(channel_id)
    if channel is None:
        raise discord_error(10003)
    require(world, user_id, channel)
    return channel


def public_message(world: World, channel: Channel, message_id: int) -> Message:
    """A message of the channel's history; private answers are not part of it."""
    message = world.history(channel.id).get(message_id)
    if message is None or message.private_to is not None:
        raise discord_error(10008)
    return message


def require_sending(world: World, user_id: int, channel: Channel) -> None:
    require(world, user_id, channel, P.SEND_MESSAGES_IN_THREADS if channel.thread else P.SEND_MESSAGES)
    if channel.kind is Kind.DM and not _reachable(world, channel):
        raise discord_error(50007)
    if channel.thread and channel.thread.locked and not allows(world.state, user_id, channel, P.MANAGE_THREADS):
        raise discord_error(50083 if channel.thread.archived else 160005)


def require_open(channel: Channel) -> None:
    """Refuse what cannot be done in an archived thread. Only sending wakes one."""
    if channel.thread and channel.thread.archived:
        raise discord_error(50083)


def words(error: DiscordError, channel: Channel | None = None) -> str:
    """A refusal as Discord's own program would put it to a person."""
    place = "this conversation" if channel and channel.kind is Kind.DM else "this channel"
    if error.lacking in (P.SEND_MESSAGES, P.SEND_MESSAGES_IN_THREADS):
        return f"You do not have permission to send messages in {place}."
    if error.lacking is P.VIEW_CHANNEL:
        return f"You cannot see {place}."
    if error.lacking is not None:
        return f"You do not have the permission “{error.lacking.words}” in {place}."
    return _WORDS.get(error.code, error.message)


def _reachable(world: World, channel: Channel) -> bool:
    person = world.state.users[world.recipient(channel)]
    return person.dms_open and person.id in world.state.members


_WORDS = {
    10003: "This channel is no longer there.",
    10008: "This message is no longer there.",
    50007: "Your direct messages are closed, so neither side can write here.",
    50083: "This thread is archived. Write in it to open it again.",
    160005: "This thread is locked. Only moderators can write in it.",
    160006: "This server has as many open threads as it can have.",
}
