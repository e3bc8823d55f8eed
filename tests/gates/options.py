"""What a gate is asked to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`long` asks for a night's work instead of CI's share, `broken` for a fault on purpose, which has to be noticed.

    `step` is the one step to be replayed, in gates that have steps.
    """

    seed: int
    long: bool = False
    broken: str = ""
    step: int | None = None
