"""A server's list of words that are not posted, and the look at a text before others read it."""

from collections.abc import Sequence

from mentorbot.clock import Clock
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.looking_over import Finding, look_over
from mentorbot.domain.members import Person
from mentorbot.domain.word_list import word_key
from mentorbot.errors import Refused
from mentorbot.services.people import People
from mentorbot.store import events, members, words
from mentorbot.store.database import Database, Transaction

LONGEST_WORD = 60
MOST_WORDS = 500


class NoWord(Refused):
    """That holds no word that I could look for. Write it with letters or figures; nothing was changed."""


class WordTooLong(Refused):
    """A word or phrase on the list has room for 60 characters. Nothing was changed."""


class WordListed(Refused):
    """That word is on the list already. Capitals and accents make no difference; nothing was changed."""


class WordNotListed(Refused):
    """That word isn't on the list. Nothing was changed."""


class ListFull(Refused):
    """The list is full: it has room for 500 words. Remove one first; nothing was changed."""


class Words:
    """Keeps each server's list, and looks texts over with it."""

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def listed(self, server_id: int) -> list[str]:
        return await self._database.read(words.listed, server_id)

    async def look(
        self, person: Person, text: str, *, hidden_names: Sequence[str] = (), without_name: bool = False
    ) -> list[Finding]:
        """Give what somebody should look at again in a text of theirs; nothing about it is kept.

        `hidden_names` are their own, to be seen in a text that is read `without_name`; so is the name by which the
        server knows them, which Discord doesn't tell of what is written in private messages.
        """
        names = list(hidden_names)
        if without_name and (member := await self._database.read(members.find, person.server_id, person.user_id)):
            names += [member.name] if member.name else []
        return look_over(
            text,
            words=await self.listed(person.server_id),
            own_names=names if without_name else (),
            own_user_id=person.user_id if without_name else None,
        )

    async def add(self, person: Person, word: str) -> str:
        """Put a word or phrase on the list; give it as it is shown there."""
        shown, key = " ".join(word.split()), word_key(word)
        if not key:
            raise NoWord
        if len(shown) > LONGEST_WORD:
            raise WordTooLong
        await self._database.write(self._add, person, key, shown)
        return shown

    async def remove(self, person: Person, word: str) -> str:
        """Take a word off the list; give it as it was shown there."""
        return await self._database.write(self._remove, person, word_key(word))

    async def _add(self, tx: Transaction, person: Person, key: str, shown: str) -> None:
        if len(await words.listed(tx, person.server_id)) >= MOST_WORDS:
            raise ListFull
        if not await words.add(tx, person.server_id, key, shown):
            raise WordListed
        await self._record(tx, person, EventKind.WORD_ADDED)

    async def _remove(self, tx: Transaction, person: Person, key: str) -> str:
        shown = await words.remove(tx, person.server_id, key)
        if shown is None:
            raise WordNotListed
        await self._record(tx, person, EventKind.WORD_REMOVED)
        return shown

    async def _record(self, tx: Transaction, person: Person, kind: EventKind) -> None:
        member = await self._people.see(tx, person)
        await events.append(tx, person.server_id, self._clock.now(), [Event(kind, member=member.id)])
