"""Folders with a database in them, where there is a quick place for them."""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

FILE, INDEX = "mentorbot.db", "mentorbot.db-shm"
MEMORY = Path("/dev/shm")  # where there is such a thing, real disks are spared
Files = dict[str, bytes]


@contextmanager
def folder_with(files: Files) -> Generator[Path]:
    """Give a new folder that holds these files."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="mentorbot-gate-", dir=place) as name:
        for file, content in files.items():
            (Path(name) / file).write_bytes(content)
        yield Path(name)


def files_in(folder: Path) -> Files:
    return {file.name: file.read_bytes() for file in folder.iterdir()}
