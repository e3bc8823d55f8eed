"""Reactions: the bot's own, and who else reacted."""

from urllib.parse import unquote

from mentorbot.playground import posting
from mentorbot.playground.errors import discord_error
from mentorbot.playground.payloads import people
from mentorbot.playground.permissions import P
from mentorbot.playground.rest.call import NOTHING, Call, Reply
from mentorbot.playground.rules import require, require_open


def add(call: Call) -> Reply:
    channel, message = call.message()
    emoji = _emoji(call)
    require(call.world, call.bot_id, channel, P.READ_MESSAGE_HISTORY)
    if emoji not in message.reactions:
        require(call.world, call.bot_id, channel, P.ADD_REACTIONS)
    require_open(channel)
    posting.react(call.world, message, call.bot_id, emoji)
    return NOTHING


def remove_own(call: Call) -> Reply:
    channel, message = call.message()
    require_open(channel)
    posting.unreact(call.world, message, call.bot_id, _emoji(call))
    return NOTHING


def remove_other(call: Call) -> Reply:
    channel, message = call.message()
    require(call.world, call.bot_id, channel, P.MANAGE_MESSAGES)
    require_open(channel)
    posting.unreact(call.world, message, call.id("user_id"), _emoji(call))
    return NOTHING


def who(call: Call) -> Reply:
    """In the order of their ids, as Discord gives them: the order of reacting cannot be known."""
    _, message = call.message()
    after = int(call.query.get("after", "0"))
    users = sorted(user for user in message.reactions.get(_emoji(call), []) if user > after)
    state = call.world.state
    return Reply([people.user(state.users[user]) for user in users[: call.limit(25, 100)]])


def _emoji(call: Call) -> str:
    emoji = unquote(call.path["emoji"])
    if not emoji or emoji.isascii():
        raise discord_error(10014)
    return emoji
