"""Asking a question, choosing its topic later, and taking it back."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mentorbot.clock import Clock
from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.matching import Candidate
from mentorbot.domain.members import Person
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Draft, Outcome, Question, Status, checked_text
from mentorbot.domain.servers import Anonymity, Server
from mentorbot.domain.topics import Topic, TopicIndex
from mentorbot.domain.waits import COUNTED, LOOK_BACK, usual_wait
from mentorbot.errors import Refused
from mentorbot.services.calling import Calling
from mentorbot.services.endings import Endings
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.services.recollection import Recollection
from mentorbot.services.room import Room
from mentorbot.services.topics import Topics, UnknownTopic
from mentorbot.store import events, offers, questions, servers, topics, waits
from mentorbot.store.database import Database, Transaction, found


class TooManyOpen(Refused):
    """You have as many open questions as this server allows."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You have {limit} open questions, which is as many as this server allows. "
            "Close or withdraw one with /questions, then ask again."
        )


class NotAnonymous(Refused):
    """On this server questions are asked by name. Yours was not posted; it is below, so that nothing is lost."""


class NoSchool(Refused):
    """To leave out your own school I need to know which it is: name it in /settings. It is kept as a code that nobody
    can read back. Your question was not posted; it is below, so that nothing is lost.
    """  # noqa: D205 - two sentences of one refusal, wider than a line


class QuestionGone(Refused):
    """That question isn't here any more. Nothing was changed."""


class QuestionOver(Refused):
    """That question has come to its end already. Nothing was changed."""


class BeingHelped(Refused):
    """Somebody is helping with that question already. Close it in its thread instead; nothing was changed."""


class TopicChosen(Refused):
    """That question has its topic already, or isn't waiting any more. Nothing was changed."""


class NotHeld(Refused):
    """I'm asking people already, or the question isn't waiting any more. Nothing was changed."""


class NoTopicYet(Refused):
    """Please say first what your question is about, in the menu beneath it: then I know whom to ask."""


class NotYourQuestion(Refused):
    """Only whoever asked a question can do that. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is safe: what was understood, who was called, how many are available, what will show it.

    Some who are available may rest, so that they can't be called. `usual` is the time within which questions on its
    topic are usually picked up, None where too little is known. Nobody is called until `held_until`, as the asker tries
    first, or until `paused_until`, as the moderators wish.
    """

    question: Question
    topic: Topic | None
    called: list[Candidate]
    available: int
    announcement: Announcement
    usual: timedelta | None = None
    held_until: datetime | None = None
    paused_until: datetime | None = None


