"""The budget of logins, kept in the database so that it outlives the process."""

import json
from datetime import UTC, datetime

from mentorbot.clock import Clock
from mentorbot.domain.starts import Allowance, not_before, recent
from mentorbot.store import servers
from mentorbot.store.database import Database, Transaction

KEPT_AS = "logins"


class TooManyStarts(Exception):
    """Logging in once more would go beyond the budget; `until` says when there is room again."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"no more logins until {until:%Y-%m-%d %H:%M} UTC")


class Starts:
    """Each login is noted before it is made: a process that dies of it must not forget it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def begin(self, allowance: Allowance) -> None:
        """Note a login, or raise `TooManyStarts`."""
        until = await self._database.write(self._begin, allowance)
        if until:
            raise TooManyStarts(until)

    async def lately(self) -> int:
        """Count the logins of the last 24 hours."""
        return len(recent(await self._database.read(_noted), self._clock.now()))

    async def _begin(self, tx: Transaction, allowance: Allowance) -> datetime | None:
        now = self._clock.now()
        starts = recent(await _noted(tx), now)
        until = not_before(starts, now, allowance)
        if until is None:
            seconds = [int(start.timestamp()) for start in (*starts, now)]
            await servers.keep(tx, KEPT_AS, json.dumps(seconds))
        return until


async def _noted(tx: Transaction) -> list[datetime]:
    text = await servers.recall(tx, KEPT_AS)
    return [datetime.fromtimestamp(second, UTC) for second in json.loads(text)] if text else []
