"""How each kind of announcement is shown on Discord."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord.utils import time_snowflake

from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.cards import Card
from mentorbot.domain.questions import Status
from mentorbot.rendering import cards, notices, panel, threads
from mentorbot.rendering.parts import Sheet, is_drawn_from
from mentorbot.services.announcing import Briefing
from mentorbot.verdicts import Verdict, verdict

SLACK = timedelta(seconds=10)
LOOK_BACK = 100
REMEMBER_CLOSED = timedelta(hours=1)
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)


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


class Deliveries:
    """Shows announcements, each kind in its way."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._closed: dict[int, datetime] = {}  # who took no private messages, and when
        self._kinds: dict[AnnouncementKind, Callable[[Order], Awaitable[Shown]]] = {
            AnnouncementKind.CARD: self._card,
            AnnouncementKind.CARD_UPDATE: self._card_update,
            AnnouncementKind.CALL_OUT: self._call_out,
            AnnouncementKind.THREAD: self._thread,
            AnnouncementKind.OPENING: self._opening,
            AnnouncementKind.NUDGE: self._nudge,
            AnnouncementKind.THREAD_RETIRE: self._thread_retire,
            AnnouncementKind.THREAD_CLOSE: self._thread_close,
            AnnouncementKind.NOTICE: self._notice,
            AnnouncementKind.MODERATORS: self._moderators,
            AnnouncementKind.PANEL: self._panel,
        }

    async def show(self, order: Order) -> Shown:
        """Bring it about on Discord; raises discord.py's errors, or `NotNeeded`."""
        return await self._kinds[order.announcement.kind](order)

    async def _card(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        sheet = cards.card(shown, order.briefing.called)
        if shown.status is Status.CLOSED:
            card_id = await self._shown_before(
                order, shown.channel_id, sheet, "the question ended before it was posted"
            )
            return await self._edit(shown, shown.channel_id, card_id, sheet)
        return await self._send(order, shown.channel_id, sheet)

    async def _card_update(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        if shown.card_id is None:
            raise NotNeeded("there is no card")
        sheet = cards.card(shown, [])
        return await self._edit(shown, shown.channel_id, shown.card_id, sheet)

    async def _call_out(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        if shown.status is not Status.OPEN:
            raise NotNeeded("somebody claimed it first")
        if not order.briefing.called:
            raise NotNeeded("nobody of this wave is offering any more")
        sheet = cards.call_out(shown, order.briefing.called)
        return await self._send(order, shown.channel_id, sheet, reply_to=shown.card_id)

    async def _thread(self, order: Order) -> Shown:
        shown = _need_running(order.briefing)
        try:
            return Shown(channel_id=await self._make_thread(order, shown))
        except discord.HTTPException as error:
            # No thread to be had: the two talk in the channel, beneath the card.
            if verdict(error) in (Verdict.FORBIDDEN, Verdict.FULL, Verdict.GONE):
                return Shown()
            raise

    async def _make_thread(self, order: Order, shown: Card) -> int:
        if shown.private:
            return await self._private_thread(order, shown)
        if shown.card_id is None:
            raise NotNeeded("there is no card")
        message = self._message(shown.server_id, shown.channel_id, shown.card_id)
        try:
            await self._named(shown, message.create_thread, auto_archive_duration=10080)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.ALREADY:
                raise
            await (await self._thread_channel(shown.card_id)).edit(archived=False, locked=False)
        return shown.card_id

    async def _private_thread(self, order: Order, shown: Card) -> int:
        channel = self._client.get_channel(shown.channel_id) or await self._client.fetch_channel(shown.channel_id)
        assert isinstance(channel, discord.TextChannel)
        if order.doubtful:
            for thread in await channel.guild.active_threads():
                made = thread.created_at or order.announcement.created_at
                ours = thread.owner_id == channel.guild.me.id and thread.parent_id == channel.id
                if ours and thread.name == threads.thread_name(shown) and made >= order.announcement.created_at - SLACK:
                    return thread.id
        kind = discord.ChannelType.private_thread
        thread = await self._named(
            shown, channel.create_thread, type=kind, invitable=False, auto_archive_duration=10080
        )
        return thread.id

    async def _named(
        self, shown: Card, create: Callable[..., Awaitable[discord.Thread]], **rest: Any
    ) -> discord.Thread:
        try:
            return await create(name=threads.thread_name(shown), **rest)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.INVALID:
                raise
            return await create(name=threads.neutral_name(shown), **rest)

    async def _opening(self, order: Order) -> Shown:
        shown, link = _need_card(order.briefing), order.briefing.link
        assert link is not None
        sheet = threads.opening(shown, link.id)
        if link.closed_at is not None:
            place = link.thread_id or shown.channel_id
            return Shown(place, await self._shown_before(order, place, sheet, "the link has ended"))
        if shown.thread_id is None:
            return await self._send(order, shown.channel_id, sheet, reply_to=shown.card_id)
        return await self._send(order, shown.thread_id, sheet)

    async def _nudge(self, order: Order) -> Shown:
        shown = _need_running(order.briefing)
        assert shown.link is not None
        return await self._send(order, shown.thread_id or shown.channel_id, threads.nudge(shown, shown.link))

    async def _thread_retire(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        if order.briefing.opening is None:
            raise NotNeeded("there is no opening message")
        place = shown.thread_id or shown.channel_id
        sheet = threads.opening_closed(shown)
        try:
            return await self._edit(shown, place, order.briefing.opening, sheet)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.ARCHIVED or shown.thread_id is None:
                raise
            await (await self._thread_channel(shown.thread_id)).edit(archived=False)
            return await self._edit(shown, place, order.briefing.opening, sheet)

    async def _thread_close(self, order: Order) -> Shown:
        link = order.briefing.link
        if link is None or link.thread_id is None:
            raise NotNeeded("there is no thread")
        shown = _need_card(order.briefing)
        if shown.link != link.id:
            raise NotNeeded("a later link uses the thread")
        thread = await self._thread_channel(link.thread_id)
        try:
            await thread.edit(locked=True, archived=True)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.ARCHIVED:
                raise
            await thread.edit(archived=False)
            await thread.edit(locked=True, archived=True)
        return Shown(channel_id=thread.id)

    async def _notice(self, order: Order) -> Shown:
        recipient = order.briefing.recipient
        if recipient is None or recipient.user_id is None:
            raise NotNeeded("the person is not known any more")
        sheet = notices.notice(order.announcement.detail, order.briefing.card)
        if order.announcement.created_at >= self._closed.get(recipient.user_id, LONG_AGO) + REMEMBER_CLOSED:
            try:
                channel = await self._client.create_dm(discord.Object(recipient.user_id))
                return await self._send(order, channel.id, sheet)
            except discord.HTTPException as error:
                if verdict(error) is not Verdict.NO_MESSAGES:
                    raise
                self._closed[recipient.user_id] = order.announcement.created_at
        return await self._in_channel(order, notices.in_channel(sheet, recipient.user_id))

    async def _in_channel(self, order: Order, sheet: Sheet) -> Shown:
        place = order.announcement.detail.get("channel") or (
            order.briefing.card.channel_id if order.briefing.card else None
        )
        if place is None:
            raise NotNeeded("they take no private messages")
        return await self._send(order, int(place), sheet)

    async def _moderators(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        reason = str(order.announcement.detail.get("reason"))
        if reason == "waiting" and shown.status is not Status.OPEN:
            raise NotNeeded("somebody claimed it first")
        sheet = cards.for_moderators(shown, reason, notices.card_link(shown))
        place = shown.moderator_channel or shown.channel_id
        return await self._send(order, place, sheet)

    async def _panel(self, order: Order) -> Shown:
        channel = int(order.announcement.detail["channel"])
        shown = await self._send(order, channel, panel.panel())
        assert shown.message_id is not None
        try:
            await self._message(order.announcement.server_id, channel, shown.message_id).pin()
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.FORBIDDEN:
                raise
        return shown

    async def _send(self, order: Order, channel_id: int, sheet: Sheet, reply_to: int | None = None) -> Shown:
        place = self._client.get_partial_messageable(channel_id, guild_id=order.announcement.server_id)
        if order.doubtful and not order.nonce_holds and (found := await self._find(order, place, sheet)):
            return Shown(channel_id, found)
        arguments = sheet.sending()
        if reply_to is not None:
            arguments["reference"] = discord.MessageReference(
                message_id=reply_to, channel_id=channel_id, fail_if_not_exists=False
            )
        message = await place.send(nonce=f"a{order.announcement.id}", **arguments)
        return Shown(channel_id, message.id)

    async def _shown_before(self, order: Order, channel_id: int, sheet: Sheet, why: str) -> int:
        """Give the message that an earlier try sent after all; raise `NotNeeded` where none did."""
        place = self._client.get_partial_messageable(channel_id, guild_id=order.announcement.server_id)
        if order.doubtful and (found := await self._find(order, place, sheet)):
            return found
        raise NotNeeded(why)

    async def _find(self, order: Order, place: discord.PartialMessageable, sheet: Sheet) -> int | None:
        """Look for the message that this announcement would make, among ours since it was put into the outbox."""
        after = discord.Object(time_snowflake(order.announcement.created_at - SLACK))
        async for message in place.history(after=after, limit=LOOK_BACK, oldest_first=True):
            if self._client.user and message.author.id == self._client.user.id and is_drawn_from(message, sheet):
                return message.id
        return None

    async def _edit(self, shown: Card, channel_id: int, message_id: int, sheet: Sheet) -> Shown:
        await self._message(shown.server_id, channel_id, message_id).edit(**sheet.arguments())
        return Shown(channel_id, message_id)

    def _message(self, server_id: int, channel_id: int, message_id: int) -> discord.PartialMessage:
        place = self._client.get_partial_messageable(channel_id, guild_id=server_id)
        return place.get_partial_message(message_id)

    async def _thread_channel(self, thread_id: int) -> discord.Thread:
        channel = self._client.get_channel(thread_id) or await self._client.fetch_channel(thread_id)
        assert isinstance(channel, discord.Thread)
        return channel


def _need_card(briefing: Briefing) -> Card:
    if briefing.card is None:
        raise NotNeeded("there is no question")
    return briefing.card


def _need_running(briefing: Briefing) -> Card:
    """Give the card of a link that still runs."""
    shown = _need_card(briefing)
    if briefing.link is None or briefing.link.closed_at is not None:
        raise NotNeeded("the link has ended")
    return shown
