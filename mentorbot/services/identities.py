"""Who asked anonymously: the only place where a stand-in is taken for the member behind it.

Each anonymous question has a stand-in, a number of its own, as its asker: the card, the log, the export and the links
know nobody else. Who is behind it is sealed under a key that is kept outside of the database.
"""

from collections.abc import Collection
from random import Random

from mentorbot.domain.members import Member
from mentorbot.domain.questions import Question
from mentorbot.errors import Refused
from mentorbot.sealing import KeyMissing, Sealing
from mentorbot.services.people import LARGEST, SMALLEST
from mentorbot.store import identities, members
from mentorbot.store.database import Transaction
from mentorbot.store.identities import Sealed

WIDTH = 8


class NotHere(Refused):
    """Asking without a name can't be used here: whoever runs the bot has to set MENTORBOT_SECRET_KEY first."""


class Identities:
    """Makes stand-ins, and says who is behind one; works inside a transaction that has begun."""

    def __init__(self, rng: Random, sealing: Sealing) -> None:
        self._rng = rng
        self._sealing = sealing

    @property
    def ready(self) -> bool:
        """Say whether there is a key, without which nobody can ask anonymously."""
        return self._sealing.ready

    async def stand_in(self, tx: Transaction, member: Member) -> int:
        """Make a stand-in for one question of this member's."""
        if not self._sealing.ready:
            raise NotHere
        number = self._rng.randint(SMALLEST, LARGEST)
        while await members.is_taken(tx, number):
            number = self._rng.randint(SMALLEST, LARGEST)
        await identities.add_stand_in(tx, member.server_id, number)
        await identities.add(tx, number, self._sealing.seal(member.id.to_bytes(WIDTH), _place(number)))
        return number

    async def behind(self, tx: Transaction, asker_id: int) -> int | None:
        """Give the member who asked: whoever is named, or is behind a stand-in; None where nobody can tell any more."""
        sealed = await identities.get(tx, asker_id)
        if sealed is not None:
            return self._opened(sealed)
        member = await members.get(tx, asker_id)
        return None if member is None or member.stand_in else member.id

    async def is_kept(self, tx: Transaction, asker_id: int) -> bool:
        """Say whether it is still written down who is behind a stand-in, readable or not."""
        return await identities.get(tx, asker_id) is not None

    async def person(self, tx: Transaction, asker_id: int) -> Member | None:
        """Give the same as a member."""
        number = await self.behind(tx, asker_id)
        return None if number is None else await members.get(tx, number)

    async def asker(self, tx: Transaction, question: Question) -> int | None:
        """Give the member who asked a question."""
        return await self.behind(tx, question.asker_id) if question.anonymous else question.asker_id

    async def asked(self, tx: Transaction, member: Member, question: Question) -> bool:
        """Say whether this member asked this question."""
        return await self.asker(tx, question) == member.id

    async def unclosed(self, tx: Transaction, member: Member) -> list[int]:
        """Give this member's stand-ins whose questions have not ended."""
        return self._of({member.id}, await identities.unclosed(tx, member.server_id))

    async def all(self, tx: Transaction, member: Member) -> list[int]:
        """Give all of this member's stand-ins that are still known."""
        return await self.all_of(tx, member.server_id, {member.id})

    async def all_of(self, tx: Transaction, server_id: int, people: Collection[int]) -> list[int]:
        """Give the same for any of several members of a server."""
        return self._of(people, await identities.of_server(tx, server_id))

    async def are_readable(self, tx: Transaction, server_id: int) -> bool:
        """Say whether there is a key for everybody on this server of whom it is still known that they asked."""
        return all(self._opened(row) is not None for row in await identities.of_server(tx, server_id))

    def _of(self, people: Collection[int], sealed: list[Sealed]) -> list[int]:
        return [row.member_id for row in sealed if self._opened(row) in people]

    def _opened(self, row: Sealed) -> int | None:
        try:
            return int.from_bytes(self._sealing.open(row.sealed, _place(row.member_id)))
        except KeyMissing:
            return None


def _place(number: int) -> bytes:
    return b"identity %d" % number
