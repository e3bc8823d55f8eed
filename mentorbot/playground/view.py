"""The world as the page wants it: names beside ids, and what each person may do."""

from urllib.parse import quote

from mentorbot.playground.command_options import may_use
from mentorbot.playground.model import Channel, Json, Kind, Message, MessageKind, State, User
from mentorbot.playground.permissions import P, in_channel
from mentorbot.playground.staffroom import people
from mentorbot.playground.transcript import Entry
from mentorbot.playground.wording import excerpt, readable
from mentorbot.playground.world import World

KINDS = {Kind.TEXT: "text", Kind.DM: "dm", Kind.THREAD: "thread", Kind.PRIVATE_THREAD: "private_thread"}
MESSAGE_KINDS = {
    MessageKind.DEFAULT: "default",
    MessageKind.RECIPIENT_ADD: "joined_thread",
    MessageKind.PINNED: "pinned",
    MessageKind.JOINED: "joined_server",
    MessageKind.THREAD_CREATED: "thread_created",
    MessageKind.REPLY: "reply",
    MessageKind.COMMAND: "interaction",
    MessageKind.THREAD_STARTER: "thread_created",
}


def person(state: State, user: User) -> Json:
    member = state.members.get(user.id)
    return {
        "id": str(user.id),
        "name": user.name,
        "about": user.about,
        "colour": user.colour,
        "roles": [state.roles[role].name for role in member.roles] if member else [],
        "member": member is not None,
        "dms_open": user.dms_open,
    }


def channel(state: State, value: Channel) -> Json:
    thread = value.thread
    members = [user for user in value.members if user != state.bot_id]
    return {
        "id": str(value.id),
        "kind": KINDS[value.kind],
        "name": value.name or "mentorbot",
        "topic": value.topic,
        "position": value.position,
        "parent_id": str(thread.parent_id) if thread else None,
        "archived": bool(thread and thread.archived),
        "locked": bool(thread and thread.locked),
        "message_count": thread.message_count if thread else len(state.messages.get(value.id, ())),
        "owner_card_id": str(thread.starter_id) if thread and thread.starter_id else None,
        "access": {str(user.id): access(state, user.id, value) for user in people(state)},
        "members": [str(user) for user in members],
    }


def access(state: State, user_id: int, value: Channel) -> Json:
    bits = in_channel(state, user_id, value)
    sends = bool(bits & (P.SEND_MESSAGES_IN_THREADS if value.thread else P.SEND_MESSAGES))
    if value.thread and value.thread.locked and not bits & P.MANAGE_THREADS:
        sends = False
    if value.kind is Kind.DM and not state.users[user_id].dms_open:
        sends = False
    return {
        "view": bool(bits & P.VIEW_CHANNEL),
        "send": sends,
        "react": bool(bits & P.ADD_REACTIONS),
        "use_commands": bool(bits & P.USE_APPLICATION_COMMANDS),
        "manage_messages": bool(bits & P.MANAGE_MESSAGES) and value.kind is not Kind.DM,
    }


def message(state: State, value: Message) -> Json:
    return {
        "id": str(value.id),
        "channel_id": str(value.channel_id),
        "author": _author(state.users[value.author_id]),
        "content": value.content,
        "mentions": [_name(state.users[user]) for user in value.mentions if user in state.users],
        "embeds": value.embeds,
        "components": value.components,
        "attachments": [
            {
                "id": str(a.id),
                "filename": a.filename,
                "size": a.size,
                "content_type": a.content_type,
                "url": f"/page/files/{a.id}/{quote(a.filename, safe='')}",
            }
            for a in value.attachments
        ],
        "reactions": [
            {"emoji": emoji, "count": len(users), "people": [str(u) for u in users], "bot": state.bot_id in users}
            for emoji, users in value.reactions.items()
        ],
        "timestamp": value.created_at.isoformat(),
        "edited_timestamp": value.edited_at.isoformat() if value.edited_at else None,
        "pinned": value.pinned_at is not None,
        "reply_to": _answered(state, value),
        "private_to": str(value.private_to) if value.private_to else None,
        "kind": MESSAGE_KINDS[value.kind],
        "interaction": _interaction(value),
        "thread_id": str(value.thread_id) if value.thread_id in state.channels else None,
        "flags": value.flags,
        "thinking": value.thinking,
    }


def commands(state: State) -> list[Json]:
    """Slash commands with those who are shown them."""
    shown = [command for command in state.commands if command["type"] == 1]
    return [
        command
        | {
            "allowed": [str(user.id) for user in people(state) if may_use(state, user.id, command)],
            "in_direct": may_use(state, 0, command, dm=True),
        }
        for command in shown
    ]


def clock(world: World) -> Json:
    return {"now": world.now().isoformat(), "offset_seconds": world.clock.offset.total_seconds()}


def entry(value: Entry) -> Json:
    return {
        "seq": value.seq,
        "at": value.at.isoformat(),
        "plain": value.plain,
        "kind": value.kind,
        "raw": value.raw,
    }


def _author(user: User) -> Json:
    return {"id": str(user.id), "name": user.name, "bot": user.bot, "colour": user.colour}


def _name(user: User) -> Json:
    return {"id": str(user.id), "name": user.name}


def _interaction(value: Message) -> Json | None:
    """Who used which command, for answers to commands; a form keeps the command that opened it."""
    origin = value.origin
    while origin and origin.first:
        origin = origin.first
    if origin is None or value.kind is not MessageKind.COMMAND:
        return None
    return {"person_id": str(origin.user_id), "name": f"/{origin.name}"}


def _answered(state: State, value: Message) -> Json | None:
    if value.reply_to is None or value.kind is not MessageKind.REPLY:
        return None
    answered = state.messages.get(value.channel_id, {}).get(value.reply_to)
    if answered is None:
        return {"id": str(value.reply_to), "author": None, "excerpt": "The message is no longer there."}
    text = answered.content or next((embed.get("title", "") for embed in answered.embeds), "")
    author = _author(state.users[answered.author_id])
    return {"id": str(answered.id), "author": author, "excerpt": excerpt(readable(state, text))}
