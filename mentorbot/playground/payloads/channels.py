"""The server, its channels and threads as Discord writes them."""

from datetime import datetime

from mentorbot.playground.model import Channel, Json, Kind, State, ThreadState
from mentorbot.playground.payloads import people
from mentorbot.playground.permissions import Permission, allows

MOST_COUNTED_MEMBERS = 50


def channel(state: State, value: Channel) -> Json:
    if value.thread:
        return thread(state, value, value.thread)
    if value.kind is Kind.DM:
        return direct(state, value)
    return {
        "id": str(value.id),
        "type": int(value.kind),
        "flags": 0,
        "guild_id": str(state.guild_id),
        "name": value.name,
        "topic": value.topic,
        "position": value.position,
        "parent_id": None,
        "nsfw": False,
        "rate_limit_per_user": value.slow_mode,
        "last_message_id": _optional(value.last_message_id),
        "permission_overwrites": [
            {"id": str(o.id), "type": int(o.of_member), "allow": str(o.allow), "deny": str(o.deny)}
            for o in value.overwrites
        ],
    }


def direct(state: State, value: Channel) -> Json:
    recipients = [people.user(state.users[user]) for user in value.members if user != state.bot_id]
    return {
        "id": str(value.id),
        "type": int(Kind.DM),
        "flags": 0,
        "last_message_id": _optional(value.last_message_id),
        "recipients": recipients,
    }


def thread(state: State, value: Channel, inner: ThreadState) -> Json:
    payload: Json = {
        "id": str(value.id),
        "type": int(value.kind),
        "flags": 0,
        "guild_id": str(state.guild_id),
        "parent_id": str(inner.parent_id),
        "owner_id": str(inner.owner_id),
        "name": value.name,
        "rate_limit_per_user": value.slow_mode,
        "last_message_id": _optional(value.last_message_id),
        "message_count": inner.message_count,
        "member_count": min(len(value.members), MOST_COUNTED_MEMBERS),
        "total_message_sent": inner.total_sent,
        "thread_metadata": thread_metadata(value, inner),
    }
    if state.bot_id in value.members:
        payload["member"] = thread_member(value, state.bot_id, value.members[state.bot_id])
    return payload


def thread_metadata(value: Channel, inner: ThreadState) -> Json:
    payload: Json = {
        "archived": inner.archived,
        "archive_timestamp": inner.archive_timestamp.isoformat(),
        "auto_archive_duration": inner.auto_archive_minutes,
        "locked": inner.locked,
        "create_timestamp": inner.created_at.isoformat(),
    }
    if value.kind is Kind.PRIVATE_THREAD:
        payload["invitable"] = inner.invitable
    return payload


def thread_member(value: Channel, user_id: int, joined_at: datetime) -> Json:
    return {"id": str(value.id), "user_id": str(user_id), "join_timestamp": joined_at.isoformat(), "flags": 0}


def guild(state: State) -> Json:
    """The server as `GET /guilds/{id}` shows it."""
    return {
        "id": str(state.guild_id),
        "name": state.guild_name,
        "owner_id": str(state.owner_id),
        "roles": [people.role(role) for role in state.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "preferred_locale": "en-GB",
        "region": "deprecated",
        "nsfw": False,
        **dict.fromkeys(_NOTHING),
        **dict.fromkeys(_ZERO, 0),
        "afk_timeout": 300,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "widget_enabled": False,
        "premium_progress_bar_enabled": False,
    }


def guild_create(state: State) -> Json:
    """The server as the gateway hands it to a bot that has just connected, with the threads that it may see."""
    shown = [c for c in state.channels.values() if c.kind is Kind.TEXT]
    threads = [
        channel(state, c)
        for c in state.channels.values()
        if c.thread and not c.thread.archived and allows(state, state.bot_id, c, Permission.VIEW_CHANNEL)
    ]
    return guild(state) | {
        "joined_at": state.members[state.bot_id].joined_at.isoformat(),
        "large": False,
        "unavailable": False,
        "member_count": len(state.members),
        "voice_states": [],
        "members": [people.member(state, state.bot_id)],
        "channels": [channel(state, c) for c in shown],
        "threads": threads,
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _optional(value: int | None) -> str | None:
    return None if value is None else str(value)


_NOTHING = (
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
)
_ZERO = (
    "system_channel_flags",
    "verification_level",
    "default_message_notifications",
    "mfa_level",
    "explicit_content_filter",
    "premium_tier",
    "premium_subscription_count",
    "nsfw_level",
)
