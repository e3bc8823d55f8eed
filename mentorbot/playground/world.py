"""The one place where everything in the practice Discord is found."""

from datetime import datetime, timedelta

from mentorbot.clock import ShiftedClock
from mentorbot.playground.changes import Hub
from mentorbot.playground.model import Channel, Kind, Message, State, User
from mentorbot.playground.snowflakes import Snowflakes


class World:
    """The state with its clock, its ids and those who want to hear of changes."""

    def __init__(self, state: State, hub: Hub) -> None:
        self.hub = hub
        self.clock = ShiftedClock()
        self.files: dict[int, bytes] = {}
        self.nonces: dict[tuple[int, str], tuple[datetime, int]] = {}
        self.max_active_threads = 1000
        self.become(state)

    def become(self, state: State) -> None:
        """Take over another state, as "Start again" does."""
        self.state = state
        self.clock.offset = timedelta(seconds=state.offset_seconds)
        self.ids = Snowflakes(self.now, state.last_snowflake)
        self.nonces.clear()
        self._places = {m: c for c, messages in state.messages.items() for m in messages}
        self.open_threads = {c.id for c in state.channels.values() if c.thread and not c.thread.archived}
        self._dms = {self.recipient(c): c.id for c in state.channels.values() if c.kind is Kind.DM}

    def now(self) -> datetime:
        return self.clock.now()

    def new_id(self) -> int:
        self.state.last_snowflake = self.ids.next()
        return self.state.last_snowflake

    @property
    def bot(self) -> User:
        return self.state.users[self.state.bot_id]

    def channel(self, name: str) -> Channel:
        """The channel of that name, or the newest thread that has it."""
        channels = self.state.channels.values()
        room = next((c for c in channels if c.name == name and c.kind is Kind.TEXT), None)
        if room:
            return room
        found = [c for c in channels if c.name == name and c.thread]
        if not found:
            raise LookupError(f"There is no channel called “{name}”.")
        return max(found, key=lambda c: c.id)

    def user(self, name: str) -> User:
        for user in self.state.users.values():
            if user.name == name:
                return user
        raise LookupError(f"There is nobody called “{name}”.")

    def message(self, message_id: int) -> Message | None:
        place = self._places.get(message_id)
        return None if place is None else self.state.messages[place].get(message_id)

    def history(self, channel_id: int) -> dict[int, Message]:
        return self.state.messages.setdefault(channel_id, {})

    def keep(self, message: Message) -> None:
        self.history(message.channel_id)[message.id] = message
        self._places[message.id] = message.channel_id
        self.state.channels[message.channel_id].last_message_id = message.id

    def drop(self, message: Message) -> None:
        self.history(message.channel_id).pop(message.id, None)
        self._places.pop(message.id, None)
        for attachment in message.attachments:
            self.files.pop(attachment.id, None)

    def direct(self, user_id: int) -> Channel:
        """The one conversation of the bot with a person, made when first needed."""
        if user_id not in self._dms:
            now = self.now()
            channel = Channel(self.new_id(), Kind.DM, "", members={user_id: now, self.state.bot_id: now})
            self.state.channels[channel.id] = channel
            self._dms[user_id] = channel.id
        return self.state.channels[self._dms[user_id]]

    def has_direct(self, user_id: int) -> bool:
        return user_id in self._dms

    def recipient(self, channel: Channel) -> int:
        return next(user for user in channel.members if user != self.state.bot_id)

    def threads(self) -> list[Channel]:
        return [c for c in self.state.channels.values() if c.thread]
