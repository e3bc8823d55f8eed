"""A Discord that keeps score: it takes announcements one at a time, as it is told to, and may refuse or say nothing."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import discord

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.cards import Card
from mentorbot.domain.members import Person
from mentorbot.domain.places import DISCORD_EPOCH
from mentorbot.domain.questions import Question, Status
from mentorbot.messages import NotNeeded, Order, Shown
from mentorbot.services.threads import ThreadGone
from tests.announcer.desk import discords_error
from tests.played import CHANNEL, PlayedClock

TAKEN, UNHEARD, BUSY, FORBIDDEN = "taken", "taken unheard", "busy", "forbidden"
HOWS = (TAKEN, UNHEARD, BUSY, FORBIDDEN)
GONE_MESSAGE, GONE_THREAD, NO_PERMISSION = 10008, 10003, 50013


@dataclass
class Waiting:
    """A request that Discord has not answered."""

    order: Order
    answer: asyncio.Future[str]


class Noticeboard:
    """What stands on Discord: messages by announcement, threads, hands, and how often each message was made."""

    def __init__(self, clock: PlayedClock) -> None:
        self._clock = clock
        self._ids = 0
        self.desk: dict[int, Waiting] = {}
        self.standing: dict[int, Shown] = {}
        self.made: Counter[int] = Counter()
        self.deleted: set[int] = set()
        self.lost: set[int] = set()  # threads: one that hangs on a card bears its number, and outlives it
        self.written: dict[int, datetime] = {}
        self.hands: defaultdict[int, list[Person]] = defaultdict(list)
        self.left: set[int] = set()
        self.while_looking: Callable[[], Awaitable[object]] | None = None

        self._kinds: dict[AnnouncementKind, Callable[[Order, Card], Shown]] = {
            AnnouncementKind.CARD: self._card,
            AnnouncementKind.CARD_UPDATE: self._card_update,
            AnnouncementKind.CALL_OUT: self._call_out,
            AnnouncementKind.CALLS_OVER: self._calls_over,
            AnnouncementKind.THREAD: self._thread,
            AnnouncementKind.OPENING: self._opening,
            AnnouncementKind.NUDGE: self._nudge,
            AnnouncementKind.THREAD_RETIRE: self._thread_retire,
            AnnouncementKind.THREAD_CLOSE: self._thread_close,
            AnnouncementKind.MODERATORS: self._moderators,
        }

    async def show(self, order: Order) -> Shown:
        """Stand in for `Deliveries`: wait until it is said how this request ends."""
        number = order.announcement.id
        waiting = Waiting(order, asyncio.get_running_loop().create_future())
        self.desk[number] = waiting
        try:
            how = await waiting.answer
        finally:
            del self.desk[number]
        return self._answer(order, how)

    def take_unheard(self, number: int) -> None:
        """Take a request whose sender dies before it hears of it."""
        try:
            self._take(self.desk[number].order)
        except (NotNeeded, discord.HTTPException):
            return

    def _answer(self, order: Order, how: str) -> Shown:
        if how == BUSY:
            raise discords_error(0, 503)
        if how == FORBIDDEN and order.announcement.kind is AnnouncementKind.THREAD:
            return Shown()  # the two talk beneath the card
        if how == FORBIDDEN:
            raise discords_error(NO_PERMISSION, 403)
        shown = self._take(order)
        if how == UNHEARD:
            raise ConnectionResetError("the answer was lost")
        return shown

    def _take(self, order: Order) -> Shown:
        """Decide as `Deliveries` does, by the briefing."""
        kind, card = order.announcement.kind, order.briefing.card
        if card is None or kind not in self._kinds:
            return self._send(order, CHANNEL)
        return self._kinds[kind](order, card)

    def _card(self, order: Order, card: Card) -> Shown:
        return self._send(order, CHANNEL, needed=card.status is not Status.CLOSED)

    def _card_update(self, _: Order, card: Card) -> Shown:
        if card.card_id is None:
            raise NotNeeded("there is no card")
        if card.card_id in self.deleted:
            raise discords_error(GONE_MESSAGE, 404)
        return Shown(CHANNEL, card.card_id)

    def _call_out(self, order: Order, card: Card) -> Shown:
        return self._send(order, CHANNEL, needed=card.status is Status.OPEN and bool(order.briefing.called))

    def _moderators(self, order: Order, card: Card) -> Shown:
        waits = order.announcement.detail.get("reason") != "waiting" or card.status is Status.OPEN
        return self._send(order, CHANNEL, needed=waits)

    def _calls_over(self, _: Order, card: Card) -> Shown:
        if card.status is Status.OPEN:
            raise NotNeeded("it waits again")
        return Shown()

    def _thread(self, order: Order, card: Card) -> Shown:
        """A thread in the open hangs on its card; a private one is made like a message."""
        if _is_over(order) or (card.card_id is None and not card.private):
            raise NotNeeded("the link has ended, or there is no card")
        if card.thread_id is not None:  # another helper's before this one
            return Shown(channel_id=None if card.thread_id in self.lost else card.thread_id)
        if card.private:
            return Shown(channel_id=self._send(order, CHANNEL).message_id)
        return Shown(channel_id=None if card.card_id in self.deleted else card.card_id)

    def _opening(self, order: Order, card: Card) -> Shown:
        return self._send(order, self._place(card.thread_id), needed=not _is_over(order))

    def _nudge(self, order: Order, card: Card) -> Shown:
        return self._send(order, self._place(card.thread_id), needed=not _is_over(order), looks=False)

    def _thread_retire(self, order: Order, _: Card) -> Shown:
        if order.briefing.opening is None:
            raise NotNeeded("there is no opening message")
        return Shown()

    def _thread_close(self, order: Order, card: Card) -> Shown:
        link = order.briefing.link
        if link is None or link.thread_id is None or card.link != link.id:
            raise NotNeeded("there is no thread, or a later link uses it")
        return Shown()

    def _place(self, thread: int | None) -> int:
        if thread in self.lost:
            raise discords_error(GONE_THREAD, 404)
        return thread or CHANNEL

    def _send(self, order: Order, place: int, *, needed: bool = True, looks: bool = True) -> Shown:
        """Make a message, unless this announcement's stands and is recognised by its nonce or by looking."""
        number = order.announcement.id
        known = self.standing.get(number)
        if not needed and (known is None or not order.doubtful or not looks):
            raise NotNeeded("too late")
        if known is not None and (order.nonce_holds or order.doubtful):
            return known
        self.made[number] += 1
        self.standing[number] = Shown(place, self._new_id())
        return self.standing[number]

    def _new_id(self) -> int:
        self._ids += 1
        return ((self._clock.now() - DISCORD_EPOCH) // timedelta(milliseconds=1) << 22) + self._ids

    async def last_message_at(self, thread_id: int) -> datetime | None:
        if self.while_looking is not None:
            act, self.while_looking = self.while_looking, None
            await act()
        if thread_id in self.lost:
            raise ThreadGone
        return self.written.get(thread_id)

    async def card(self, question: Question) -> discord.Message | None:
        """Give a card with the hands raised at it, as the watcher looks at it."""
        if question.card_id in self.deleted or question.card_id is None:
            return None
        hands = self.hands[question.card_id]
        users = [SimpleNamespace(id=one.user_id, display_name=one.name, bot=False) for one in hands]
        hand = SimpleNamespace(emoji="✋", users=lambda: _each(users))
        return cast("discord.Message", SimpleNamespace(id=question.card_id, reactions=[hand]))

    async def is_here(self, _: int, user_id: int) -> bool:
        return user_id not in self.left


def _is_over(order: Order) -> bool:
    link = order.briefing.link
    return link is None or link.closed_at is not None


async def _each(users: list[Any]) -> AsyncGenerator[Any]:
    for user in users:
        yield user