class Asking:
    """From a draft to a card with its first wave."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        people: People,
        topics: Topics,
        calling: Calling,
        outbox: Outbox,
        endings: Endings,
        room: Room,
        recollection: Recollection,
        identities: Identities,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._people = people
        self._topics = topics
        self._calling = calling
        self._outbox = outbox
        self._endings = endings
        self._room = room
        self._recollection = recollection
        self._identities = identities

    async def ask(self, person: Person, draft: Draft, channel_id: int) -> Asked:
        """Keep the question, call the first wave and have the card posted in this channel."""
        self._room.check()
        kept = replace(draft, text=checked_text(draft.text))
        topic = _topic_of(kept, await self._topics.index(person.server_id))
        await self._recollection.read_up(person.server_id)
        return await self._database.write(self._ask, person, kept, topic, channel_id)

    async def choose_topic(self, person: Person, question_id: int, topic_id: int) -> Asked:
        """Say what an open question is about, and call the first wave for it."""
        topic = next((t for t in await self._topics.all(person.server_id) if t.id == topic_id), None)
        if topic is None:
            raise UnknownTopic
        return await self._database.write(self._choose_topic, person, question_id, topic)

    async def call_now(self, person: Person, question_id: int) -> Asked:
        """End "I'll try first": call people for one's own question at once."""
        return await self._database.write(self._call_now, person, question_id)

    async def withdraw(self, person: Person, question_id: int) -> Question:
        """End one's own question while it waits; one that somebody helps with is closed in its thread.

        Gives it with `held_until` only where its asker was still trying first.
        """
        return await self._database.write(self._withdraw, person, question_id)

    async def _ask(self, tx: Transaction, person: Person, draft: Draft, topic: Topic | None, channel_id: int) -> Asked:
        now = self._clock.now()
        asker = await self._people.see(tx, person)
        server = found(await servers.get(tx, person.server_id), QuestionGone)
        mine = [asker.id, *await self._identities.unclosed(tx, asker)]
        if await questions.count_unclosed(tx, mine) >= server.open_limit:
            raise TooManyOpen(server.open_limit)
        if draft.not_my_school and asker.school is None:
            raise NoSchool
        anonymous = is_anonymous(draft, server)
        held = asker.try_first if draft.try_first is None else draft.try_first
        new = questions.NewQuestion(
            server_id=server.id,
            asker_id=await self._identities.stand_in(tx, asker) if anonymous else asker.id,
            topic_id=topic.id if topic else None,
            text=draft.text,
            urgent=draft.urgent,
            private=draft.private,
            channel_id=channel_id,
            asked_at=now,
            expires_at=now + self._policy.question,
            anonymous=anonymous,
            not_my_school=draft.not_my_school,
            held_until=now + self._policy.hold if held else None,
        )
        question = await questions.add(tx, new)
        how = "anonymous" if anonymous else None
        key = topic.key if topic else None
        asked = Event(EventKind.ASKED, question.asker_id, question=question.id, topic=key, detail=how)
        return await self._begin(tx, question, server, topic, asked, AnnouncementKind.CARD)

    async def _begin(
        self,
        tx: Transaction,
        question: Question,
        server: Server,
        topic: Topic | None,
        first: Event,
        kind: AnnouncementKind,
    ) -> Asked:
        called, lines = await self._calling.begin(tx, question, server)
        wave = {"wave": question.wave + 1} if called else {}
        on_card = kind is AnnouncementKind.CARD  # which calls the first wave itself: one message instead of two
        detail = wave if on_card else {}
        announcement = await self._outbox.put(tx, kind, server.id, question_id=question.id, detail=detail)
        if wave and not on_card:
            await self._outbox.put(tx, AnnouncementKind.CALL_OUT, server.id, question_id=question.id, detail=wave)
        await self._calling.by_message(tx, question, called)
        await events.append(tx, server.id, self._clock.now(), [first, *lines])
        available = await self._available(tx, question, topic) if topic else 0
        usual = await self._usual(tx, topic) if topic else None
        held_until = question.held_until if question.is_held(self._clock.now()) else None
        paused_until = server.paused_until if server.is_paused(self._clock.now()) else None
        return Asked(question, topic, called, available, announcement, usual, held_until, paused_until)

    async def _available(self, tx: Transaction, question: Question, topic: Topic) -> int:
        asker = await self._identities.asker(tx, question) or question.asker_id
        return await offers.count_available(tx, topic.id, self._clock.now(), asker)

    async def _usual(self, tx: Transaction, topic: Topic) -> timedelta | None:
        rows = await waits.of_topic(tx, topic.id, self._clock.now() - LOOK_BACK, COUNTED)
        return usual_wait(row.claimed_at and row.claimed_at - row.asked_at for row in rows)

    async def _choose_topic(self, tx: Transaction, person: Person, question_id: int, topic: Topic) -> Asked:
        question = await self._own(tx, person, question_id)
        changed = found(await questions.set_topic(tx, question.id, topic.id), TopicChosen)
        server = found(await servers.get(tx, person.server_id), QuestionGone)
        line = Event(EventKind.TOPIC_CHOSEN, question.asker_id, question=question.id, topic=topic.key)
        return await self._begin(tx, changed, server, topic, line, AnnouncementKind.CARD_UPDATE)

    async def _call_now(self, tx: Transaction, person: Person, question_id: int) -> Asked:
        question = await self._own(tx, person, question_id)
        if question.is_held(self._clock.now()) and question.topic_id is None:
            raise NoTopicYet
        free = found(await questions.end_hold(tx, question.id, self._clock.now()), NotHeld)
        server = found(await servers.get(tx, person.server_id), QuestionGone)
        row = await topics.get(tx, free.topic_id) if free.topic_id is not None else None
        topic = Topic(row.id, row.key, row.name, row.area) if row else None
        line = Event(EventKind.HOLD_ENDED, question.asker_id, question=question.id)
        return await self._begin(tx, free, server, topic, line, AnnouncementKind.CARD_UPDATE)

    async def _withdraw(self, tx: Transaction, person: Person, question_id: int) -> Question:
        question = await self._own(tx, person, question_id)
        if question.status is Status.CLAIMED:
            raise BeingHelped
        if question.status is Status.CLOSED:
            raise QuestionOver
        await self._endings.end(tx, question.id, Outcome.WITHDRAWN)
        return question if question.is_held(self._clock.now()) else replace(question, held_until=None)

    async def _own(self, tx: Transaction, person: Person, question_id: int) -> Question:
        question = found(await questions.get(tx, question_id), QuestionGone)
        asker = await self._people.see(tx, person)
        if not await self._identities.asked(tx, asker, question):
            raise NotYourQuestion
        return question


def is_anonymous(draft: Draft, server: Server) -> bool:
    """Say whether a question is asked without a name: as the draft says, or as is usual on this server."""
    if draft.anonymous and server.anonymous is Anonymity.OFF:
        raise NotAnonymous
    return server.anonymous is Anonymity.DEFAULT if draft.anonymous is None else draft.anonymous


def _topic_of(draft: Draft, index: TopicIndex) -> Topic | None:
    """Give the topic that was named, else the one that the text speaks of, else none."""
    if draft.topic:
        named = index.find(draft.topic)
        if named is None:
            raise UnknownTopic
        return named
    return next(iter(index.infer(draft.text)), None)
