"""A person of the practice server in code: does what the page lets them do, and waits for what comes of it."""

import asyncio
from collections.abc import Mapping

from mentorbot.playground.interactions import Interaction
from mentorbot.playground.model import Attachment, Channel, Json, User
from mentorbot.playground.people import People
from mentorbot.playground.shown import Answer, Form, Room, Shown
from mentorbot.playground.using import Using

DIRECT = "dm"
SETTLE_SECONDS = 10.0


class Actor:
    """Acts as one person. Channels go by name, `DIRECT` for the conversation with the bot, or as rooms."""

    def __init__(self, people: People, using: Using, user: User) -> None:
        self.user = user
        self._people, self._using = people, using
        self._world = people.world

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def inbox(self) -> list[Shown]:
        """Direct messages with the bot, oldest first."""
        if not self._world.has_direct(self.user.id):
            return []
        return Room(self._world, self._world.direct(self.user.id)).messages

    def private(self, channel: str | Room | None = None) -> list[Shown]:
        """The private answers that only this person sees, in one channel or in all."""
        places = [self._channel(channel).id] if channel else list(self._world.state.messages)
        found = [m for place in places for m in self._world.history(place).values()]
        return [Shown(self._world, m) for m in found if m.private_to == self.user.id]

    async def say(
        self,
        channel: str | Room,
        text: str,
        reply_to: Shown | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> Shown:
        target = reply_to.id if reply_to else None
        return Shown(self._world, self._people.say(self.user, self._channel(channel), text, target, files))

    async def type(self, channel: str | Room) -> None:
        """Begin to write, without sending."""
        self._people.typing(self.user, self._channel(channel))

    async def slash(self, channel: str | Room, command: str, /, **options: object) -> Answer:
        """Use a command, such as "ask" or "mod export", and wait for its answer."""
        return await self._answer(self._using.slash(self.user, self._channel(channel), command, options))

    def begin_slash(self, channel: str | Room, command: str, /, **options: object) -> Answer:
        """Use a command without waiting; `settled` waits later."""
        return Answer(self._world, self._using.slash(self.user, self._channel(channel), command, options))

    async def autocomplete(self, channel: str | Room, command: str, /, **options: object) -> list[Json]:
        """The choices offered for the last of the options, which is the one being typed."""
        where = self._channel(channel)
        one = self._using.autocomplete(self.user, where, command, list(options)[-1], options)
        await asyncio.wait([one.outcome])
        return one.choices

    async def press(self, message: Shown, button: str) -> Answer:
        """Press a button by its words, emoji or custom id."""
        return await self._answer(self._press(message, button))

    def begin_press(self, message: Shown, button: str) -> Answer:
        return Answer(self._world, self._press(message, button))

    async def select(self, message: Shown, choices: str | list[str], custom_id: str | None = None) -> Answer:
        """Choose from the menu that offers these labels or values."""
        wanted = [choices] if isinstance(choices, str) else choices
        menu, values = (custom_id, wanted) if custom_id else message.menu(wanted)
        return await self._answer(self._using.select(self.user, message.message, menu, values))

    async def submit(self, form: Answer | Form, values: Mapping[str, str | list[str]]) -> Answer:
        """Send a form, filled in by label or custom id."""
        return await self.settled(self.begin_submit(form, values))

    def begin_submit(self, form: Answer | Form, values: Mapping[str, str | list[str]]) -> Answer:
        opened = form.form if isinstance(form, Answer) else form
        if opened is None:
            raise LookupError("The bot opened no form.")
        return Answer(self._world, self._using.submit(self.user, opened.interaction_id, opened.values(values)))

    async def react(self, message: Shown, emoji: str) -> None:
        self._people.react(self.user, message.message, emoji)

    async def unreact(self, message: Shown, emoji: str) -> None:
        self._people.unreact(self.user, message.message, emoji)

    async def delete(self, message: Shown) -> None:
        self._people.delete(self.user, message.message)

    async def delete_channel(self, room: Room) -> None:
        self._people.delete_channel(self.user, room.channel)

    async def archive(self, room: Room, *, archived: bool = True) -> None:
        self._people.archive(self.user, room.channel, archived=archived)

    async def dismiss(self, message: Shown) -> None:
        self._people.dismiss(self.user, message.message)

    async def download(self, attachment: Attachment) -> bytes:
        return self._people.file(self.user, attachment.id)[2]

    async def leave(self) -> None:
        self._people.leave(self.user)

    async def join(self) -> None:
        self._people.join(self.user)

    async def close_dms(self) -> None:
        self._people.set_dms(self.user, open_=False)

    async def open_dms(self) -> None:
        self._people.set_dms(self.user, open_=True)

    async def settled(self, answer: Answer, seconds: float = SETTLE_SECONDS) -> Answer:
        """Wait until the bot has answered, and has stopped thinking."""
        await asyncio.wait([answer.interaction.outcome])
        await self._world.hub.until(lambda: answer.settled, seconds)
        return answer

    async def _answer(self, one: Interaction) -> Answer:
        return await self.settled(Answer(self._world, one))

    def _press(self, message: Shown, button: str) -> Interaction:
        return self._using.press(self.user, message.message, message.custom_id(button))

    def _channel(self, channel: str | Room) -> Channel:
        if isinstance(channel, Room):
            return channel.channel
        if channel == DIRECT:
            return self._people.open_dm(self.user)
        return self._world.channel(channel)
