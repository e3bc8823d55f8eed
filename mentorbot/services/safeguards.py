"""What admins decide about asking without a name."""

from dataclasses import replace

from mentorbot.clock import Clock
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.members import Person
from mentorbot.domain.servers import Anonymity, Server
from mentorbot.errors import Refused
from mentorbot.services.identities import Identities
from mentorbot.services.people import People
from mentorbot.store import events, servers
from mentorbot.store.database import Database, Transaction


class NoSecretKey(Refused):
    """Asking without a name can't be switched on yet: I have no secret key to seal who asked. Whoever runs me has to
    make one with `mentorbot new-key`, put it into the settings as MENTORBOT_SECRET_KEY, and start me again. Nothing
    was changed.
    """  # noqa: D205 - one refusal, wider than a line


class Safeguards:
    """Switches anonymous asking, and whether a look at who asked takes two moderators."""

    def __init__(self, database: Database, clock: Clock, people: People, identities: Identities) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._identities = identities

    def require_key(self) -> None:
        """Raise words for an admin where nothing can be sealed."""
        if not self._identities.ready:
            raise NoSecretKey

    async def set_anonymous(self, person: Person, anonymous: Anonymity) -> Server:
        """Say whether members may ask without their name; questions that were asked before stay as they are."""
        if anonymous is not Anonymity.OFF:
            self.require_key()
        return await self._database.write(self._set_anonymous, person, anonymous)

    async def set_second_moderator(self, person: Person, wanted: bool) -> Server:
        return await self._database.write(self._set_second_moderator, person, wanted)

    async def _set_anonymous(self, tx: Transaction, person: Person, anonymous: Anonymity) -> Server:
        await servers.set_anonymous(tx, person.server_id, anonymous)
        server = await self._noted(tx, person, f"anonymous {anonymous}")
        return replace(server, anonymous=anonymous)

    async def _set_second_moderator(self, tx: Transaction, person: Person, wanted: bool) -> Server:
        await servers.set_second_moderator(tx, person.server_id, wanted)
        server = await self._noted(tx, person, f"second moderator {'on' if wanted else 'off'}")
        return replace(server, second_moderator=wanted)

    async def _noted(self, tx: Transaction, person: Person, what: str) -> Server:
        member = await self._people.see(tx, person)
        line = Event(EventKind.SETTING_CHANGED, member.id, detail=what)
        await events.append(tx, person.server_id, self._clock.now(), [line])
        server = await servers.get(tx, person.server_id)
        assert server is not None, "welcome() comes first"
        return server
