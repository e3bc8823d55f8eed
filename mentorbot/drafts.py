"""Texts that wait for their writer's second look: in memory only, since one without a name must leave no trace."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Generic, TypeVar

T = TypeVar("T")

LIFE = timedelta(minutes=15)  # Discord lets a private answer be followed up for as long
MOST = 500
MOST_EACH = 5
NUMBERS = 2**62


class Standing(Enum):
    WAITING = auto()
    UNDERWAY = auto()
    POSTED = auto()


@dataclass(slots=True)
class Held(Generic[T]):
    """A draft of one writer; its text goes when it is posted, and only that it was stays to be known."""

    writer: int
    draft: T | None
    until: datetime
    standing: Standing = Standing.WAITING


class Drafts(Generic[T]):
    """Keeps drafts for a quarter of an hour, each under a number that nobody can guess."""

    def __init__(self) -> None:
        self._held: dict[int, Held[T]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def hold(self, writer: int, draft: T, now: datetime) -> int:
        """Keep a draft and give its number; the oldest make room."""
        self._forget_old(now)
        own = [number for number, held in self._held.items() if held.writer == writer]
        for number in self._too_many(own, MOST_EACH):
            del self._held[number]
        for number in self._too_many(list(self._held), MOST):
            del self._held[number]
        number = secrets.randbelow(NUMBERS)
        self._held[number] = Held(writer, draft, now + LIFE)
        return number

    def find(self, number: int, writer: int, now: datetime) -> Held[T] | None:
        """Give a draft to whoever wrote it."""
        self._forget_old(now)
        held = self._held.get(number)
        return held if held and held.writer == writer else None

    def drop(self, number: int, writer: int) -> None:
        if number in self._held and self._held[number].writer == writer:
            del self._held[number]

    @staticmethod
    def _too_many(numbers: list[int], most: int) -> list[int]:
        """Give the oldest, so many that one more finds room."""
        return numbers[: max(0, len(numbers) + 1 - most)]

    def _forget_old(self, now: datetime) -> None:
        for number in [number for number, held in self._held.items() if held.until <= now]:
            del self._held[number]
