"""Answers to interactions: the first within three seconds, then whatever follows for a quarter of an hour."""

from collections.abc import Callable
from typing import cast

from mentorbot.playground import posting
from mentorbot.playground.changes import ModalShown
from mentorbot.playground.errors import discord_error, invalid
from mentorbot.playground.interactions import Interaction, Sort
from mentorbot.playground.limits import modals
from mentorbot.playground.limits.commands import check_choices
from mentorbot.playground.limits.messages import EPHEMERAL
from mentorbot.playground.limits.shapes import normal
from mentorbot.playground.model import Json, Message, MessageKind, inner, listed
from mentorbot.playground.payloads.messages import message as payload
from mentorbot.playground.posting import Circumstances, Draft
from mentorbot.playground.rest.bodies import changes, new_message
from mentorbot.playground.rest.call import NOTHING, Call, Reply

MESSAGE, THINKING, LATER, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
LOADING = 1 << 7
FITTING = {
    Sort.COMMAND: (MESSAGE, THINKING, MODAL),
    Sort.COMPONENT: (MESSAGE, THINKING, LATER, UPDATE, MODAL),
    Sort.AUTOCOMPLETE: (CHOICES,),
    Sort.MODAL: (MESSAGE, THINKING, LATER, UPDATE),
}


def answer(call: Call) -> Reply:
    one = call.realm.interactions.to_answer(call.id("interaction_id"), call.path["token"])
    if one.channel_id not in call.world.state.channels:
        raise discord_error(10003)
    kind = cast("int", call.body.get("type"))
    if kind not in FITTING[one.sort] or (kind in (LATER, UPDATE) and one.source_id is None):
        raise invalid("type", "INTERACTION_CALLBACK_TYPE_INVALID", "This type does not answer this interaction.")
    message = _ANSWERS[kind](call, one, inner(call.body, "data"))
    call.realm.interactions.settle(one, kind)
    if call.query.get("with_response") not in ("true", "1"):
        return NOTHING
    return Reply(_described(call, one, kind, message))


def follow_up(call: Call) -> Reply:
    """Another message; the first after "thinking" takes its place and stays as private as it was."""
    one = _running(call)
    original = call.world.message(one.original_id) if one.original_id else None
    if original and original.thinking and one.answered == THINKING:
        draft, files = new_message(call, call.body, flags=original.flags & EPHEMERAL)
        posting.edit(call.world, original, draft, files)
        return Reply(payload(call.world.state, original))
    flags = (call.body.get("flags") or 0) & EPHEMERAL
    draft, files = new_message(call, call.body, flags=flags)
    how = Circumstances(MessageKind.REPLY, reply_to=one.original_id, origin=one.origin, files=files)
    how.private_to = one.user_id if flags else None
    message = posting.post(call.world, call.bot_id, call.world.state.channels[one.channel_id], draft, how)
    one.follow_ups.append(message.id)
    return Reply(payload(call.world.state, message))


def read(call: Call) -> Reply:
    return Reply(payload(call.world.state, _target(call)))


def edit(call: Call) -> Reply:
    message = _target(call)
    draft, files = changes(call, call.body, message)
    draft.flags = (draft.flags or 0) & ~LOADING
    posting.edit(call.world, message, draft, files)
    return Reply(payload(call.world.state, message))


def delete(call: Call) -> Reply:
    posting.delete(call.world, _target(call))
    return NOTHING


def _running(call: Call) -> Interaction:
    if call.id("application_id") != call.bot_id:
        raise discord_error(10015)
    one = call.realm.interactions.to_follow_up(call.path["token"])
    if one.channel_id not in call.world.state.channels:
        raise discord_error(10003)
    return one


def _target(call: Call) -> Message:
    """The message that the path names: the original answer or a follow-up of the same interaction."""
    one = _running(call)
    named = call.path.get("message_id", "@original")
    wanted = one.original_id if named == "@original" else call.id("message_id")
    known = wanted in (one.original_id, *one.follow_ups)
    message = call.world.message(wanted) if wanted and known else None
    if message is None:
        raise discord_error(10008)
    return message


def _send(call: Call, one: Interaction, data: Json) -> Message:
    flags = (data.get("flags") or 0) & EPHEMERAL
    draft, files = new_message(call, data, flags=flags)
    how = _circumstances(one, private=bool(flags))
    how.files = files
    message = posting.post(call.world, call.bot_id, call.world.state.channels[one.channel_id], draft, how)
    one.original_id = message.id
    return message


def _think(call: Call, one: Interaction, data: Json) -> Message:
    flags = (data.get("flags") or 0) & EPHEMERAL
    how = _circumstances(one, private=bool(flags))
    how.thinking = True
    channel = call.world.state.channels[one.channel_id]
    message = posting.post(call.world, call.bot_id, channel, Draft(content="", flags=flags | LOADING), how)
    one.original_id = message.id
    return message


def _later(call: Call, one: Interaction, _: Json) -> Message | None:
    one.original_id = one.source_id
    return call.world.message(one.source_id) if one.source_id else None


def _update(call: Call, one: Interaction, data: Json) -> Message:
    message = call.world.message(one.source_id) if one.source_id else None
    if message is None:
        raise discord_error(10008)
    draft, files = changes(call, data, message)
    posting.edit(call.world, message, draft, files)
    one.original_id = message.id
    return message


def _choose(_: Call, one: Interaction, data: Json) -> None:
    check_choices(data)
    one.choices = list(listed(data, "choices"))


def _ask(call: Call, one: Interaction, data: Json) -> None:
    modals.check(data)
    one.modal = data | {"components": normal(data["components"])}
    call.world.hub.publish(ModalShown(one.user_id, one.id, one.modal))


def _circumstances(one: Interaction, *, private: bool) -> Circumstances:
    kind = MessageKind.REPLY if one.source_id else MessageKind.COMMAND
    how = Circumstances(kind, reply_to=one.source_id, origin=one.origin)
    how.private_to = one.user_id if private else None
    return how


def _described(call: Call, one: Interaction, kind: int, message: Message | None) -> Json:
    head: Json = {"id": str(one.id), "type": int(one.sort)}
    if message is None:
        return {"interaction": head}
    head |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.thinking,
        "response_message_ephemeral": message.private_to is not None,
    }
    if kind in (MESSAGE, UPDATE):
        return {"interaction": head, "resource": {"type": kind, "message": payload(call.world.state, message)}}
    return {"interaction": head}


_ANSWERS: dict[int, Callable[[Call, Interaction, Json], Message | None]] = {
    MESSAGE: _send,
    THINKING: _think,
    LATER: _later,
    UPDATE: _update,
    CHOICES: _choose,
    MODAL: _ask,
}
