"""Compares what is remembered with what Discord shows: reactions, deletions and departures that went unseen."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from random import Random
from typing import TypeVar

import discord

from mentorbot.domain.links import Link
from mentorbot.domain.members import Person
from mentorbot.domain.questions import Question, Status
from mentorbot.domain.quoting import whole
from mentorbot.errors import OutOfReach
from mentorbot.services.claiming import Claiming
from mentorbot.services.reconciling import Reconciling
from mentorbot.services.threads import ThreadGone
from mentorbot.verdicts import PASSING, Verdict, verdict

log = logging.getLogger(__name__)

HAND = "✋"
LOOK_BACK = 25
T = TypeVar("T", Question, Link)


def is_hand(emoji: discord.PartialEmoji | discord.Emoji | str) -> bool:
    """Say whether this is the raised hand, in any skin tone."""
    return str(emoji).startswith(HAND)


class Lookout:
    """Looks things up on Discord, one request each."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def last_message_at(self, thread_id: int) -> datetime | None:
        """Say when somebody last wrote in a thread. Our own messages don't count: a nudge is no sign of life."""
        place = self._client.get_partial_messageable(thread_id)
        try:
            async for message in place.history(limit=LOOK_BACK):
                if self._client.user is None or message.author.id != self._client.user.id:
                    return message.created_at
        except (discord.HTTPException, *PASSING) as error:
            if verdict(error) is Verdict.GONE:
                raise ThreadGone from error
            raise OutOfReach(type(error).__name__) from error
        return None

    async def card(self, question: Question) -> discord.Message | None:
        """Give a question's card, or None where it was deleted."""
        assert question.card_id is not None
        place = self._client.get_partial_messageable(question.channel_id, guild_id=question.server_id)
        try:
            return await place.fetch_message(question.card_id)
        except discord.HTTPException as error:
            if verdict(error) is Verdict.GONE:
                return None
            raise

    async def is_here(self, server_id: int, user_id: int) -> bool:
        guild = self._client.get_guild(server_id)
        if guild is None:
            return True
        try:
            await guild.fetch_member(user_id)
        except discord.HTTPException as error:
            if verdict(error) is Verdict.LEFT:
                return False
            raise
        return True


class Watcher:
    """Puts right, server by server, what happened while the bot was away.

    Who reacted first while it was away cannot be known, so chance decides among them, and the log says so.
    """

    def __init__(self, lookout: Lookout, reconciling: Reconciling, claiming: Claiming, rng: Random) -> None:
        self._lookout = lookout
        self._reconciling = reconciling
        self._claiming = claiming
        self._rng = rng

    async def compare(self, server_id: int) -> None:
        """Look at every unclosed question and running link of a server; one that fails does not stop the rest."""
        for question in await self._reconciling.unclosed(server_id):
            if question.card_id is not None:
                await self._safely(self._question, question)
        for link in await self._reconciling.running(server_id):
            await self._safely(self._link, link)

    async def look_again(self, question_id: int) -> None:
        """Look at one question's card: hands may have been raised before we knew it."""
        question = await self._reconciling.question(question_id)
        if question is not None and question.status is Status.OPEN and question.card_id is not None:
            await self._safely(self._question, question)

    async def _safely(self, look: Callable[[T], Awaitable[None]], subject: T) -> None:
        try:
            await look(subject)
        except (discord.HTTPException, OutOfReach, *PASSING) as error:
            log.warning("could not compare", extra={"subject": subject.id, "problem": type(error).__name__})
        except Exception:  # a fault of our own in one question must not keep all others from their schedule
            log.exception("could not compare", extra={"subject": subject.id})

    async def _question(self, question: Question) -> None:
        open_ = question.status is Status.OPEN  # of a claimed one, its link tells who left
        # One without a name waits on for a while, and hands at it count: else they would tell that its asker is gone.
        if open_ and await self._has_left(question.server_id, question.asker_id) and not question.anonymous:
            return
        card = await self._lookout.card(question)
        if card is None:
            assert question.card_id is not None
            await self._reconciling.card_deleted(question.card_id)
            return
        people: dict[int, discord.User | discord.Member] = {}
        for reaction in card.reactions:
            if is_hand(reaction.emoji):
                people |= {user.id: user async for user in reaction.users() if not user.bot}
        order = sorted(people.values(), key=lambda user: user.id)
        self._rng.shuffle(order)
        for user in order:
            person = Person(question.server_id, user.id, whole(user.display_name))
            await self._claiming.claim_by_reaction(person, card.id, found_later=True)

    async def _link(self, link: Link) -> None:
        for member_id in (link.helper_id, link.asker_id):
            if await self._has_left(link.server_id, member_id):
                return
        if link.thread_id is None:
            return
        try:
            await self._lookout.last_message_at(link.thread_id)
        except ThreadGone:
            await self._reconciling.thread_deleted(link.thread_id)

    async def _has_left(self, server_id: int, member_id: int) -> bool:
        """Say whether somebody is not on the server any more; what hangs on them has come to its end then."""
        user_id = await self._reconciling.user_of(member_id)
        if user_id is None or await self._lookout.is_here(server_id, user_id):
            return False
        await self._reconciling.left(server_id, user_id)
        return True
