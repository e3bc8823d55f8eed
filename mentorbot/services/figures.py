"""How much there is of what, read in one go for the metrics."""

from dataclasses import dataclass

from mentorbot.clock import Clock
from mentorbot.store import figures
from mentorbot.store.database import Database, Transaction
from mentorbot.store.figures import Figure


@dataclass(frozen=True, slots=True)
class Counted:
    """Announcements and jobs by kind and state, questions and offers by state."""

    announcements: list[Figure]
    jobs: list[Figure]
    questions: list[Figure]
    offers: list[Figure]


class Figures:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def count(self) -> Counted:
        return await self._database.read(self._count)

    async def _count(self, tx: Transaction) -> Counted:
        return Counted(
            announcements=await figures.announcements(tx),
            jobs=await figures.jobs(tx, self._clock.now()),
            questions=await figures.questions(tx),
            offers=await figures.offers(tx),
        )
