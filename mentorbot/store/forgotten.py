"""The numbers of erased members, beside the backups: whoever restores one that still knows them forgets them again.

A number leads to nobody, but for a database or backup that was made before the person was erased.
"""

import os
from collections.abc import Iterable
from pathlib import Path

FILE = "erased.txt"
HEADING = (
    "# Members who had everything about them erased, by the numbers that stand for them in the log.\n"
    "# `mentorbot restore` reads this, so keep it beside the backups.\n"
)


def forgotten(folder: Path) -> set[int]:
    """Give the numbers that are in the list of this folder."""
    file = folder / FILE
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return {int(line) for line in lines if line.isdecimal()}


def remember(folder: Path, numbers: Iterable[int]) -> None:
    """Add numbers to the list; on disk when this returns."""
    known = forgotten(folder)
    wanted = known | set(numbers)
    if wanted == known:
        return
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{FILE}.unfinished"
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(HEADING + "".join(f"{number}\n" for number in sorted(wanted)))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / FILE)
