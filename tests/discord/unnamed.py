"""What tests about anonymous questions share: Amira asks, Ben helps."""

from typing import Any

import discord

from tests.discord.staffroom import Staffroom

SHY = "I should know this: how do I enable macros in Excel?"


async def allow(room: Staffroom) -> None:
    await room.dev.slash(room.questions, "help")
    await room.change("UPDATE server SET anonymous = 'on'")


async def asked(room: Staffroom, question: str = SHY, **options: Any) -> Any:
    await allow(room)
    return await room.ask(question, anonymous=True, **options)


async def claimed(room: Staffroom, **options: Any) -> Any:
    """Let Amira ask and Ben claim; give her private message about it."""
    await asked(room, **options)
    await room.ben.click(room.card, label="I can help")
    return room.told(room.amira)[-1] if room.told(room.amira) else None


def close_messages(room: Staffroom) -> None:
    """Let nobody take private messages from the bot."""
    room.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)


async def passed_on(room: Staffroom, who: Any, message: Any, text: str, label: str) -> Any:
    """Press a button and send its form."""
    form = await who.click(message, label=label)
    return await who.submit_modal(form, {"text": text})


def said_in_thread(room: Staffroom) -> list[str]:
    return [message.content for message in room.thread.history()]


async def write(room: Staffroom, text: str, *, reply_to: Any = None, pictures: int = 0) -> Any:
    """Let Amira write to the bot."""
    backend, channel = room.env.backend, room.amira.user.dm_channel.id
    reference = None
    if reply_to is not None:
        named = {"channel_id": str(channel), "message_id": str(reply_to.id)}
        reference = backend.normalize_message_reference(channel, named)
    files = backend.store_attachments(channel, [(f"{number}.png", b"me") for number in range(pictures)])
    return await room.amira.send_dm(text, reference=reference, attachments=files)


def in_channel(room: Staffroom) -> list[Any]:
    """What the bot says for everybody in the channel."""
    ours = room.env.backend.bot_user.id
    return [m for m in room.questions.history() if m.author.id == ours and m.type is discord.MessageType.default]
