"""Finds who answers a press or a sent form: by the first word of its custom id, as in `claim:12`.

Buttons, selects and forms are drawn anew each time and never kept, so they work after a restart, memory stays flat,
and editing one message can't unregister another's buttons.
"""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import discord

Handler = Callable[..., Awaitable[None]]
F = TypeVar("F", bound=Handler)
MARK = "__answers__"
LARGEST = 2**63 - 1  # of the numbers that a database can hold


class UnknownRoute(LookupError):
    """A press that nobody answers: an old message's button whose feature is gone, or one that was made up."""


def answers(word: str) -> Callable[[F], F]:
    """Mark a cog's method as the answer to presses whose custom id begins with `word`.

    The numbers after it are given to the method: `claim:12` calls `claim(interaction, 12)`.
    """

    def mark(handler: F) -> F:
        setattr(handler, MARK, word)
        return handler

    return mark


class Routes:
    """Every word that can be pressed, and its answer."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}
        self._signatures: dict[str, inspect.Signature] = {}

    def include(self, cog: object) -> None:
        """Take in the marked methods of a cog; a word that is taken already is an error."""
        for _, handler in inspect.getmembers(cog, inspect.ismethod):
            word = getattr(handler, MARK, None)
            if word is None:
                continue
            if word in self._handlers:
                raise ValueError(f"two answers to {word!r}")
            self._handlers[word] = handler
            self._signatures[word] = inspect.signature(handler)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self._handlers)

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Call whoever answers this press or form."""
        custom_id = str((interaction.data or {}).get("custom_id", ""))
        word, *rest = custom_id.split(":")
        handler = self._handlers.get(word)
        if handler is None:
            raise UnknownRoute(word)
        await handler(interaction, *self._fitting(word, [int(part) for part in rest if part.isdecimal()]))

    def _fitting(self, word: str, numbers: list[int]) -> list[int]:
        """Give the numbers back, or raise `UnknownRoute` where they are not what this word's answer takes."""
        try:
            self._signatures[word].bind(None, *numbers)
        except TypeError:
            raise UnknownRoute(word) from None
        if any(number > LARGEST for number in numbers):
            raise UnknownRoute(word)
        return numbers
