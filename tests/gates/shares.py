"""What the tests of the gates have in common: CI's seed, and what it means that a gate holds."""

import os

from tests.gates.report import Report

SEED = int(os.environ.get("GATE_SEED", "20261121"))


def held(report: Report) -> None:
    """Say what the gate counted, and fail with its faults."""
    lines = "\n".join(report.lines())
    print(lines)  # noqa: T201 - a gate's counts and seed are its result
    assert report.holds, lines
