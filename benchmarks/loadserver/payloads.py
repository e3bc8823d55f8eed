"""What Discord would send, as plain JSON: one server of an ordinary size, its people, channels and presses."""

from typing import Any

Json = dict[str, Any]

GUILD, OWNER, EVERYONE = 700_000_000_000_000_000, 700_000_000_000_000_001, 700_000_000_000_000_000
CHANNEL = 700_000_000_000_000_100
CHANNELS, ROLES = 40, 20
FIRST_PERSON = 800_000_000_000_000_000
JOINED = "2026-01-05T08:00:00.000000+00:00"
ALL = str((1 << 50) - 1)


def user(number: int, *, bot: bool = False) -> Json:
    payload: Json = {
        "id": str(number),
        "username": f"person_{number % 1_000_000}",
        "global_name": f"Person {number % 1_000_000}",
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
    }
    return payload | {"bot": True} if bot else payload


def member(number: int, *, bot: bool = False) -> Json:
    return {
        "user": user(number, bot=bot),
        "roles": [],
        "joined_at": JOINED,
        "nick": None,
        "avatar": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "permissions": ALL,
    }


def role(number: int, name: str) -> Json:
    plain: Json = {"color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0, "icon": None}
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return plain | {"id": str(number), "name": name, "permissions": ALL, "position": 0, "colors": colours}


def channel(number: int) -> Json:
    return {
        "id": str(number),
        "type": 0,
        "guild_id": str(GUILD),
        "name": "questions",
        "topic": None,
        "position": 0,
        "parent_id": None,
        "nsfw": False,
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "permission_overwrites": [],
        "permissions": ALL,
    }


def thread(number: int, owner: int, name: str, *, closed: bool = False) -> Json:
    metadata = {"archived": closed, "locked": closed, "archive_timestamp": JOINED, "auto_archive_duration": 10080}
    own = {"id": str(number), "user_id": str(owner), "join_timestamp": JOINED, "flags": 0}
    return channel(number) | {
        "type": 11,
        "parent_id": str(CHANNEL),
        "owner_id": str(owner),
        "name": name,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "thread_metadata": metadata,
        "member": own,
    }


def guild(bot: int) -> Json:
    """The server as the gateway hands it to a bot that has just connected."""
    names = ("icon", "description", "splash", "banner", "afk_channel_id", "system_channel_id", "rules_channel_id")
    return dict.fromkeys(names) | {
        "id": str(GUILD),
        "name": "Staffroom",
        "owner_id": str(OWNER),
        "roles": [role(EVERYONE, "@everyone"), *(role(GUILD + 1000 + n, f"Role {n}") for n in range(ROLES))],
        "emojis": [],
        "stickers": [],
        "features": [],
        "preferred_locale": "en-GB",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_flags": 0,
        "premium_progress_bar_enabled": False,
        "joined_at": JOINED,
        "large": True,
        "unavailable": False,
        "member_count": 5000,
        "members": [member(bot, bot=True)],
        "channels": [channel(CHANNEL + n) for n in range(CHANNELS)],
        **{name: [] for name in ("threads", "voice_states", "presences", "stage_instances", "soundboard_sounds")},
        "guild_scheduled_events": [],
    }


def application(bot: int) -> Json:
    return {
        "id": str(bot),
        "name": "measured",
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user(OWNER),
        "team": None,
    }


def message(number: int, place: int, bot: int, body: Json) -> Json:
    """A message of the bot's as Discord gives it back: what was sent, with all that Discord adds."""
    embeds: list[Json] = body.get("embeds") or []
    return {
        "id": str(number),
        "channel_id": str(place),
        "type": 0,
        "author": user(bot, bot=True),
        "content": body.get("content") or "",
        "timestamp": JOINED,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [{"type": "rich", **embed} for embed in embeds],
        "components": body.get("components") or [],
        "pinned": False,
        "flags": body.get("flags") or 0,
    }


def interaction(number: int, token: str, bot: int, person: int, place: Json) -> Json:
    """What every interaction has in common; its type and data come on top."""
    return {
        "id": str(number),
        "application_id": str(bot),
        "token": token,
        "version": 1,
        "guild_id": str(GUILD),
        "guild": {"id": str(GUILD), "locale": "en-GB", "features": []},
        "guild_locale": "en-GB",
        "channel_id": place["id"],
        "channel": place,
        "app_permissions": ALL,
        "locale": "en-GB",
        "entitlements": [],
        "attachment_size_limit": 10 << 20,
        "context": 0,
        "authorizing_integration_owners": {"0": str(GUILD)},
        "member": member(person),
    }
