"""The server that everybody finds when the practice begins: its people, roles and rooms."""

from datetime import datetime, timedelta

from mentorbot.playground.model import Channel, Kind, Member, Overwrite, Role, State, User
from mentorbot.playground.permissions import MEMBER, Permission
from mentorbot.playground.snowflakes import Snowflakes, snowflake_at

P = Permission
BOT_NEEDS = MEMBER | P.MANAGE_THREADS | P.PIN_MESSAGES
PEOPLE = (
    ("Amira", "new teacher", "#b4532a", None),
    ("Ben", "mentor", "#2f6f8f", "Mentor"),
    ("Chloe", "mentor", "#7a4b9e", "Mentor"),
    ("Dev", "moderator", "#2e7d55", "Moderator"),
    ("Elin", "admin", "#a23b5e", "Admin"),
)
ROLES = {
    "Mentor": P(0),
    "Moderator": P.MANAGE_MESSAGES | P.MANAGE_THREADS | P.PIN_MESSAGES,
    "Admin": P.MANAGE_SERVER
    | P.MANAGE_CHANNELS
    | P.MANAGE_ROLES
    | P.MANAGE_MESSAGES
    | P.MANAGE_THREADS
    | P.PIN_MESSAGES,
}
ROOMS = (
    ("welcome", "Say hello. This is a practice server: nothing leaves this computer."),
    ("questions", "Ask here with /ask. Whoever is free helps."),
    ("staffroom", "Everything else."),
    ("moderators", "For moderators and admins only."),
)


def staffroom(now: datetime) -> State:
    """A clean state; its ids begin a month before `now`, as if the server had stood for a while."""
    ids = Snowflakes(lambda: now - timedelta(days=30), snowflake_at(now - timedelta(days=31)))
    guild_id, owner_id, bot_id = ids.next(), ids.next(), ids.next()
    state = State(guild_id, "Staffroom", owner_id, bot_id)
    joined = now - timedelta(days=30)
    _add_roles(state, ids)
    state.users[owner_id] = User(owner_id, "Head office", about="owns the server")
    state.members[owner_id] = Member(owner_id, [], joined)
    state.users[bot_id] = User(bot_id, "mentorbot", about="the bot", colour="#3d6b4f", bot=True)
    state.members[bot_id] = Member(bot_id, [_role(state, "mentorbot").id], joined)
    for name, about, colour, role in PEOPLE:
        user = User(ids.next(), name, about, colour)
        state.users[user.id] = user
        state.members[user.id] = Member(user.id, [_role(state, role).id] if role else [], joined)
    _add_rooms(state, ids)
    state.last_snowflake = ids.next()
    return state


def people(state: State) -> list[User]:
    """Those who can be acted for: everybody but the bot and the server's owner on paper."""
    return [user for user in state.users.values() if user.id not in (state.bot_id, state.owner_id)]


def _add_roles(state: State, ids: Snowflakes) -> None:
    state.roles[state.guild_id] = Role(state.guild_id, "@everyone", int(MEMBER))
    for position, (name, permissions) in enumerate(ROLES.items(), start=2):
        role = Role(ids.next(), name, int(permissions), position)
        state.roles[role.id] = role
    role = Role(ids.next(), "mentorbot", int(BOT_NEEDS), 1, bot_id=state.bot_id)
    state.roles[role.id] = role


def _add_rooms(state: State, ids: Snowflakes) -> None:
    for position, (name, topic) in enumerate(ROOMS):
        channel = Channel(ids.next(), Kind.TEXT, name, topic, position)
        state.channels[channel.id] = channel
    hidden = next(c for c in state.channels.values() if c.name == "moderators")
    see = int(P.VIEW_CHANNEL)
    hidden.overwrites = [Overwrite(state.guild_id, of_member=False, deny=see)]
    for name in ("Moderator", "Admin", "mentorbot"):
        hidden.overwrites.append(Overwrite(_role(state, name).id, of_member=False, allow=see))


def _role(state: State, name: str) -> Role:
    return next(role for role in state.roles.values() if role.name == name)
