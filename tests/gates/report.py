"""What a gate tells when it is done."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Counts, how long each start of the bot took, at which steps it died, and every fault in words."""

    gate: str
    seed: int
    counts: Counter[str] = field(default_factory=Counter[str])
    seconds: list[float] = field(default_factory=list[float])
    steps: Counter[str] = field(default_factory=Counter[str])
    faults: list[str] = field(default_factory=list[str])

    @property
    def holds(self) -> bool:
        return not self.faults

    def lines(self) -> list[str]:
        """The report for people; a failure names the seed that replays it."""
        counts = ", ".join(f"{number:,} {what}" for what, number in self.counts.items())
        head = f"{self.gate} seed {self.seed}: {'holds' if self.holds else 'FAILS'}: {counts}"
        if self.seconds:
            order = sorted(self.seconds)
            head += f"; ready again in {order[len(order) // 2]:.2f} s (median), {self._p99(order):.2f} s (p99)"
        return [head, *(f"  {fault}" for fault in self.faults[:50])]

    @staticmethod
    def _p99(order: list[float]) -> float:
        return order[min(len(order) - 1, int(len(order) * 0.99))]
