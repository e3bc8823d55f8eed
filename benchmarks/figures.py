"""Figures: what was measured, what it should be at most, and how both are printed."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

# Seconds of the processor: where its clock is coarse, little work takes none, and nothing can be divided by that.
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `target` is the most it should be and `least` the least, None where there is none."""

    name: str
    value: float
    unit: str
    target: float | None = None
    least: float | None = None

    @property
    def reached(self) -> bool:
        return (self.target is None or self.value <= self.target) and (self.least is None or self.value >= self.least)

    def __str__(self) -> str:
        line = f"{self.name}: {self.value:,.2f} {self.unit}".rstrip()
        wanted = [f"at most {self.target:,g}"] if self.target is not None else []
        wanted += [f"at least {self.least:,g}"] if self.least is not None else []
        return f"{line} ({', '.join(wanted)}: {'reached' if self.reached else 'NOT reached'})" if wanted else line


@dataclass(frozen=True, slots=True)
class Report:
    """What one benchmark found, with lines that explain it; `skipped` says why there is nothing."""

    title: str
    figures: list[Figure] = field(default_factory=list[Figure])
    notes: list[str] = field(default_factory=list[str])
    skipped: str | None = None

    def __str__(self) -> str:
        lines = [f"## {self.title}"]
        lines += [f"skipped: {self.skipped}"] if self.skipped else [str(figure) for figure in self.figures]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


def worked(since: float) -> float:
    """Give the seconds for which the processor has worked since `time.process_time()` said so."""
    return max(time.process_time() - since, LEAST)


def percentile(values: Sequence[float], percent: int) -> float:
    """Give the smallest value that at least `percent` of a hundred values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
