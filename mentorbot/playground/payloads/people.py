"""Users, members and roles as Discord writes them."""

from mentorbot.playground.model import Json, Member, Role, State, User


def user(person: User) -> Json:
    payload: Json = {
        "id": str(person.id),
        "username": person.name.lower().replace(" ", "_"),
        "global_name": None if person.bot else person.name,
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "avatar_decoration_data": None,
        "collectibles": None,
    }
    if person.bot:
        payload["bot"] = True
    return payload


def own_user(person: User) -> Json:
    """The bot's own account, which shows a little more to itself."""
    own: Json = {"mfa_enabled": True, "locale": "en-GB", "verified": True, "email": None, "premium_type": 0, "bio": ""}
    return user(person) | own


def member_without_user(member: Member) -> Json:
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": member.joined_at.isoformat(),
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role) for role in member.roles],
        "mute": False,
        "deaf": False,
    }


def member(state: State, user_id: int) -> Json:
    return member_without_user(state.members[user_id]) | {"user": user(state.users[user_id])}


def role(value: Role) -> Json:
    payload: Json = {
        "id": str(value.id),
        "name": value.name,
        "permissions": str(value.permissions),
        "position": value.position,
        "color": value.colour,
        "colors": {"primary_color": value.colour, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": value.bot_id is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if value.bot_id is not None:
        payload["tags"] = {"bot_id": str(value.bot_id)}
    return payload


def application(state: State) -> Json:
    """The bot's application as its owner sees it; application and bot share an id, as they do on Discord."""
    return {
        "id": str(state.bot_id),
        "name": state.users[state.bot_id].name,
        "icon": None,
        "description": "The bot that you are trying out.",
        "type": None,
        "bot": user(state.users[state.bot_id]),
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "bot_public": False,
        "bot_require_code_grant": False,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(state.users[state.owner_id]),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
