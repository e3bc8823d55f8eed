"""What people do: write, react, delete, come and go. Each may only do what Discord would let them."""

import mimetypes
from collections.abc import Callable, Mapping

from mentorbot.playground import membership, posting, threads
from mentorbot.playground.changes import ChannelAdded, Typing
from mentorbot.playground.errors import DiscordError
from mentorbot.playground.limits.messages import MOST_BYTES, MOST_FILES
from mentorbot.playground.model import Attachment, Channel, Kind, Message, MessageKind, User
from mentorbot.playground.permissions import P
from mentorbot.playground.posting import Circumstances
from mentorbot.playground.realm import Realm
from mentorbot.playground.rules import require, require_open, require_sending, visible_channel, words
from mentorbot.playground.wording import excerpt, place, readable

MOST_CHARACTERS = 2000


class NotAllowed(Exception):
    """What a person may not do, in the words that Discord has for it."""

    def __init__(self, text: str, status: int = 403) -> None:
        super().__init__(text)
        self.text = text
        self.status = status


class People:
    """Acts in the world on behalf of its people."""

    def __init__(self, realm: Realm) -> None:
        self.realm = realm
        self.world = realm.world

    def say(
        self,
        person: User,
        channel: Channel,
        content: str,
        reply_to: int | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> Message:
        """Write a message; `files` are contents by name."""
        if not content.strip() and not files:
            raise NotAllowed("There is nothing to send yet.", 400)
        if len(content) > MOST_CHARACTERS:
            raise NotAllowed(f"Messages can have {MOST_CHARACTERS} characters; this has {len(content)}.", 400)
        self.check(lambda: require_sending(self.world, person.id, channel), channel)
        if files:
            self.check(lambda: require(self.world, person.id, channel, P.ATTACH_FILES), channel)
        draft = posting.mentions_in(content, None)
        draft.content = content
        draft.mention_everyone = False
        how = Circumstances(MessageKind.REPLY if reply_to else MessageKind.DEFAULT, reply_to)
        draft.attachments, how.files = self._attached(files or {})
        words = [excerpt(readable(self.world.state, content)), *(f"[{name}]" for name in files or ())]
        self.note(person, f"wrote in {place(channel, self.world)}: {' '.join(words).strip()}")
        return posting.post(self.world, person.id, channel, draft, how)

    def typing(self, person: User, channel: Channel) -> None:
        """Begin to write, which everybody there sees before anything is sent."""
        self.check(lambda: require_sending(self.world, person.id, channel), channel)
        self.world.hub.publish(Typing(channel, person.id, self.world.now()))

    def react(self, person: User, message: Message, emoji: str) -> None:
        channel = self.channel_of(person, message)
        if message.private_to is not None:
            raise NotAllowed("Nobody can react to a private message.")
        needed = (P.READ_MESSAGE_HISTORY,) if emoji in message.reactions else (P.READ_MESSAGE_HISTORY, P.ADD_REACTIONS)
        self.check(lambda: require(self.world, person.id, channel, *needed), channel)
        self.check(lambda: require_open(channel), channel)
        self.note(person, f"reacted with {emoji} in {place(channel, self.world)}")
        self.check(lambda: posting.react(self.world, message, person.id, emoji), channel)

    def unreact(self, person: User, message: Message, emoji: str) -> None:
        channel = self.channel_of(person, message)
        self.check(lambda: require_open(channel), channel)
        self.note(person, f"took back {emoji} in {place(channel, self.world)}")
        posting.unreact(self.world, message, person.id, emoji)

    def delete(self, person: User, message: Message) -> None:
        channel = self.channel_of(person, message)
        if message.private_to is not None:
            raise NotAllowed("A private message is dismissed, not deleted.")
        if message.author_id != person.id:
            self.check(lambda: require(self.world, person.id, channel, P.MANAGE_MESSAGES), channel)
        self.note(person, f"deleted a message in {place(channel, self.world)}")
        posting.delete(self.world, message)

    def dismiss(self, person: User, message: Message) -> None:
        """Put a private answer away. The bot is not told, as on Discord."""
        if message.private_to != person.id:
            raise NotAllowed("Only your own private messages can be dismissed.")
        self.note(person, "dismissed a private message")
        posting.delete(self.world, message)

    def delete_channel(self, person: User, channel: Channel) -> None:
        needed = P.MANAGE_THREADS if channel.thread else P.MANAGE_CHANNELS
        if channel.kind is Kind.DM:
            raise NotAllowed("A direct conversation cannot be deleted.")
        self.check(lambda: require(self.world, person.id, channel, needed), channel)
        self.note(person, f"deleted {place(channel, self.world)}")
        threads.delete(self.world, channel)

    def archive(self, person: User, channel: Channel, *, archived: bool) -> None:
        if not channel.thread:
            raise NotAllowed("Only threads can be archived.", 400)
        own = channel.thread.owner_id == person.id and not channel.thread.locked
        needed = P.SEND_MESSAGES_IN_THREADS if own else P.MANAGE_THREADS
        self.check(lambda: require(self.world, person.id, channel, needed), channel)
        self.note(person, f"{'archived' if archived else 'opened'} {place(channel, self.world)}")
        threads.set_state(self.world, channel, archived=archived)

    def open_dm(self, person: User) -> Channel:
        """The person's conversation with the bot, opened from their side."""
        known = self.world.has_direct(person.id)
        channel = self.world.direct(person.id)
        if not known:
            self.world.hub.publish(ChannelAdded(channel))
        return channel

    def leave(self, person: User) -> None:
        self.note(person, "left the server")
        membership.leave(self.world, person.id)

    def join(self, person: User) -> None:
        self.note(person, "joined the server")
        membership.join(self.world, person.id)

    def set_dms(self, person: User, *, open_: bool) -> None:
        self.note(person, "opened their direct messages" if open_ else "closed their direct messages")
        membership.set_dms(self.world, person.id, open_=open_)

    def file(self, person: User, attachment_id: int) -> tuple[str, str | None, bytes]:
        """The name, kind and bytes of a file, for somebody who can see the message that it hangs on."""
        for messages in self.world.state.messages.values():
            for message in messages.values():
                for attachment in message.attachments:
                    if attachment.id == attachment_id:
                        self.channel_of(person, message)
                        return attachment.filename, attachment.content_type, self.world.files[attachment_id]
        raise NotAllowed("This file is no longer there.", 404)

    def channel_of(self, person: User, message: Message) -> Channel:
        """The message's channel; whoever cannot see the message gets no further."""
        if message.private_to not in (None, person.id):
            raise NotAllowed("This message is for somebody else.")
        channel = self.world.state.channels[message.channel_id]
        self.check(lambda: visible_channel(self.world, person.id, channel.id), channel)
        return channel

    def check(self, rule: Callable[[], object], channel: Channel | None = None) -> None:
        """Apply a rule of Discord's, and say its refusal in a person's words."""
        try:
            rule()
        except DiscordError as error:
            raise NotAllowed(words(error, channel), error.status) from None

    def _attached(self, files: Mapping[str, bytes]) -> tuple[list[Attachment], dict[int, bytes]]:
        if len(files) > MOST_FILES or any(len(content) > MOST_BYTES for content in files.values()):
            raise NotAllowed(f"A message takes {MOST_FILES} files of {MOST_BYTES // 2**20} MB each.", 400)
        attachments = [
            Attachment(self.world.new_id(), name, len(content), mimetypes.guess_type(name)[0])
            for name, content in files.items()
        ]
        return attachments, {one.id: content for one, content in zip(attachments, files.values(), strict=True)}

    def note(self, person: User, deed: str) -> None:
        self.realm.log.note("person", f"{person.name} {deed}")
