"""The routes that the bot uses, each with its handler."""

from mentorbot.playground.rest import basics, interactions, messages, reactions, threads
from mentorbot.playground.rest.call import Handler

_CHANNEL = "/channels/{channel_id}"
_MESSAGES = f"{_CHANNEL}/messages"
_MESSAGE = f"{_MESSAGES}/{{message_id}}"
_REACTION = f"{_MESSAGE}/reactions/{{emoji}}"
_MEMBERS = f"{_CHANNEL}/thread-members"
_WEBHOOK = "/webhooks/{application_id}/{token}"
_COMMANDS = "/applications/{application_id}/commands"

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/users/@me", basics.me),
    ("GET", "/users/{user_id}", basics.user),
    ("POST", "/users/@me/channels", basics.direct),
    ("GET", "/oauth2/applications/@me", basics.application),
    ("GET", "/applications/@me", basics.application),
    ("GET", "/gateway/bot", basics.gateway),
    ("GET", _COMMANDS, basics.commands),
    ("PUT", _COMMANDS, basics.put_commands),
    ("GET", "/guilds/{guild_id}", basics.guild),
    ("GET", "/guilds/{guild_id}/channels", basics.guild_channels),
    ("GET", "/guilds/{guild_id}/members/{user_id}", basics.member),
    ("GET", "/guilds/{guild_id}/threads/active", threads.active),
    ("GET", _CHANNEL, threads.read),
    ("PATCH", _CHANNEL, threads.change),
    ("DELETE", _CHANNEL, threads.delete),
    ("POST", f"{_CHANNEL}/typing", messages.typing),
    ("POST", f"{_CHANNEL}/threads", threads.begin),
    ("GET", f"{_CHANNEL}/threads/archived/public", threads.archived_public),
    ("GET", f"{_CHANNEL}/threads/archived/private", threads.archived_private),
    ("GET", _MEMBERS, threads.members),
    ("GET", f"{_MEMBERS}/{{user_id}}", threads.member),
    ("PUT", f"{_MEMBERS}/{{user_id}}", threads.add_member),
    ("DELETE", f"{_MEMBERS}/{{user_id}}", threads.remove_member),
    ("POST", _MESSAGES, messages.send),
    ("GET", _MESSAGES, messages.read_many),
    ("GET", f"{_MESSAGES}/pins", messages.pins),
    ("PUT", f"{_MESSAGES}/pins/{{message_id}}", messages.pin),
    ("DELETE", f"{_MESSAGES}/pins/{{message_id}}", messages.unpin),
    ("GET", _MESSAGE, messages.read),
    ("PATCH", _MESSAGE, messages.edit),
    ("DELETE", _MESSAGE, messages.delete),
    ("POST", f"{_MESSAGE}/threads", threads.begin_at_message),
    ("GET", _REACTION, reactions.who),
    ("PUT", f"{_REACTION}/@me", reactions.add),
    ("DELETE", f"{_REACTION}/@me", reactions.remove_own),
    ("DELETE", f"{_REACTION}/{{user_id}}", reactions.remove_other),
    ("POST", "/interactions/{interaction_id}/{token}/callback", interactions.answer),
    ("POST", _WEBHOOK, interactions.follow_up),
    ("GET", f"{_WEBHOOK}/messages/{{message_id}}", interactions.read),
    ("PATCH", f"{_WEBHOOK}/messages/{{message_id}}", interactions.edit),
    ("DELETE", f"{_WEBHOOK}/messages/{{message_id}}", interactions.delete),
)
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")
"""Here the token is part of the path."""
