"""Faults that can be switched on, to see how the bot bears them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mentorbot.playground.ratelimits import Scope

FaultKind = Literal["delay", "status", "reset", "lost-ack", "late-ack", "failed-ack", "duplicate"]


@dataclass(slots=True)
class Fault:
    """What goes wrong, where, how often.

    `route` is part of a request's name, such as "POST /channels/{channel_id}/messages", or of an event's, such as
    "INTERACTION_CREATE"; empty means any. `delay` waits `seconds` before the request is handled; `status` answers with
    it and does nothing; `reset` breaks the connection before, `lost-ack` after the request was handled; `late-ack`
    answers `seconds` after that, `failed-ack` with `status` in spite of it; `duplicate` delivers a gateway event twice,
    and at "RESUMED" once more what was told before the connection broke. `times` is how often it strikes (None: until
    cleared), `chance` how likely it is. A `status` of 429 goes on for `seconds`, as far as its `scope` reaches.
    `code` is Discord's own number for an error; `page` is answered word for word instead, as proxies do.
    """

    kind: FaultKind
    route: str = ""
    times: int | None = 1
    seconds: float = 0.5
    status: int = 500
    chance: float = 1.0
    scope: Scope = "user"
    code: int = 0
    page: str | None = None
    struck: int = 0


class Faults:
    """The faults that are on. `rng` decides where chance does, so that a run can be replayed."""

    def __init__(self, rng: random.Random | None = None) -> None:
        self.rng = rng or random.Random()  # noqa: S311 - chance here is for practice, not for secrets
        self._on: list[Fault] = []

    def add(
        self,
        kind: FaultKind,
        route: str = "",
        *,
        times: int | None = 1,
        seconds: float = 0.5,
        status: int = 500,
        chance: float = 1.0,
        scope: Scope = "user",
        code: int = 0,
        page: str | None = None,
    ) -> Fault:
        fault = Fault(kind, route, times, seconds, status, chance, scope, code, page)
        self._on.append(fault)
        return fault

    def clear(self) -> None:
        self._on.clear()

    def strike(self, name: str, *kinds: FaultKind) -> Fault | None:
        """The fault that strikes the request or event of this name now, if any."""
        for fault in self._on:
            if fault.kind in kinds and fault.route in name and self._happens(fault):
                return fault
        return None

    def answer(self, name: str, path: Mapping[str, str], body: Any) -> Fault | None:  # noqa: ARG002 - for those that override it
        """The fault that is answered to this request; for those that choose by what is asked for, not by the route."""
        return self.strike(name, "status")

    def _happens(self, fault: Fault) -> bool:
        if fault.times is not None and fault.struck >= fault.times:
            return False
        if fault.chance < 1 and self.rng.random() >= fault.chance:
            return False
        fault.struck += 1
        return True
