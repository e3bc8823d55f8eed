"""Remembers who acts."""

from random import Random

from mentorbot.domain.members import Member, Person
from mentorbot.store import members
from mentorbot.store.database import Transaction

SMALLEST, LARGEST = 100_000_000, 2_147_483_647


class People:
    """Gives each person of a server the random number that stands for them in the log."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    async def see(self, tx: Transaction, person: Person) -> Member:
        """Remember the person under the name they have today."""
        while True:
            number = self._rng.randint(SMALLEST, LARGEST)
            known = await members.find(tx, person.server_id, person.user_id)
            if known and known.name == person.name:
                return known
            if known is None and await members.is_taken(tx, number):
                continue
            seen = await members.see(tx, person, number)
            assert seen is not None
            return seen

    async def known(self, tx: Transaction, person: Person) -> Member:
        """Give the person under the name the server knows, as when they press something in private messages."""
        return await members.find(tx, person.server_id, person.user_id) or await self.see(tx, person)
