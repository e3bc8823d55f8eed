"""Messages as Discord writes them."""

from urllib.parse import quote

from mentorbot.playground.model import Attachment, Json, Kind, Message, MessageKind, Origin, State
from mentorbot.playground.payloads import channels, people

FILES = "https://cdn.invalid/attachments"
IS_REFERRING = (MessageKind.REPLY, MessageKind.PINNED, MessageKind.THREAD_STARTER)


def message(state: State, value: Message, *, nested: bool = False) -> Json:
    """The whole message as the bot may read it; `nested` leaves out what it answers."""
    payload = _basics(state, value)
    if value.reactions:
        payload["reactions"] = [_reaction(state, emoji, users) for emoji, users in value.reactions.items()]
    if value.nonce is not None:
        payload["nonce"] = value.nonce
    if value.author_id == state.bot_id:
        payload["application_id"] = str(state.bot_id)
    if value.origin:
        payload["webhook_id"] = str(state.bot_id)
        payload["interaction_metadata"] = interaction_metadata(state, value.origin)
        if value.origin.type == 2:
            payload["interaction"] = _old_interaction(state, value.origin)
    if value.kind in IS_REFERRING and value.reply_to:
        payload |= _reference(state, value, value.reply_to, nested=nested)
    started = state.channels.get(value.thread_id) if value.thread_id else None
    if started and started.thread:
        payload["thread"] = channels.thread(state, started, started.thread)
    return payload


def _basics(state: State, value: Message) -> Json:
    return {
        "id": str(value.id),
        "channel_id": str(value.channel_id),
        "type": int(value.kind),
        "author": people.user(state.users[value.author_id]),
        "content": value.content,
        "timestamp": value.created_at.isoformat(),
        "edited_timestamp": value.edited_at.isoformat() if value.edited_at else None,
        "tts": False,
        "mention_everyone": value.mention_everyone,
        "mentions": [people.user(state.users[user]) for user in value.mentions if user in state.users],
        "mention_roles": [str(role) for role in value.mention_roles],
        "attachments": [attachment(value, a) for a in value.attachments],
        "embeds": value.embeds,
        "components": value.components,
        "pinned": value.pinned_at is not None,
        "flags": value.flags,
    }


def gateway_message(state: State, value: Message) -> Json:
    """The message as an event, which also says where it was and who its author is there."""
    payload = message(state, value)
    channel = state.channels[value.channel_id]
    if channel.kind is not Kind.DM:
        payload["guild_id"] = str(state.guild_id)
        if value.author_id in state.members:
            payload["member"] = people.member_without_user(state.members[value.author_id])
    return payload


def attachment(owner: Message, value: Attachment) -> Json:
    url = f"{FILES}/{owner.channel_id}/{value.id}/{quote(value.filename)}"
    payload: Json = {
        "id": str(value.id),
        "filename": value.filename,
        "size": value.size,
        "url": url,
        "proxy_url": url,
    }
    if value.content_type:
        payload["content_type"] = value.content_type
    if value.description:
        payload["description"] = value.description
    if owner.private_to is not None:
        payload["ephemeral"] = True
    return payload


def interaction_metadata(state: State, origin: Origin) -> Json:
    payload: Json = {
        "id": str(origin.id),
        "type": origin.type,
        "user": people.user(state.users[origin.user_id]),
        "authorizing_integration_owners": {"0": str(state.guild_id)},
    }
    if origin.message_id:
        payload["interacted_message_id"] = str(origin.message_id)
    if origin.first:
        payload["triggering_interaction_metadata"] = interaction_metadata(state, origin.first)
    return payload


def _old_interaction(state: State, origin: Origin) -> Json:
    """The field that Discord has replaced by the metadata and still sends."""
    who = people.user(state.users[origin.user_id])
    return {"id": str(origin.id), "type": origin.type, "name": origin.name, "user": who}


def _reaction(state: State, emoji: str, users: list[int]) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(users),
        "count_details": {"burst": 0, "normal": len(users)},
        "burst_colors": [],
        "me": state.bot_id in users,
        "me_burst": False,
    }


def _reference(state: State, value: Message, answered_id: int, *, nested: bool) -> Json:
    channel = state.channels[value.channel_id]
    place = channel.thread.parent_id if channel.thread and value.kind is MessageKind.THREAD_STARTER else channel.id
    reference: Json = {"type": 0, "channel_id": str(place), "message_id": str(answered_id)}
    if channel.kind is not Kind.DM:
        reference["guild_id"] = str(state.guild_id)
    payload: Json = {"message_reference": reference}
    if not nested:
        answered = state.messages.get(place, {}).get(answered_id)
        payload["referenced_message"] = message(state, answered, nested=True) if answered else None
    return payload
