"""`mentorbot export`: the interaction log as a file, a page at a time."""

import asyncio
import contextlib
import random
import sys
from argparse import Namespace
from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from mentorbot.cli import exits
from mentorbot.cli.progress import Progress
from mentorbot.clock import SystemClock
from mentorbot.domain.periods import parse_period
from mentorbot.errors import Refused
from mentorbot.services.exporting import Exporting, Format
from mentorbot.services.people import People
from mentorbot.settings import Settings
from mentorbot.store.database import DamagedDatabase, SqliteDatabase
from mentorbot.store.migrating import NewerDatabase

Span = tuple[datetime, datetime]


def export(settings: Settings, asked: Namespace) -> int:
    """Write what was asked for, and say how it went on standard error, since standard output may be the file."""
    try:
        lines, place = _export(settings, asked)
    except Refused as refused:
        return _say(refused.words, exits.FAILED)
    except (DamagedDatabase, NewerDatabase) as error:
        return _say(str(error), exits.CONFIGURATION)
    except BrokenPipeError:  # for `main` to answer
        raise
    except OSError as error:
        return _say(f"{error.filename or 'The file'} could not be written: {error.strerror}.", exits.FAILED)
    return _say(f"{lines:,} lines written to {place}.", exits.OK)


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def _export(settings: Settings, asked: Namespace) -> tuple[int, str]:
    span = parse_period(_period(asked), SystemClock().now(), ZoneInfo(settings.zone))
    if not settings.database.is_file():
        raise Refused(f"There is no database at {settings.database}. MENTORBOT_DATABASE says where it is.")
    path: Path = asked.output or Path(f"mentorbot-log.{asked.format}")
    with _file(path) as file:
        lines = asyncio.run(_write(settings.database, span, Format(asked.format), asked.server, file))
    return lines, "standard output" if _is_standard_output(path) else str(path)


def _period(asked: Namespace) -> str:
    if asked.period and (asked.first or asked.last):
        raise Refused("Use either --period or --from and --to.")
    if asked.first and asked.last:
        return f"{asked.first} to {asked.last}"
    if asked.last:
        return f"2015-01-01 to {asked.last}"  # nothing on Discord is older
    return f"since {asked.first}" if asked.first else asked.period or "all"


async def _write(database: Path, span: Span, form: Format, server_id: int | None, file: BinaryIO) -> int:
    store = await SqliteDatabase.open(database)
    try:
        exporting = Exporting(store, SystemClock(), People(random.SystemRandom()))
        found = await exporting.export(*span, form, server_id=server_id)
        progress = Progress(sys.stderr, found.lines)
        done = -1 if form is Format.CSV else 0  # its heading is a line of the file, but none of the log
        try:
            async for piece in found.pieces:
                file.write(piece.encode())
                done += piece.count("\n")
                progress.at(done)
        finally:
            progress.finish()
    finally:
        await store.close()
    return found.lines


@contextlib.contextmanager
def _file(path: Path) -> Generator[BinaryIO, None, None]:
    """Give a file that appears under its name when it is whole, or not at all."""
    if _is_standard_output(path):
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    if path.exists():
        raise Refused(
            f"{path} exists already. Choose another name with --output, or move it away. Nothing was changed."
        )
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _is_standard_output(path: Path) -> bool:
    return str(path) == "-"
