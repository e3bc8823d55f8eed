"""What Discord, or something before it, may answer instead of doing what was asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mentorbot.playground.errors import KNOWN
from mentorbot.playground.faults import Fault, Faults
from mentorbot.verdicts import CODES

HTML = "<!DOCTYPE html><html><head><title>Error</title></head><body>cloudflare</body></html>"
IN_DISCORD_MD = (10003, 10004, 10007, 10008, 10062, 40060, 50001, 50007, 50013, 50035, 50083, 160004, 160006)


@dataclass(frozen=True, slots=True)
class Mishap:
    """One wrong answer."""

    status: int
    code: int = 0
    page: str | None = None

    def __str__(self) -> str:
        if self.page is None:
            return f"{self.status} {self.code}" if self.code else str(self.status)
        return f"{self.status} {self.page[:90]!r}"

    @property
    def final(self) -> bool:
        """Whether Discord itself says by it that asking again changes nothing."""
        return self.page is None and 400 <= self.status < 500

    def to_be_met_alone(self, *, with_token: bool) -> bool:
        """Whether it ends the process, or silences everything."""
        return self == BAN or (with_token and self.status == 401)


CODED = tuple(
    Mishap(KNOWN[code][0], code) for code in sorted({*IN_DISCORD_MD, *CODES, 10015, 30003, 40005, 50027, 160005})
)
BARE = tuple(Mishap(status) for status in (400, 401, 403, 404, 405, 409, 413, 415, 500, 501, 502, 503, 504, 520, 524))
UNKNOWN = (Mishap(400, 999_999), Mishap(403, 999_999), Mishap(404, 999_999))
BAN = Mishap(429, page=HTML)
LIMITS = (
    Mishap(429, page='{"message": "You are being rate limited.", "retry_after": 0.3, "global": false}'),
    Mishap(429, page='{"message": "You are being rate limited.", "retry_after": 0.3, "global": true}'),
    Mishap(429, page='{"message": "The resource is being rate limited.", "retry_after": 3600, "global": false}'),
    Mishap(429, page='{"message": "You are being rate limited.", "retry_after": 3600, "global": true}'),
    Mishap(429, page='{"message": "no more than that"}'),
    BAN,
)
PAGES = (
    *(Mishap(status, page=HTML) for status in (200, 403, 502, 503)),
    *(Mishap(status, page="") for status in (200, 400, 404, 500)),
    Mishap(200, page="{}"),
    Mishap(200, page='{"id": "1'),
    Mishap(500, page='{"id": "1'),
)
MISHAPS = (*CODED, *BARE, *UNKNOWN, *LIMITS, *PAGES)


@dataclass(slots=True)
class Trap:
    """A wrong answer that waits for a kind of call in one slot, for so many of its calls."""

    mishap: Mishap
    times: int
    struck: int = 0


Kind = tuple[str, int | None]
"""What a call is for, and whose: a slot's number, or None where it is nobody's in particular."""


class Mischief(Faults):
    """At most one trap for each kind of call of each slot. `kind_of` says which call is which."""

    def __init__(self, kind_of: Callable[[str, Mapping[str, str], Any], Kind]) -> None:
        super().__init__()
        self.seen: dict[str, str] = {}
        """Every kind of call that was made, with its route."""
        self.traps: dict[tuple[str, int], Trap] = {}
        self._kind_of = kind_of

    def answer(self, name: str, path: Mapping[str, str], body: Any) -> Fault | None:
        kind, slot = self._kind_of(name, path, body)
        self.seen.setdefault(kind, name)
        if slot is None:  # nobody's: whoever waits for one
            slot = next((one for (what, one), trap in self.traps.items() if what == kind and not trap.struck), -1)
        trap = self.traps.get((kind, slot))
        if trap is None or trap.struck >= trap.times:
            return super().answer(name, path, body)
        trap.struck += 1
        return Fault("status", status=trap.mishap.status, code=trap.mishap.code, page=trap.mishap.page)

    def met(self) -> set[tuple[str, Mishap]]:
        return {(kind, trap.mishap) for (kind, _), trap in self.traps.items() if trap.struck}
