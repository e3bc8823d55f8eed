"""What a person may do where: Discord's own computation from roles, overwrites and threads."""

from enum import IntFlag

from mentorbot.playground.model import Channel, Kind, State


class Permission(IntFlag):
    """The permissions that a teachers' server and this bot meet; others are kept as plain bits."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_SERVER = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51

    @property
    def words(self) -> str:
        """The name as Discord's settings show it, such as "Send Messages"."""
        return (self.name or str(int(self))).replace("_", " ").title()


P = Permission
EVERYTHING = (1 << 53) - 1
MEMBER = (
    P.ADD_REACTIONS
    | P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.USE_APPLICATION_COMMANDS
    | P.CREATE_PUBLIC_THREADS
    | P.CREATE_PRIVATE_THREADS
    | P.SEND_MESSAGES_IN_THREADS
)
IN_DIRECT_MESSAGES = (
    P.ADD_REACTIONS
    | P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.USE_APPLICATION_COMMANDS
    | P.PIN_MESSAGES
)
_WITHOUT_SENDING = ~int(P.EMBED_LINKS | P.ATTACH_FILES | P.MENTION_EVERYONE)
_ADMINISTRATOR, _VIEW, _MANAGE_THREADS = int(P.ADMINISTRATOR), int(P.VIEW_CHANNEL), int(P.MANAGE_THREADS)
_SPEAKS = {False: int(P.SEND_MESSAGES), True: int(P.SEND_MESSAGES_IN_THREADS)}
"""As plain numbers, because flags are slow and this is asked many times for each message."""


def named(name: str) -> Permission:
    """The permission called so in Discord's settings; `ValueError` names one that is not known."""
    try:
        return Permission[name.strip().replace(" ", "_").upper()]
    except KeyError:
        raise ValueError(f"There is no permission called “{name}” here.") from None


def in_server(state: State, user_id: int) -> int:
    member = state.members.get(user_id)
    if member is None:
        return 0
    if user_id == state.owner_id:
        return EVERYTHING
    bits = state.roles[state.guild_id].permissions
    for role in member.roles:
        bits |= state.roles[role].permissions
    return EVERYTHING if bits & _ADMINISTRATOR else bits


def in_channel(state: State, user_id: int, channel: Channel) -> int:
    """The bits of one person in one channel, thread or direct conversation."""
    if channel.kind is Kind.DM:
        return int(IN_DIRECT_MESSAGES) if user_id in channel.members else 0
    bits = in_server(state, user_id)
    if bits == EVERYTHING or not bits:
        return bits
    place = state.channels[channel.thread.parent_id] if channel.thread else channel
    bits = _overwritten(state, user_id, place, bits)
    if not bits & _VIEW:
        return 0
    if channel.kind is Kind.PRIVATE_THREAD and user_id not in channel.members and not bits & _MANAGE_THREADS:
        return 0
    return bits if bits & _SPEAKS[channel.thread is not None] else bits & _WITHOUT_SENDING


def allows(state: State, user_id: int, channel: Channel, permission: Permission) -> bool:
    return bool(in_channel(state, user_id, channel) & int(permission))


def _overwritten(state: State, user_id: int, channel: Channel, bits: int) -> int:
    """First what holds for everyone, then for the person's roles together, then for the person."""
    roles = state.members[user_id].roles
    tiers = (
        [o for o in channel.overwrites if o.id == state.guild_id],
        [o for o in channel.overwrites if not o.of_member and o.id in roles],
        [o for o in channel.overwrites if o.of_member and o.id == user_id],
    )
    for tier in tiers:
        allow = deny = 0
        for overwrite in tier:
            allow |= overwrite.allow
            deny |= overwrite.deny
        bits = bits & ~deny | allow
    return bits
