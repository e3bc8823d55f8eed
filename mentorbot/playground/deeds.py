"""The page's deeds by name, each turned into what a person does or what happens to the bot."""

import asyncio
from base64 import b64decode
from collections.abc import Awaitable, Callable
from typing import Any, cast

from mentorbot.playground import membership
from mentorbot.playground.course import Course
from mentorbot.playground.interactions import Interaction
from mentorbot.playground.model import Channel, Json, Kind, Message, User, listed
from mentorbot.playground.people import NotAllowed, People
from mentorbot.playground.permissions import named
from mentorbot.playground.using import Using

Deed = Callable[[Json], Awaitable[Json]]
FARTHEST = 400 * 24 * 3600


class Deeds:
    """Finds whom and what a request is about, and does it."""

    def __init__(self, people: People, using: Using, course: Course) -> None:
        self._people, self._using, self._course = people, using, course
        self._world = people.world

    async def do(self, body: Json) -> Json:
        deed = self._named().get(str(body.get("do")))
        if deed is None:
            raise NotAllowed(f"There is nothing called “{body.get('do')}” to do here.", 400)
        return await deed(body)

    def file(self, person_id: str, attachment_id: int) -> tuple[str, str | None, bytes]:
        return self._people.file(self._person({"person": person_id}), attachment_id)

    def _named(self) -> dict[str, Deed]:
        return {
            "say": self._say,
            "typing": self._typing,
            "slash": self._slash,
            "autocomplete": self._autocomplete,
            "press": self._press,
            "select": self._select,
            "submit": self._submit,
            "react": self._react,
            "unreact": self._unreact,
            "delete": self._delete,
            "delete_channel": self._delete_channel,
            "archive": self._archive,
            "dismiss": self._dismiss,
            "open_dm": self._open_dm,
            "dms": self._dms,
            "leave": self._leave,
            "join": self._join,
            "advance": self._advance,
            "bot": self._bot,
            "start_again": self._start_again,
            "starter": self._starter,
            "permissions": self._permissions,
            "fault": self._fault,
        }

    async def _say(self, body: Json) -> Json:
        reply_to = int(body["reply_to"]) if body.get("reply_to") else None
        files = {str(one["name"]): b64decode(str(one["content"])) for one in listed(body, "files")}
        message = self._people.say(self._person(body), self._channel(body), str(body["content"]), reply_to, files)
        return {"id": str(message.id)}

    async def _typing(self, body: Json) -> Json:
        self._people.typing(self._person(body), self._channel(body))
        return {}

    async def _slash(self, body: Json) -> Json:
        options = cast("Json", body.get("options") or {})
        return _begun(self._using.slash(self._person(body), self._channel(body), str(body["command"]), options))

    async def _autocomplete(self, body: Json) -> Json:
        option = str(body["option"])
        options = cast("Json", body.get("options") or {}) | {option: body.get("value", "")}
        person, channel = self._person(body), self._channel(body)
        one = self._using.autocomplete(person, channel, str(body["command"]), option, options)
        await asyncio.wait([one.outcome])
        return {"choices": one.choices, "failed": one.refused}

    async def _press(self, body: Json) -> Json:
        return _begun(self._using.press(self._person(body), self._message(body), str(body["custom_id"])))

    async def _select(self, body: Json) -> Json:
        values = [str(value) for value in body["values"]]
        return _begun(self._using.select(self._person(body), self._message(body), str(body["custom_id"]), values))

    async def _submit(self, body: Json) -> Json:
        values = cast("Json", body.get("values") or {})
        return _begun(self._using.submit(self._person(body), int(body["interaction_id"]), values))

    async def _react(self, body: Json) -> Json:
        self._people.react(self._person(body), self._message(body), str(body["emoji"]))
        return {}

    async def _unreact(self, body: Json) -> Json:
        self._people.unreact(self._person(body), self._message(body), str(body["emoji"]))
        return {}

    async def _delete(self, body: Json) -> Json:
        self._people.delete(self._person(body), self._message(body))
        return {}

    async def _delete_channel(self, body: Json) -> Json:
        self._people.delete_channel(self._person(body), self._channel(body))
        return {}

    async def _archive(self, body: Json) -> Json:
        self._people.archive(self._person(body), self._channel(body), archived=bool(body["archived"]))
        return {}

    async def _dismiss(self, body: Json) -> Json:
        self._people.dismiss(self._person(body), self._message(body))
        return {}

    async def _open_dm(self, body: Json) -> Json:
        return {"channel": str(self._people.open_dm(self._person(body)).id)}

    async def _dms(self, body: Json) -> Json:
        self._people.set_dms(self._person(body), open_=bool(body["open"]))
        return {}

    async def _leave(self, body: Json) -> Json:
        self._people.leave(self._person(body))
        return {}

    async def _join(self, body: Json) -> Json:
        self._people.join(self._person(body))
        return {}

    async def _advance(self, body: Json) -> Json:
        seconds = float(body["seconds"])
        if not 0 < seconds <= FARTHEST:
            raise NotAllowed("The clock can go forward by up to 400 days at once, and never back.", 400)
        self._course.advance(seconds)
        return {}

    async def _bot(self, body: Json) -> Json:
        await self._course.bot(str(body["what"]))
        return {}

    async def _start_again(self, _: Json) -> Json:
        await self._course.start_again()
        return {}

    async def _starter(self, body: Json) -> Json:
        return await self._course.starter(str(body["id"]))

    async def _permissions(self, body: Json) -> Json:
        """Take permissions from the bot, in one channel or (without a channel) in all of them."""
        try:
            denied = [named(str(name)) for name in cast("list[Any]", body.get("deny") or [])]
        except ValueError as error:
            raise NotAllowed(str(error), 400) from None
        chosen = [self._channel(body)] if body.get("channel") else list(self._world.state.channels.values())
        for channel in chosen:
            if channel.kind is Kind.TEXT:
                membership.deny_bot(self._world, channel, denied)
        said = ", ".join(one.words for one in denied)
        self._course.note(f"The bot may not: {said}" if said else "The bot has all its permissions again")
        return {}

    async def _fault(self, body: Json) -> Json:
        self._course.fault({key: value for key, value in body.items() if key != "do"})
        return {}

    def _person(self, body: Json) -> User:
        user = self._world.state.users.get(_number(body.get("person")))
        if user is None or user.bot:
            raise NotAllowed("There is no such person here.", 404)
        return user

    def _channel(self, body: Json) -> Channel:
        channel = self._world.state.channels.get(_number(body.get("channel")))
        if channel is None:
            raise NotAllowed("This channel is no longer there.", 404)
        return channel

    def _message(self, body: Json) -> Message:
        message = self._world.message(_number(body.get("message")))
        if message is None:
            raise NotAllowed("This message is no longer there.", 404)
        return message


def _number(value: Any) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() else 0


def _begun(one: Interaction) -> Json:
    return {"interaction_id": str(one.id)}
