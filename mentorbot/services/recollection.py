"""What a server's people asked and answered, read from its log and its questions: whom a new question leans to.

Nothing of it is kept anywhere else, it holds no names, and nobody waits for it: where it isn't read yet, or can't be,
a question leans to nobody and the rule goes on without it.
"""

import asyncio
import logging
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from mentorbot.domain.events import EventKind
from mentorbot.domain.questions import Outcome
from mentorbot.domain.routing import EVENLY, NOBODY, Leaning, Memory, Weights
from mentorbot.domain.wording import words_of
from mentorbot.store import happenings
from mentorbot.store.database import Database, Transaction
from mentorbot.store.happenings import Happening

log = logging.getLogger(__name__)

PAGE = 50
PATIENCE = 0.05  # seconds that an ask waits for what happened just before it
MOST_QUESTIONS = 5_000  # of all servers together; whoever asked longest ago is read again when they next ask
UNANSWERED = frozenset({Outcome.ERASED, Outcome.HELPER_LEFT, Outcome.WITHDRAWN, Outcome.UNANSWERED})


@dataclass(slots=True)
class _Lived:
    """A server's memory up to a line of its log; `begun_at` was the last line when it began to be read."""

    read_to: int
    begun_at: int
    whole: bool = False
    memory: Memory = field(default_factory=Memory)

    def take_in(self, happening: Happening) -> None:
        self.read_to = happening.id
        match happening.kind:
            case EventKind.ASKED:
                assert happening.question is not None
                self.memory.ask(happening.member, _words(happening.text or ""), number=happening.question)
            case EventKind.CALLED if happening.member is not None:
                self.memory.call([happening.member])
            case EventKind.OFFERED | EventKind.CLAIMED if happening.member is not None:
                self.memory.see(happening.member)
            case EventKind.QUESTION_CLOSED if happening.other is not None and happening.detail not in UNANSWERED:
                self.memory.answer(happening.question or 0, happening.other)
            case _:
                pass


class Recollection:
    """One memory a server, in a thread of the database's: what is read there is read from there too."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lived: OrderedDict[int, _Lived] = OrderedDict()
        self._forgotten = 0
        self._reading: dict[int, asyncio.Task[None]] = {}
        self._lock = threading.Lock()

    async def read_up(self, server_id: int) -> None:
        """Take in what happened on a server since it was last looked at; a long past is read on without us."""
        if server_id not in self._reading:
            self._reading[server_id] = asyncio.create_task(self._read_up(server_id))
        await asyncio.wait({self._reading[server_id]}, timeout=PATIENCE)

    def leaning(self, server_id: int, text: str | None, spread: int) -> Leaning:
        """Say whom a question leans to; the higher `spread`, the less to those called lately, and at 100 to nobody."""
        if text is None or spread >= EVENLY or not self._lock.acquire(timeout=PATIENCE):
            return NOBODY
        try:
            lived = self._lived.get(server_id)
            return lived.memory.leaning(_words(text), load=spread / EVENLY) if lived and lived.whole else NOBODY
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Forget everything, at once: it is read again when it is next needed, without whoever was erased."""
        with self._lock:
            self._forgotten += 1
            self._lived.clear()

    async def _read_up(self, server_id: int) -> None:
        try:
            while await self._database.read(self._read_page, server_id):
                pass  # one page a visit: in between everybody else has their turn
        except Exception:
            log.exception("what people answered could not be read; questions lean to nobody meanwhile")
            self.forget()
        finally:
            del self._reading[server_id]

    async def _read_page(self, tx: Transaction, server_id: int) -> bool:
        """Take in the next page; say whether there is more to read."""
        forgotten = self._forgotten  # noted before the first statement: whatever is erased later is seen by this
        lived = self._lived.get(server_id)
        if lived is None:
            start = await happenings.before_last(tx, server_id, Weights().kept)
            lived = _Lived(start, await happenings.last(tx, server_id))
        page = await happenings.since(tx, server_id, lived.read_to, PAGE)
        with self._lock:
            if forgotten != self._forgotten:
                return True
            if any(one.kind is EventKind.ERASED and one.id > lived.begun_at for one in page):
                self._lived.pop(server_id, None)
                return True
            for happening in page:
                lived.take_in(happening)
            lived.whole = lived.whole or len(page) < PAGE
            self._lived[server_id] = lived
            self._make_room(server_id)
        return len(page) == PAGE

    def _make_room(self, server_id: int) -> None:
        self._lived.move_to_end(server_id)
        while len(self._lived) > 1 and sum(lived.memory.remembered for lived in self._lived.values()) > MOST_QUESTIONS:
            self._lived.popitem(last=False)


def _words(text: str) -> list[str]:
    return [word.text for word in words_of(text)]
