"""Whom a question leans to in a play: the bot's own memory of who answered what, read when the bot reads it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mentorbot.domain.matching import Candidate
from mentorbot.domain.routing import EVENLY, NOBODY, Memory
from mentorbot.simulation.community import Asking


class Recalled:
    """What happened waits until somebody next asks or begins to offer, as the bot reads its log then."""

    def __init__(self, spread: int) -> None:
        self._spread = spread
        self._memory = Memory()
        self._unread: list[Callable[[], object]] = []

    def asked(self, asking: Asking) -> None:
        self._unread.append(lambda: self._memory.ask(asking.asker, asking.words, number=asking.number))

    def called(self, members: Sequence[int]) -> None:
        self._unread.append(lambda: self._memory.call(members))

    def seen(self, member: int) -> None:
        """Note that somebody offered or claimed."""
        self._unread.append(lambda: self._memory.see(member))

    def answered(self, asking: Asking, helper: int) -> None:
        self._unread.append(lambda: self._memory.answer(asking.number, helper))

    def read_up(self) -> None:
        for happened in self._unread:
            happened()
        self._unread.clear()

    def lean(self, asking: Asking, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Give candidates with how likely they answer."""
        evenly = self._spread >= EVENLY
        leaning = NOBODY if evenly else self._memory.leaning(asking.words, load=self._spread / EVENLY)
        return [replace(one, leaning=leaning.bands.get(one.member, 0)) for one in candidates]
