"""How the thread of a link is shown on Discord: it is made, opened, written into and tidied away."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.messages import SLACK, Messages, NotNeeded, Order, Shown, card_of
from mentorbot.rendering import anonymous, handing, threads
from mentorbot.rendering.askers import is_erased
from mentorbot.verdicts import Verdict, verdict

A_WEEK = 10080  # minutes, the longest after which Discord can archive a thread by itself


class Threadwork:
    """Shows what belongs into a link's thread; where there is none to be had, in the channel beneath the card."""

    def __init__(self, client: discord.Client, messages: Messages) -> None:
        self._client = client
        self._messages = messages

    async def make(self, order: Order) -> Shown:
        shown = _running(order)
        try:
            return Shown(channel_id=await self._made(order, shown))
        except discord.HTTPException as error:
            # No thread to be had: the two talk in the channel, beneath the card.
            if verdict(error) in (Verdict.FORBIDDEN, Verdict.FULL, Verdict.GONE):
                return Shown()
            raise

    async def opening(self, order: Order) -> Shown:
        shown, link = card_of(order), order.briefing.link
        assert link is not None
        sheet = threads.opening(shown, link.id)
        if link.closed_at is not None:
            place = link.thread_id or shown.channel_id
            return Shown(place, await self._messages.shown_before(order, place, sheet, "the link has ended"))
        if shown.thread_id is None:
            return await self._messages.send(order, shown.channel_id, sheet, reply_to=shown.card_id)
        return await self._messages.send(order, shown.thread_id, sheet)

    async def nudge(self, order: Order) -> Shown:
        shown = _running(order)
        assert shown.link is not None
        return await self._messages.send(order, shown.thread_id or shown.channel_id, threads.nudge(shown, shown.link))

    async def passed_on(self, order: Order) -> Shown:
        shown, relay = card_of(order), order.briefing.relay
        if not isinstance(shown, UnsignedCard) or relay is None or relay.text is None or shown.link_closed:
            raise NotNeeded("the link has ended, or what was to be passed on is forgotten")
        sheet = anonymous.passed_on(shown, relay, order.briefing.winner)
        return await self._messages.send(order, shown.thread_id or shown.channel_id, sheet)

    async def note(self, order: Order) -> Shown:
        shown, who = _running(order), order.briefing.recipient
        if who is None or shown.link is None:
            raise NotNeeded("the person is not known any more")
        if order.announcement.detail.get("about") == "joined":
            sheet = handing.joined(who.user_id, who.name)
        else:
            sheet = handing.join_asked(shown, shown.link, who.id, who.name)
        return await self._messages.send(order, shown.thread_id or shown.channel_id, sheet)

    async def retire(self, order: Order) -> Shown:
        shown = card_of(order)
        if order.briefing.opening is None:
            raise NotNeeded("there is no opening message")
        place = shown.thread_id or shown.channel_id
        sheet = threads.opening_closed(shown)
        try:
            return await self._messages.edit(shown.server_id, place, order.briefing.opening, sheet)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.ARCHIVED or shown.thread_id is None:
                raise
            await (await self._channel(shown.thread_id)).edit(archived=False)
            return await self._messages.edit(shown.server_id, place, order.briefing.opening, sheet)

    async def close(self, order: Order) -> Shown:
        link = order.briefing.link
        if link is None or link.thread_id is None:
            raise NotNeeded("there is no thread")
        shown = card_of(order)
        if shown.link != link.id:
            raise NotNeeded("a later link uses the thread")
        thread = await self._channel(link.thread_id)
        try:
            await thread.edit(locked=True, archived=True)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.ARCHIVED:
                raise
            await thread.edit(archived=False)
            await thread.edit(locked=True, archived=True)
        return Shown(channel_id=thread.id)

    async def erase(self, order: Order) -> Shown:
        """Draw the opening message without whoever was erased; the thread of an erased asker loses its name."""
        shown = card_of(order)
        if shown.thread_id is not None:
            thread = await self._channel(shown.thread_id)
            await thread.edit(archived=False)
            if is_erased(shown):
                await self._messages.drop_line_about(thread)
                await thread.edit(name=threads.neutral_name(shown))
        if order.briefing.opening is None:
            return Shown()
        place = shown.thread_id or shown.channel_id
        return await self._messages.edit(shown.server_id, place, order.briefing.opening, threads.opening_closed(shown))

    async def _made(self, order: Order, shown: Card) -> int:
        if shown.thread_id is not None:  # from before a backup that was restored: Discord may have seen its end since
            await (await self._channel(shown.thread_id)).edit(archived=False, locked=False)
            return shown.thread_id
        if shown.private:
            return await self._private(order, shown)
        if shown.card_id is None:
            raise NotNeeded("there is no card")
        message = self._messages.at(shown.server_id, shown.channel_id, shown.card_id)
        try:
            await self._named(shown, message.create_thread, auto_archive_duration=A_WEEK)
        except discord.HTTPException as error:
            if verdict(error) is not Verdict.ALREADY:
                raise
            await (await self._channel(shown.card_id)).edit(archived=False, locked=False)
        return shown.card_id

    async def _private(self, order: Order, shown: Card) -> int:
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
            shown, channel.create_thread, type=kind, invitable=False, auto_archive_duration=A_WEEK
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

    async def _channel(self, thread_id: int) -> discord.Thread:
        channel = self._client.get_channel(thread_id) or await self._client.fetch_channel(thread_id)
        assert isinstance(channel, discord.Thread)
        return channel


def _running(order: Order) -> Card:
    """Give the card of a link that still runs."""
    shown = card_of(order)
    if order.briefing.link is None or order.briefing.link.closed_at is not None:
        raise NotNeeded("the link has ended")
    return shown
