"""A server's topics: found in what people type, and kept by its moderators."""

from collections import defaultdict

from mentorbot.clock import Clock
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.members import Person
from mentorbot.domain.topics import Topic, TopicIndex, topic_key
from mentorbot.errors import Refused
from mentorbot.services.people import People
from mentorbot.store import events, topics
from mentorbot.store.database import Database, Transaction


class UnknownTopic(Refused):
    """I don't know that topic yet. Choose one from the list that appears as you type, or ask an admin to add it."""


class BadTopicName(Refused):
    """A topic's name needs two characters, a letter or digit among them, and no comma. Nothing was changed."""


class SameTopic(Refused):
    """Those are the same topic already. Nothing was changed."""


def checked_name(text: str) -> str:
    """Give a topic's name as it will be kept, or raise `BadTopicName`."""
    name = " ".join(text.split())[:60]
    key = topic_key(name)
    if len(key) < 2 or not any(map(str.isalnum, key)) or "," in name:
        raise BadTopicName
    return name


class Topics:
    """Each server's topics, read once and again after every change."""

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._indexes: dict[int, TopicIndex] = {}
        self._changes = 0

    async def index(self, server_id: int) -> TopicIndex:
        if server_id in self._indexes:
            return self._indexes[server_id]
        changes = self._changes
        index = TopicIndex(await self.all(server_id))
        if changes == self._changes:  # else it may have been read just before a change
            self._indexes[server_id] = index
        return index

    async def all(self, server_id: int) -> list[Topic]:
        return await self._database.read(self._all, server_id)

    async def find(self, server_id: int, text: str) -> Topic:
        """Give the topic that `text` names, or raise `UnknownTopic`."""
        topic = (await self.index(server_id)).find(text)
        if topic is None:
            raise UnknownTopic
        return topic

    async def suggest(self, server_id: int, text: str) -> list[Topic]:
        return (await self.index(server_id)).suggest(text)

    async def add(self, person: Person, name: str, area: str | None, aliases: list[str]) -> Topic:
        """Add a topic, or bring a retired one back; in an area where one is named, with that area as neighbours."""
        name = checked_name(name)
        await self._database.write(self._add, person, name, area or "other", aliases)
        return await self._changed(person.server_id, name)

    async def merge(self, person: Person, name: str, into: str) -> Topic:
        """Let one topic's name, skills and open questions belong to another."""
        gone, kept = await self.find(person.server_id, name), await self.find(person.server_id, into)
        if gone.id == kept.id:
            raise SameTopic
        await self._database.write(self._merge, person, gone, kept)
        return await self._changed(person.server_id, kept.name)

    async def retire(self, person: Person, name: str) -> Topic:
        """Take a topic out of use. Its open questions keep waiting."""
        topic = await self.find(person.server_id, name)
        await self._database.write(self._retire, person, topic)
        self._forget(person.server_id)
        return topic

    async def _changed(self, server_id: int, name: str) -> Topic:
        self._forget(server_id)
        return await self.find(server_id, name)

    def _forget(self, server_id: int) -> None:
        self._changes += 1
        self._indexes.pop(server_id, None)

    @staticmethod
    async def _all(tx: Transaction, server_id: int) -> list[Topic]:
        names: defaultdict[int, list[str]] = defaultdict(list)
        for alias in await topics.aliases(tx, server_id):
            names[alias.topic_id].append(alias.name)
        rows = await topics.current(tx, server_id)
        return [Topic(row.id, row.key, row.name, row.area, tuple(names[row.id])) for row in rows]

    async def _add(self, tx: Transaction, person: Person, name: str, area: str, aliases: list[str]) -> None:
        key = topic_key(name)
        topic_id = (await topics.add_all(tx, person.server_id, [(key, name, area)]))[key]
        await topics.forget_alias(tx, person.server_id, key)  # it may have been merged into another before
        current = await topics.current(tx, person.server_id)
        taken = {"", *(row.key for row in current)}  # a topic's own name is nobody's alias
        rows = [(topic_key(alias), alias, topic_id) for alias in aliases if topic_key(alias) not in taken]
        await topics.add_aliases(tx, person.server_id, rows)
        near = [row.id for row in current if row.area == area and row.id != topic_id]
        await topics.add_neighbours(tx, [pair for n in near for pair in ((topic_id, n), (n, topic_id))])
        await self._record(tx, person, Event(EventKind.TOPIC_ADDED, topic=key))

    async def _merge(self, tx: Transaction, person: Person, gone: Topic, kept: Topic) -> None:
        await topics.move_all(tx, gone.id, kept.id)
        await topics.retire(tx, gone.id, kept.id, self._clock.now())
        await topics.add_aliases(tx, person.server_id, [(gone.key, gone.name, kept.id)])
        await self._record(tx, person, Event(EventKind.TOPIC_MERGED, topic=gone.key, detail=f"into {kept.key}"))

    async def _retire(self, tx: Transaction, person: Person, topic: Topic) -> None:
        await topics.forget_skills(tx, topic.id)
        await topics.retire(tx, topic.id, None, self._clock.now())
        await self._record(tx, person, Event(EventKind.TOPIC_RETIRED, topic=topic.key))

    async def _record(self, tx: Transaction, person: Person, event: Event) -> None:
        member = await self._people.see(tx, person)
        logged = Event(event.kind, member=member.id, topic=event.topic, detail=event.detail)
        await events.append(tx, person.server_id, self._clock.now(), [logged])
