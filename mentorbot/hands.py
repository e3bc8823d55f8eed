"""Raised hands: ✋ on a card, as Discord tells of it, now or once more."""

import asyncio
from collections.abc import Callable, Collection

import discord

from mentorbot.domain.members import Person
from mentorbot.domain.quoting import whole
from mentorbot.heard import Heard
from mentorbot.services.claiming import Claiming
from mentorbot.watcher import is_hand


class Hands:
    """Makes claims of raised hands; each is heard once until it goes down."""

    def __init__(
        self, client: discord.Client, claiming: Claiming, sending: Callable[[], Collection[asyncio.Task[None]]]
    ) -> None:
        self._client = client
        self._claiming = claiming
        self._sending = sending
        self._up = Heard()

    async def raised(self, payload: discord.RawReactionActionEvent) -> None:
        """Claim for whoever raised a hand. After an error it is to be looked for: it stays on the card."""
        if payload.guild_id is None or not is_hand(payload.emoji) or self._is_a_bots(payload):
            return
        if self._up.before(_key(payload)):
            return  # it cannot go up twice without going down
        name = whole(payload.member.display_name) if payload.member else "Somebody"
        await self._claim(Person(payload.guild_id, payload.user_id, name), payload)

    def lowered(self, payload: discord.RawReactionActionEvent) -> None:
        self._up.forget(_key(payload))

    def lose_sight(self) -> None:
        """Take no hand for one that is known: some may have gone down unseen."""
        self._up.clear()

    async def _claim(self, who: Person, payload: discord.RawReactionActionEvent) -> None:
        sending, ours = self._sending(), self._client.user
        known = await self._claiming.claim_by_reaction(who, payload.message_id)
        if not known and sending and ours is not None and payload.message_author_id == ours.id:
            await asyncio.wait(sending)  # people may see a card before we hear that it stands
            await self._claiming.claim_by_reaction(who, payload.message_id, found_later=True)

    def _is_a_bots(self, payload: discord.RawReactionActionEvent) -> bool:
        ours = self._client.user is not None and payload.user_id == self._client.user.id
        return ours or bool(payload.member and payload.member.bot)


def _key(payload: discord.RawReactionActionEvent) -> tuple[int, int, str]:
    return payload.message_id, payload.user_id, str(payload.emoji)
