"""How each kind of announcement is shown on Discord."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord

from mentorbot.casework import Casework
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.domain.questions import Status
from mentorbot.messages import FOR_THEM_ALONE, SLACK, Messages, NotNeeded, Order, Shown, letter_of
from mentorbot.rendering import anonymous, cards, handing, notices, panel, threads
from mentorbot.rendering.askers import is_erased
from mentorbot.rendering.parts import Sheet
from mentorbot.services.announcing import Briefing
from mentorbot.verdicts import Verdict, verdict

REMEMBER_CLOSED = timedelta(hours=1)
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)


class Deliveries:
    """Shows announcements, each kind in its way."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._messages = Messages(client)
        casework = Casework(self._messages)
        self._closed: dict[int, datetime] = {}  # who took no private messages, and when
        self._kinds: dict[AnnouncementKind, Callable[[Order], Awaitable[Shown]]] = {
            AnnouncementKind.CARD: self._card,
            AnnouncementKind.CARD_UPDATE: self._card_update,
            AnnouncementKind.CALL_OUT: self._call_out,
            AnnouncementKind.CALLS_OVER: self._calls_over,
            AnnouncementKind.THREAD: self._thread,
            AnnouncementKind.OPENING: self._opening,
            AnnouncementKind.NUDGE: self._nudge,
            AnnouncementKind.PASSED_ON: self._passed_on,
            AnnouncementKind.THREAD_NOTE: self._thread_note,
            AnnouncementKind.THREAD_RETIRE: self._thread_retire,
            AnnouncementKind.THREAD_CLOSE: self._thread_close,
            AnnouncementKind.NOTICE: self._notice,
            AnnouncementKind.MODERATORS: self._moderators,
            AnnouncementKind.LOOK_UP: casework.look_up,
            AnnouncementKind.REPORT: casework.report,
            AnnouncementKind.PANEL: self._panel,
            AnnouncementKind.THREAD_ERASE: self._thread_erase,
            AnnouncementKind.TAKE_BACK: self._messages.take_back,
        }

    async def show(self, order: Order) -> Shown:
        """Bring it about on Discord; raises discord.py's errors, or `NotNeeded`."""
        return await self._kinds[order.announcement.kind](order)

    async def _card(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        sheet = cards.card(shown, order.briefing.called)
        if shown.status is Status.CLOSED:
            why = "the question ended before it was posted"
            return await self._too_late(order, shown, shown.channel_id, sheet, sheet, why)
        return await self._messages.send(order, shown.channel_id, sheet)

    async def _card_update(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        if shown.card_id is None:
            raise NotNeeded("there is no card")
        sheet = cards.card(shown, [])
        return await self._messages.edit(shown.server_id, shown.channel_id, shown.card_id, sheet)

    async def _call_out(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        sheet = cards.call_out(shown, order.briefing.called, int(order.announcement.detail["wave"]))
        if shown.status is not Status.OPEN:
            over = cards.call_over(shown)
            return await self._too_late(order, shown, shown.channel_id, sheet, over, "somebody claimed it first")
        if not order.briefing.called:
            why = "nobody of this wave is offering any more"
            return Shown(shown.channel_id, await self._messages.shown_before(order, shown.channel_id, sheet, why))
        return await self._messages.send(order, shown.channel_id, sheet, reply_to=shown.card_id)

    async def _too_late(self, order: Order, shown: Card, channel_id: int, sheet: Sheet, now: Sheet, why: str) -> Shown:
        """Draw as things are now what an earlier try sent after all; raise `NotNeeded` where none did."""
        found = await self._messages.shown_before(order, channel_id, sheet, why)
        return await self._messages.edit(shown.server_id, channel_id, found, now)

    async def _calls_over(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        if shown.status is Status.OPEN:
            raise NotNeeded("it waits again")
        for message_id, channel_id in order.briefing.calls:
            try:
                await self._messages.edit(shown.server_id, channel_id, message_id, cards.call_over(shown))
            except discord.HTTPException as error:
                if verdict(error) not in (Verdict.GONE, Verdict.FORBIDDEN):
                    raise
        return Shown()

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
        if shown.thread_id is not None:  # from before a backup that was restored: Discord may have seen its end since
            await (await self._thread_channel(shown.thread_id)).edit(archived=False, locked=False)
            return shown.thread_id
        if shown.private:
            return await self._private_thread(order, shown)
        if shown.card_id is None:
            raise NotNeeded("there is no card")
        message = self._messages.at(shown.server_id, shown.channel_id, shown.card_id)
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
            return Shown(place, await self._messages.shown_before(order, place, sheet, "the link has ended"))
        if shown.thread_id is None:
            return await self._messages.send(order, shown.channel_id, sheet, reply_to=shown.card_id)
        return await self._messages.send(order, shown.thread_id, sheet)

    async def _nudge(self, order: Order) -> Shown:
        shown = _need_running(order.briefing)
        assert shown.link is not None
        return await self._messages.send(order, shown.thread_id or shown.channel_id, threads.nudge(shown, shown.link))

    async def _passed_on(self, order: Order) -> Shown:
        shown, relay = _need_card(order.briefing), order.briefing.relay
        if not isinstance(shown, UnsignedCard) or relay is None or relay.text is None or shown.link_closed:
            raise NotNeeded("the link has ended, or what was to be passed on is forgotten")
        sheet = anonymous.passed_on(shown, relay, order.briefing.winner)
        return await self._messages.send(order, shown.thread_id or shown.channel_id, sheet)

    async def _thread_note(self, order: Order) -> Shown:
        shown, who = _need_running(order.briefing), order.briefing.recipient
        if who is None or shown.link is None:
            raise NotNeeded("the person is not known any more")
        if order.announcement.detail.get("about") == "joined":
            sheet = handing.joined(who.user_id, who.name)
        else:
            sheet = handing.join_asked(shown, shown.link, who.id, who.name)
        return await self._messages.send(order, shown.thread_id or shown.channel_id, sheet)

    async def _thread_retire(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        if order.briefing.opening is None:
            raise NotNeeded("there is no opening message")
        place = shown.thread_id or shown.channel_id
        sheet = threads.opening_closed(shown)
        try:
            return await self._messages.edit(shown.server_id, place, order.briefing.opening, sheet)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.ARCHIVED or shown.thread_id is None:
                raise
            await (await self._thread_channel(shown.thread_id)).edit(archived=False)
            return await self._messages.edit(shown.server_id, place, order.briefing.opening, sheet)

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

    async def _thread_erase(self, order: Order) -> Shown:
        """Draw the opening message without whoever was erased; the thread of an erased asker loses its name."""
        shown = _need_card(order.briefing)
        if shown.thread_id is not None:
            thread = await self._thread_channel(shown.thread_id)
            await thread.edit(archived=False)
            if is_erased(shown):
                await self._messages.drop_line_about(thread)
                await thread.edit(name=threads.neutral_name(shown))
        if order.briefing.opening is None:
            return Shown()
        place = shown.thread_id or shown.channel_id
        return await self._messages.edit(shown.server_id, place, order.briefing.opening, threads.opening_closed(shown))

    async def _notice(self, order: Order) -> Shown:
        recipient = order.briefing.recipient
        if recipient is None or recipient.user_id is None:
            raise NotNeeded("the person is not known any more")
        sheet = letter_of(order)
        if order.announcement.created_at >= self._closed.get(recipient.user_id, LONG_AGO) + REMEMBER_CLOSED:
            try:
                channel = await self._client.create_dm(discord.Object(recipient.user_id))
                return await self._messages.send(order, channel.id, sheet)
            except discord.HTTPException as error:
                if verdict(error) is not Verdict.NO_MESSAGES:
                    raise
                self._closed[recipient.user_id] = order.announcement.created_at
        if order.briefing.unnamed or not order.announcement.detail.keys().isdisjoint(FOR_THEM_ALONE):
            raise NotNeeded("they take no private messages, and nobody else may see this")
        return await self._in_channel(order, notices.in_channel(sheet, recipient.user_id))

    async def _in_channel(self, order: Order, sheet: Sheet) -> Shown:
        place = order.announcement.detail.get("channel") or (
            order.briefing.card.channel_id if order.briefing.card else None
        )
        if place is None:
            raise NotNeeded("they take no private messages")
        return await self._messages.send(order, int(place), sheet)

    async def _moderators(self, order: Order) -> Shown:
        shown = _need_card(order.briefing)
        reason = str(order.announcement.detail.get("reason"))
        everybody = shown.moderator_channel is None and reason == "waiting"
        place = shown.moderator_channel or shown.channel_id
        told = cards.for_moderators(shown, reason, notices.card_link(shown))
        sheet = cards.for_everybody(shown) if everybody else told
        if reason == "waiting" and shown.status is not Status.OPEN:
            over = cards.call_over(shown)
            return await self._too_late(order, shown, place, sheet, over, "somebody claimed it first")
        return await self._messages.send(order, place, sheet, reply_to=shown.card_id if everybody else None)

    async def _panel(self, order: Order) -> Shown:
        channel = int(order.announcement.detail["channel"])
        shown = await self._messages.send(order, channel, panel.panel())
        assert shown.message_id is not None
        try:
            await self._messages.at(order.announcement.server_id, channel, shown.message_id).pin()
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.FORBIDDEN:
                raise
        return shown

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
