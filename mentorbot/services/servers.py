"""What a server's admins decided, and what a new server starts with."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from mentorbot.clock import Clock
from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.members import Person
from mentorbot.domain.policy import Policy
from mentorbot.domain.servers import Server
from mentorbot.domain.topics import topic_key
from mentorbot.domain.zones import is_zone
from mentorbot.errors import Refused
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.services.windows import Windows
from mentorbot.starter import StarterTopic
from mentorbot.store import events, servers, topics
from mentorbot.store.database import Database, Transaction


class UnknownZone(Refused):
    """I don't know that time zone. Choose one from the list that appears as you type, such as Europe/London."""


class Servers:
    """Remembers servers; `starters` are the topics that a new one begins with."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        people: People,
        outbox: Outbox,
        windows: Windows,
        starters: tuple[StarterTopic, ...],
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._people = people
        self._outbox = outbox
        self._windows = windows
        self._starters = starters
        self._known: set[int] = set()

    async def welcome(self, server_id: int) -> None:
        """Make sure that this server is known and has its topics."""
        if server_id not in self._known:
            await self._database.write(self._welcome, server_id)
            self._known.add(server_id)

    async def get(self, server_id: int) -> Server:
        server = await self._database.read(servers.get, server_id)
        assert server is not None, "welcome() comes first"
        return server

    async def zone(self, server_id: int) -> ZoneInfo:
        """Give the time zone by which this server's times are read and told."""
        return ZoneInfo((await self.get(server_id)).zone)

    async def recall(self, name: str) -> str | None:
        """Give what was kept under a name."""
        return await self._database.read(servers.recall, name)

    async def keep(self, name: str, value: str) -> None:
        await self._database.write(servers.keep, name, value)

    async def name_channels(self, person: Person, *, questions: int | None, moderators: int | None) -> Server:
        """Set where questions are posted (None: where they are asked) and where moderators are told."""
        return await self._database.write(self._name_channels, person, questions, moderators)

    async def set_limits(
        self,
        person: Person,
        *,
        open_limit: int | None = None,
        topics_per_member: int | None = None,
        zone: str | None = None,
        spread: int | None = None,
    ) -> Server:
        """Change what is given and leave the rest."""
        if zone is not None and not is_zone(zone):
            raise UnknownZone
        return await self._database.write(self._set_limits, person, open_limit, topics_per_member, zone, spread)

    async def post_panel(self, person: Person, channel_id: int) -> Announcement:
        """Have the panel posted and pinned in a channel."""
        return await self._database.write(self._post_panel, person, channel_id)

    async def _welcome(self, tx: Transaction, server_id: int) -> None:
        new = await servers.add(
            tx,
            server_id,
            open_limit=self._policy.open_limit,
            topics_per_member=self._policy.topics_per_member,
            zone=self._policy.zone,
            now=self._clock.now(),
        )
        if new:
            await self._add_starters(tx, server_id)

    async def _add_starters(self, tx: Transaction, server_id: int) -> None:
        ids = await topics.add_all(tx, server_id, [(topic.key, topic.name, topic.area) for topic in self._starters])
        aliases = {topic_key(alias): (alias, ids[topic.key]) for topic in self._starters for alias in topic.aliases}
        await topics.add_aliases(tx, server_id, [(key, name, number) for key, (name, number) in aliases.items()])
        await topics.add_neighbours(
            tx, [(ids[topic.key], ids[near]) for topic in self._starters for near in topic.near]
        )

    async def _name_channels(
        self, tx: Transaction, person: Person, questions: int | None, moderators: int | None
    ) -> Server:
        before = await self._get(tx, person)
        await servers.set_question_channel(tx, person.server_id, questions)
        await servers.set_moderator_channel(tx, person.server_id, moderators)
        await self._record(tx, person, EventKind.SETTING_CHANGED, "channels")
        return replace(before, question_channel=questions, moderator_channel=moderators)

    async def _set_limits(
        self,
        tx: Transaction,
        person: Person,
        open_limit: int | None,
        topics_per_member: int | None,
        zone: str | None,
        spread: int | None,
    ) -> Server:
        before = await self._get(tx, person)
        after = replace(
            before,
            open_limit=before.open_limit if open_limit is None else open_limit,
            topics_per_member=before.topics_per_member if topics_per_member is None else topics_per_member,
            zone=zone or before.zone,
            spread=before.spread if spread is None else spread,
        )
        await servers.set_limits(tx, after)
        if after.zone != before.zone:
            await self._windows.server_moved(tx, after)
        await self._record(tx, person, EventKind.SETTING_CHANGED, "limits")
        return after

    async def _post_panel(self, tx: Transaction, person: Person, channel_id: int) -> Announcement:
        await self._record(tx, person, EventKind.PANEL_POSTED, None)
        detail = {"channel": channel_id}
        return await self._outbox.put(tx, AnnouncementKind.PANEL, person.server_id, detail=detail)

    @staticmethod
    async def _get(tx: Transaction, person: Person) -> Server:
        server = await servers.get(tx, person.server_id)
        assert server is not None, "welcome() comes first"
        return server

    async def _record(self, tx: Transaction, person: Person, kind: EventKind, detail: str | None) -> None:
        member = await self._people.see(tx, person)
        event = Event(kind, member=member.id, detail=detail)
        await events.append(tx, person.server_id, self._clock.now(), [event])
