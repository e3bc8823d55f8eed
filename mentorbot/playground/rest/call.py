"""A request of the bot, read and ready for the route that answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from mentorbot.playground.errors import discord_error, invalid
from mentorbot.playground.model import Channel, Json, Message
from mentorbot.playground.realm import Realm
from mentorbot.playground.rules import public_message, visible_channel
from mentorbot.playground.world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request; `number` ties it to its entry under `attachments`."""

    number: int
    filename: str
    content: bytes
    content_type: str | None


@dataclass(frozen=True, slots=True)
class Call:
    realm: Realm
    path: Mapping[str, str]
    query: Mapping[str, str]
    json: Any = None
    uploads: tuple[Upload, ...] = ()

    @property
    def world(self) -> World:
        return self.realm.world

    @property
    def bot_id(self) -> int:
        return self.realm.world.state.bot_id

    @property
    def body(self) -> Json:
        """The request's JSON object; an absent one reads as empty."""
        sent = self.json
        if sent is None:
            return {}
        if not isinstance(sent, dict):
            raise invalid("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return cast("Json", sent)

    @property
    def listed(self) -> list[Json]:
        """The request's JSON list."""
        sent = self.json
        if not isinstance(sent, list):
            raise invalid("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return cast("list[Json]", sent)

    def id(self, name: str) -> int:
        """A snowflake of the path."""
        value = self.path[name]
        if not value.isdecimal():
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return int(value)

    def channel(self) -> Channel:
        """The path's channel, which the bot must be able to see."""
        return visible_channel(self.world, self.bot_id, self.id("channel_id"))

    def message(self) -> tuple[Channel, Message]:
        channel = self.channel()
        return channel, public_message(self.world, channel, self.id("message_id"))

    def limit(self, default: int, most: int) -> int:
        value = self.query.get("limit", str(default))
        if not value.isdecimal() or not 1 <= int(value) <= most:
            raise invalid("limit", "NUMBER_TYPE_MAX", f"int value should be between 1 and {most}.")
        return int(value)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot is answered; no body means "204 No Content", and a `page` goes out as it is instead."""

    body: Json | list[Json] | None = None
    status: int = 200
    page: str | None = None


NOTHING = Reply(status=204)
Handler = Callable[[Call], Reply]


def own_application(call: Call) -> None:
    if call.id("application_id") != call.bot_id:
        raise discord_error(50001)
