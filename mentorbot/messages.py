"""The bot's own messages on Discord: sent once, found again, drawn anew."""

from dataclasses import dataclass
from datetime import timedelta

import discord
from discord.utils import time_snowflake

from mentorbot.domain.announcements import Announcement
from mentorbot.domain.cards import Card
from mentorbot.domain.places import sent_at
from mentorbot.domain.questions import Status
from mentorbot.rendering import letters, notices, privately
from mentorbot.rendering.parts import Sheet, is_drawn_from
from mentorbot.services.announcing import Briefing
from mentorbot.verdicts import Verdict, verdict

SLACK = timedelta(seconds=10)
CLOSE_BY = 25  # Discord says that a thread was begun in the moment in which it was
LOOK_BACK = 1000  # a look ends at the message looked for, which in a quiet channel is among the first

FOR_THEM_ALONE = frozenset({"letter", "wave", "private"})
"""What a private message's detail holds where it is not to be said in the channel: a call was said there already."""


class NotNeeded(Exception):
    """The announcement makes no sense any more; the message says why."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Where it stands now."""

    channel_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One announcement to be shown; a doubtful one may have been shown already, by a try whose end nobody saw.

    While `nonce_holds` Discord itself keeps a message from being sent twice; all else has to be looked for first.
    """

    announcement: Announcement
    briefing: Briefing
    doubtful: bool
    nonce_holds: bool


def card_of(order: Order) -> Card:
    if order.briefing.card is None:
        raise NotNeeded("there is no question")
    return order.briefing.card


def letter_of(order: Order) -> Sheet:
    """Draw a private message; one about a link, or a call, only while it fits how things stand now."""
    detail, briefing = order.announcement.detail, order.briefing
    if "wave" in detail:
        return _call(briefing)
    if "letter" not in detail:
        return _told(order) or notices.notice(detail, briefing.card, briefing.winner, briefing.case)
    if briefing.card is None:
        raise NotNeeded("there is no question")
    sheet = letters.letter(detail, briefing.card, briefing.relay, briefing.winner)
    if sheet is None:
        raise NotNeeded("it is out of date")
    return sheet


def _told(order: Order) -> Sheet | None:
    """Draw what somebody is told about handing on, joining, waiting along or parting; None for all else."""
    briefing = order.briefing
    if briefing.card is None:
        return None
    link = order.announcement.link_id or 0
    news = privately.News(briefing.card, link, order.announcement.detail, briefing.winner, briefing.topic)
    return privately.drawn(news)


def _call(briefing: Briefing) -> Sheet:
    """Draw a call for somebody who is called in private messages too."""
    shown = briefing.card
    if shown is None or shown.status is not Status.OPEN or shown.card_id is None or not briefing.called:
        raise NotNeeded("the call is over")
    return notices.called(shown, briefing.called[0])


class Messages:
    """Sends and edits on behalf of announcements."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, order: Order, channel_id: int, sheet: Sheet, reply_to: int | None = None) -> Shown:
        place = self._client.get_partial_messageable(channel_id, guild_id=order.announcement.server_id)
        if order.doubtful and not order.nonce_holds and (found := await self.find(order, place, sheet)):
            return Shown(channel_id, found)
        arguments = sheet.sending()
        if reply_to is not None:
            arguments["reference"] = discord.MessageReference(
                message_id=reply_to, channel_id=channel_id, fail_if_not_exists=False
            )
        message = await place.send(nonce=f"a{order.announcement.id}", **arguments)
        return Shown(channel_id, message.id)

    async def take_back(self, order: Order) -> Shown:
        """Delete the messages that another announcement made."""
        for message_id, channel_id in order.briefing.calls:
            try:
                await self.at(order.announcement.server_id, channel_id, message_id).delete()
            except discord.HTTPException as error:
                if verdict(error) is not Verdict.GONE:
                    raise
        return Shown()

    async def shown_before(self, order: Order, channel_id: int, sheet: Sheet, why: str) -> int:
        """Give the message that an earlier try sent after all; raise `NotNeeded` where none did."""
        place = self._client.get_partial_messageable(channel_id, guild_id=order.announcement.server_id)
        if order.doubtful and (found := await self.find(order, place, sheet)):
            return found
        raise NotNeeded(why)

    async def find(self, order: Order, place: discord.PartialMessageable, sheet: Sheet) -> int | None:
        """Look for the message that this announcement would make, among ours since it was put into the outbox."""
        after = discord.Object(time_snowflake(order.announcement.created_at - SLACK))
        async for message in place.history(after=after, limit=LOOK_BACK, oldest_first=True):
            ours = self._client.user is not None and message.author.id == self._client.user.id
            if ours and message.id not in order.briefing.others and is_drawn_from(message, sheet):
                return message.id
        return None

    async def edit(self, server_id: int, channel_id: int, message_id: int, sheet: Sheet) -> Shown:
        await self.at(server_id, channel_id, message_id).edit(**sheet.arguments())
        return Shown(channel_id, message_id)

    async def drop_line_about(self, thread: discord.Thread) -> None:
        """Delete the line by which Discord says in the channel that a thread was begun: it holds the thread's name."""
        place = self._client.get_partial_messageable(thread.parent_id, guild_id=thread.guild.id)
        after = discord.Object(time_snowflake((thread.created_at or sent_at(thread.id)) - SLACK))
        async for message in place.history(after=after, limit=CLOSE_BY, oldest_first=True):
            if message.type is discord.MessageType.thread_created and message.content == thread.name:
                await message.delete()
                return

    def at(self, server_id: int, channel_id: int, message_id: int) -> discord.PartialMessage:
        place = self._client.get_partial_messageable(channel_id, guild_id=server_id)
        return place.get_partial_message(message_id)
