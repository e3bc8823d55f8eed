"""Messages of a channel: sent, read, edited, deleted, pinned."""

from mentorbot.playground import posting
from mentorbot.playground.changes import Typing
from mentorbot.playground.errors import discord_error
from mentorbot.playground.model import Channel, Json, Message, MessageKind
from mentorbot.playground.payloads.messages import message as payload
from mentorbot.playground.permissions import P, in_channel
from mentorbot.playground.posting import Circumstances, Draft
from mentorbot.playground.rest.bodies import changes, new_message, reply_target
from mentorbot.playground.rest.call import NOTHING, Call, Reply
from mentorbot.playground.rules import require, require_open, require_sending


def send(call: Call) -> Reply:
    channel = call.channel()
    require_sending(call.world, call.bot_id, channel)
    body = call.body
    draft, files = new_message(call, body)
    if call.uploads:
        require(call.world, call.bot_id, channel, P.ATTACH_FILES)
    if draft.embeds:
        require(call.world, call.bot_id, channel, P.EMBED_LINKS)
    nonce = body.get("nonce")
    earlier = posting.repeated(call.world, call.bot_id, nonce) if body.get("enforce_nonce") else None
    if earlier and earlier.channel_id == channel.id:
        return Reply(payload(call.world.state, earlier))
    how = Circumstances(nonce=nonce, files=files)
    how.reply_to = reply_target(call.world, channel.id, body.get("message_reference"))
    if how.reply_to:
        require(call.world, call.bot_id, channel, P.READ_MESSAGE_HISTORY)
        how.kind = MessageKind.REPLY
        _ring_answered(call, draft, how.reply_to)
    message = posting.post(call.world, call.bot_id, channel, draft, how)
    if nonce is not None:
        posting.remember_nonce(call.world, message)
    return Reply(payload(call.world.state, message))


def read(call: Call) -> Reply:
    channel = call.channel()
    require(call.world, call.bot_id, channel, P.READ_MESSAGE_HISTORY)
    _, message = call.message()
    return Reply(payload(call.world.state, message))


def read_many(call: Call) -> Reply:
    """Newest first; without the right to read history there is nothing to see."""
    channel = call.channel()
    limit = call.limit(50, 100)
    if not _may_read_history(call, channel):
        return Reply([])
    found = [m for m in call.world.history(channel.id).values() if m.private_to is None]
    return Reply([payload(call.world.state, m) for m in _window(found, call, limit)])


def edit(call: Call) -> Reply:
    channel, message = call.message()
    if message.author_id != call.bot_id:
        raise discord_error(50005)
    require_open(channel)
    draft, files = changes(call, call.body, message)
    posting.edit(call.world, message, draft, files)
    return Reply(payload(call.world.state, message))


def delete(call: Call) -> Reply:
    channel, message = call.message()
    if message.author_id != call.bot_id:
        require(call.world, call.bot_id, channel, P.MANAGE_MESSAGES)
    posting.delete(call.world, message)
    return NOTHING


def pin(call: Call) -> Reply:
    channel, message = call.message()
    require(call.world, call.bot_id, channel, P.PIN_MESSAGES)
    require_open(channel)
    posting.pin(call.world, message, call.bot_id)
    return NOTHING


def unpin(call: Call) -> Reply:
    channel, message = call.message()
    require(call.world, call.bot_id, channel, P.PIN_MESSAGES)
    posting.unpin(call.world, message)
    return NOTHING


def pins(call: Call) -> Reply:
    channel = call.channel()
    items: list[Json] = []
    if _may_read_history(call, channel):
        for message in call.world.history(channel.id).values():
            if message.pinned_at:
                shown = payload(call.world.state, message)
                items.append({"pinned_at": message.pinned_at.isoformat(), "message": shown})
    items.sort(key=lambda item: item["pinned_at"], reverse=True)
    limit = call.limit(50, 50)
    return Reply({"items": items[:limit], "has_more": len(items) > limit})


def typing(call: Call) -> Reply:
    channel = call.channel()
    require_sending(call.world, call.bot_id, channel)
    call.world.hub.publish(Typing(channel, call.bot_id, call.world.now()))
    return NOTHING


def _ring_answered(call: Call, draft: Draft, answered_id: int) -> None:
    """A reply rings whoever it answers, unless the bot says otherwise."""
    answered = call.world.message(answered_id)
    allowed = call.body.get("allowed_mentions")
    rings = allowed is None or allowed.get("replied_user", False)
    if answered and rings and answered.author_id not in (draft.mentions or []):
        draft.mentions = [*(draft.mentions or []), answered.author_id]


def _may_read_history(call: Call, channel: Channel) -> bool:
    return bool(in_channel(call.world.state, call.bot_id, channel) & P.READ_MESSAGE_HISTORY)


def _window(found: list[Message], call: Call, limit: int) -> list[Message]:
    """Those before, after or around an id, newest first."""
    if "before" in call.query:
        found = [m for m in found if m.id < int(call.query["before"])][-limit:]
    elif "after" in call.query:
        found = [m for m in found if m.id > int(call.query["after"])][:limit]
    elif "around" in call.query:
        middle = int(call.query["around"])
        older = [m for m in found if m.id < middle][-(limit // 2) :]
        found = older + [m for m in found if m.id >= middle][: limit - len(older)]
    else:
        found = found[-limit:]
    return found[::-1]
