"""What stands at one moment of a play: who offers, who is helping, who was called and who met whom."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from mentorbot.simulation.community import Asking, Offering
from mentorbot.simulation.habits import WEEK

LONG_AGO = float("-inf")


@dataclass(slots=True)
class Help:
    """One link, seen from its helper; `until` is None while it runs."""

    since: float
    until: float | None = None

    def length(self, now: float) -> float:
        return (now if self.until is None else self.until) - self.since


@dataclass(slots=True)
class Present:
    """`calls` counts by week and member; `met` is when two last met, whoever asked."""

    now: float = 0.0
    offering: dict[int, Offering] = field(default_factory=dict[int, Offering])
    open: dict[int, Asking] = field(default_factory=dict[int, Asking])
    calls: Counter[tuple[int, int]] = field(default_factory=Counter[tuple[int, int]])
    called_at: dict[int, float] = field(default_factory=dict[int, float])
    helped: dict[int, list[Help]] = field(default_factory=lambda: defaultdict[int, list[Help]](list))
    helped_at: dict[int, float] = field(default_factory=dict[int, float])
    met: dict[frozenset[int], float] = field(default_factory=dict[frozenset[int], float])

    def note_call(self, member: int) -> None:
        self.calls[int(self.now // WEEK), member] += 1
        self.called_at[member] = self.now

    def calls_this_week(self, member: int) -> int:
        return self.calls[int(self.now // WEEK), member]

    def links(self, member: int) -> int:
        return sum(given.until is None for given in self.helped[member])

    def minutes_this_week(self, member: int, longest: float) -> int:
        """Give how long somebody has helped since Monday, each link counting `longest` at the most."""
        monday = self.now - self.now % WEEK
        recent = (given for given in self.helped[member] if given.since >= monday)
        return int(
            sum(min((self.now if given.until is None else given.until) - given.since, longest) for given in recent)
        )

    def met_at(self, one: int, other: int) -> float:
        return self.met.get(frozenset((one, other)), LONG_AGO)
