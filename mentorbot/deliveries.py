"""How each kind of announcement is shown on Discord."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import discord

from mentorbot.casework import Casework
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.cards import Card
from mentorbot.domain.questions import Status
from mentorbot.messages import FOR_THEM_ALONE, Messages, NotNeeded, Order, Shown, card_of, letter_of
from mentorbot.rendering import cards, notices, panel
from mentorbot.rendering.parts import Sheet
from mentorbot.threadwork import Threadwork
from mentorbot.verdicts import Verdict, verdict

REMEMBER_CLOSED = timedelta(hours=1)
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)


class Deliveries:
    """Shows announcements, each kind in its way."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._messages = Messages(client)
        casework, threadwork = Casework(self._messages), Threadwork(client, self._messages)
        self._closed: dict[int, datetime] = {}  # who took no private messages, and when
        self._kinds: dict[AnnouncementKind, Callable[[Order], Awaitable[Shown]]] = {
            AnnouncementKind.CARD: self._card,
            AnnouncementKind.CARD_UPDATE: self._card_update,
            AnnouncementKind.CALL_OUT: self._call_out,
            AnnouncementKind.CALLS_OVER: self._calls_over,
            AnnouncementKind.THREAD: threadwork.make,
            AnnouncementKind.OPENING: threadwork.opening,
            AnnouncementKind.NUDGE: threadwork.nudge,
            AnnouncementKind.PASSED_ON: threadwork.passed_on,
            AnnouncementKind.THREAD_NOTE: threadwork.note,
            AnnouncementKind.THREAD_RETIRE: threadwork.retire,
            AnnouncementKind.THREAD_CLOSE: threadwork.close,
            AnnouncementKind.NOTICE: self._notice,
            AnnouncementKind.MODERATORS: self._moderators,
            AnnouncementKind.LOOK_UP: casework.look_up,
            AnnouncementKind.REPORT: casework.report,
            AnnouncementKind.PANEL: self._panel,
            AnnouncementKind.THREAD_ERASE: threadwork.erase,
            AnnouncementKind.TAKE_BACK: self._messages.take_back,
        }

    async def show(self, order: Order) -> Shown:
        """Bring it about on Discord; raises discord.py's errors, or `NotNeeded`."""
        return await self._kinds[order.announcement.kind](order)

    async def _card(self, order: Order) -> Shown:
        shown = card_of(order)
        sheet = cards.card(shown, order.briefing.called)
        if shown.status is Status.CLOSED:
            why = "the question ended before it was posted"
            return await self._too_late(order, shown, shown.channel_id, sheet, sheet, why)
        return await self._messages.send(order, shown.channel_id, sheet)

    async def _card_update(self, order: Order) -> Shown:
        shown = card_of(order)
        if shown.card_id is None:
            raise NotNeeded("there is no card")
        sheet = cards.card(shown, [])
        return await self._messages.edit(shown.server_id, shown.channel_id, shown.card_id, sheet)

    async def _call_out(self, order: Order) -> Shown:
        shown = card_of(order)
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
        shown = card_of(order)
        if shown.status is Status.OPEN:
            raise NotNeeded("it waits again")
        for message_id, channel_id in order.briefing.calls:
            try:
                await self._messages.edit(shown.server_id, channel_id, message_id, cards.call_over(shown))
            except discord.HTTPException as error:
                if verdict(error) not in (Verdict.GONE, Verdict.FORBIDDEN):
                    raise
        return Shown()

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
        shown = card_of(order)
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
