"""What Discord, or something before it, may answer instead of doing what was asked; and when it does."""

from collections import Counter
from dataclasses import dataclass

from mentorbot.playground.errors import KNOWN
from mentorbot.playground.faults import Fault, FaultKind, Faults
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
        return f"{self.status} {self.page[:24]!r}"


CODED = tuple(
    Mishap(KNOWN[code][0], code) for code in sorted({*IN_DISCORD_MD, *CODES, 10015, 30003, 40005, 50027, 160005})
)
BARE = tuple(Mishap(status) for status in (400, 401, 403, 404, 405, 409, 413, 415, 500, 501, 502, 503, 504, 520, 524))
UNKNOWN = (Mishap(400, 999_999), Mishap(403, 999_999), Mishap(404, 999_999))
LIMITS = (
    Mishap(429, page='{"message": "You are being rate limited.", "retry_after": 0.3, "global": false}'),
    Mishap(429, page='{"message": "You are being rate limited.", "retry_after": 0.3, "global": true}'),
    Mishap(429, page='{"message": "The resource is being rate limited.", "retry_after": 3600, "global": false}'),
    Mishap(429, page='{"message": "You are being rate limited.", "retry_after": 3600, "global": true}'),
    Mishap(429, page='{"message": "no more than that"}'),
    Mishap(429, page=HTML),
)
PAGES = (
    *(Mishap(status, page=HTML) for status in (200, 403, 502, 503)),
    *(Mishap(status, page="") for status in (200, 400, 404, 500)),
    Mishap(200, page='{"id": "1'),
    Mishap(500, page='{"id": "1'),
)
MISHAPS = (*CODED, *BARE, *UNKNOWN, *LIMITS, *PAGES)


class Mischief(Faults):
    """At most one fault for each kind of request, and at which of its calls it begins."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: Counter[str] = Counter()
        self.armed: dict[str, Fault] = {}
        self._first: dict[str, int] = {}

    def arm(self, route: str, mishap: Mishap, *, first: int, times: int) -> None:
        self.armed[route] = Fault("status", route, times, status=mishap.status, code=mishap.code, page=mishap.page)
        self._first[route] = first

    def clear(self) -> None:
        super().clear()
        self.calls.clear()
        self.armed.clear()

    def strike(self, name: str, *kinds: FaultKind) -> Fault | None:
        """The fault of exactly this request, from its first call on, so many times."""
        if "status" not in kinds:
            return super().strike(name, *kinds)
        self.calls[name] += 1
        fault = self.armed.get(name)
        if fault is None or self.calls[name] < self._first[name] or fault.struck >= (fault.times or 1):
            return None
        fault.struck += 1
        return fault
