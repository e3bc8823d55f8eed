"""Another process that holds a database's write lock: a backup tool, say, or somebody with a console."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@asynccontextmanager
async def held_by_another(database: Path) -> AsyncGenerator[None]:
    """Nobody else can write until the end of this."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-S", "-c", HOLD, database, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    try:
        if await process.stdout.readline() != b"held\n":
            raise RuntimeError("The lock could not be taken.")
        yield
    finally:
        process.stdin.close()
        await process.wait()
