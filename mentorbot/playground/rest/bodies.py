"""From a request's body to the draft of a message."""

import mimetypes
from typing import Any, cast

from mentorbot.playground.errors import discord_error, invalid
from mentorbot.playground.limits import embeds, messages, shapes
from mentorbot.playground.model import Attachment, Json, Message, listed
from mentorbot.playground.posting import Draft, mentions_in
from mentorbot.playground.rest.call import Call, Upload
from mentorbot.playground.world import World

CHANGEABLE = messages.SUPPRESS_EMBEDS | messages.NEW_LAYOUT
SENDABLE = CHANGEABLE | messages.QUIET


def new_message(call: Call, body: Json, *, flags: int = 0) -> tuple[Draft, dict[int, bytes]]:
    """A whole message; `flags` are added to those that any message may set."""
    flags |= (body.get("flags") or 0) & SENDABLE
    messages.check(body, files=len(call.uploads), flags=flags)
    attachments, files = _uploaded(call.world, call.uploads, body.get("attachments"))
    draft = _draft(body)
    draft.content, draft.embeds, draft.components = draft.content or "", draft.embeds or [], draft.components or []
    messages.check_not_empty(draft.content, draft.embeds, draft.components, len(attachments))
    draft.attachments, draft.flags = attachments, flags
    return draft, files


def changes(call: Call, body: Json, message: Message) -> tuple[Draft, dict[int, bytes]]:
    """The parts of a message that the body names; the others stay."""
    flags = message.flags
    if body.get("flags") is not None:
        flags = flags & ~CHANGEABLE | body["flags"] & CHANGEABLE | message.flags & messages.NEW_LAYOUT
    messages.check(body, files=len(call.uploads), flags=flags)
    draft = _draft(body)
    draft.flags = flags
    files: dict[int, bytes] = {}
    if call.uploads or "attachments" in body:
        added, files = _uploaded(call.world, call.uploads, body.get("attachments"))
        draft.attachments = _kept(message, body) + added
    _check_something_is_left(message, draft)
    return draft, files


def _draft(body: Json) -> Draft:
    draft = Draft()
    if "components" in body:
        draft.components = shapes.normal(listed(body, "components"))
    if "embeds" in body:
        draft.embeds = [embeds.normal(embed) for embed in listed(body, "embeds")]
    if "content" in body:
        draft.content = body["content"] or ""
    spoken = [draft.content or "", *shapes.texts(draft.components or [])]
    if "content" in body or len(spoken) > 1:
        mentioned = mentions_in("\n".join(spoken), body.get("allowed_mentions"))
        draft.mentions, draft.mention_roles = mentioned.mentions, mentioned.mention_roles
        draft.mention_everyone = mentioned.mention_everyone
    return draft


def _uploaded(world: World, uploads: tuple[Upload, ...], described: Any) -> tuple[list[Attachment], dict[int, bytes]]:
    descriptions = {str(entry.get("id")): entry for entry in cast("list[Json]", described or [])}
    attachments: list[Attachment] = []
    files: dict[int, bytes] = {}
    for upload in uploads:
        if len(upload.content) > messages.MOST_BYTES:
            raise discord_error(40005)
        said = descriptions.get(str(upload.number), {})
        name = said.get("filename") or upload.filename
        kind = upload.content_type or mimetypes.guess_type(name)[0]
        one = Attachment(world.new_id(), name, len(upload.content), kind, said.get("description"))
        attachments.append(one)
        files[one.id] = upload.content
    return attachments, files


def _kept(message: Message, body: Json) -> list[Attachment]:
    if body.get("attachments") is None:
        return message.attachments if "attachments" not in body else []
    wanted = {str(entry.get("id")) for entry in listed(body, "attachments")}
    return [attachment for attachment in message.attachments if str(attachment.id) in wanted]


def _check_something_is_left(message: Message, draft: Draft) -> None:
    content = message.content if draft.content is None else draft.content
    embeds = message.embeds if draft.embeds is None else draft.embeds
    components = message.components if draft.components is None else draft.components
    attachments = message.attachments if draft.attachments is None else draft.attachments
    messages.check_not_empty(content, embeds, components, len(attachments))


def reply_target(world: World, channel_id: int, reference: Json | None) -> int | None:
    """The message that is answered, which must still be in the channel unless the sender does not mind."""
    if not reference:
        return None
    target = int(reference["message_id"])
    if target in world.history(channel_id):
        return target
    if reference.get("fail_if_not_exists", True):
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return None
