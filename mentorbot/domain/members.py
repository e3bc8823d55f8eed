"""A person on one server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever acts, as Discord names them: ids of Discord's and the name that others see."""

    server_id: int
    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """What is remembered of a person; `id` is the number that stands for them in the log."""

    id: int
    server_id: int
    user_id: int | None
    name: str | None
    call_outside: bool
    paused: bool
