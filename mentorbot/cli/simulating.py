"""`mentorbot simulate`: what a setting does, before it is changed."""

import asyncio
import contextlib
import sys
from argparse import Namespace
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from mentorbot.cli import exits
from mentorbot.cli.comparing import TODAY, NotPlayable, supposed, variants
from mentorbot.cli.progress import Progress
from mentorbot.clock import SystemClock
from mentorbot.domain.routing import USUAL_SPREAD
from mentorbot.errors import Refused
from mentorbot.settings import Settings
from mentorbot.simulation.habits import Habits
from mentorbot.simulation.history import History, read
from mentorbot.simulation.picture import picture
from mentorbot.simulation.records import records
from mentorbot.simulation.running import Plan, Results, play
from mentorbot.simulation.table import comparisons, table
from mentorbot.simulation.told import about, lived
from mentorbot.store import servers
from mentorbot.store.database import DamagedDatabase, SqliteDatabase
from mentorbot.store.migrating import NewerDatabase

MODEL = "A model, not a promise: docs/simulation.md says what it assumes, and what it leaves out."
TITLE = "Ways of calling for help"


def simulate(settings: Settings, asked: Namespace) -> int:
    """Play, print the table, and write what files were asked for."""
    try:
        _simulate(settings, asked)
    except NotPlayable as refused:
        return _complain(refused.words, exits.USAGE)
    except Refused as refused:
        return _complain(refused.words, exits.FAILED)
    except (DamagedDatabase, NewerDatabase) as error:
        return _complain(str(error), exits.CONFIGURATION)
    except BrokenPipeError:  # for `main` to answer
        raise
    except OSError as error:
        return _complain(f"{error.filename or 'The file'} could not be written: {error.strerror}.", exits.FAILED)
    return exits.OK


def _simulate(settings: Settings, asked: Namespace) -> None:
    files: list[Path] = [path for path in (asked.picture, asked.json) if path is not None and str(path) != "-"]
    _check(asked, files)
    variants(settings, asked.compare)  # what cannot be played is said before a log is read
    history = _history(settings, asked) if asked.from_log else None
    ways = variants(settings, asked.compare, history.spread if history else USUAL_SPREAD)
    habits = _habits(asked, history)
    plan = Plan(habits, ways, weeks=asked.weeks, runs=asked.runs, seed=asked.seed)
    with _watched(plan.plays) as progress:
        results = play(plan, progress.at)
    if asked.picture:
        ours = [variant.name for variant in ways]
        asked.picture.write_text(picture(results, TITLE, list(about(plan, history)), ours), "utf-8")
    if asked.json in files:
        asked.json.write_text(records(plan, results, history) + "\n", "utf-8")
    for path in files:
        print(f"Written to {path}.", file=sys.stderr)
    if asked.json and asked.json not in files:
        print(records(plan, results, history))
    else:
        _print(plan, results, history)


def _check(asked: Namespace, files: list[Path]) -> None:
    if not asked.from_log and (asked.server or asked.database):
        raise NotPlayable("--server and --database say which log to read: give --from-log as well.")
    for path in files:
        if path.exists():
            raise Refused(f"{path} exists already. Choose another name, or move it away. Nothing was changed.")


def _habits(asked: Namespace, history: History | None) -> Habits:
    habits = history.habits if history else Habits()
    if asked.members:
        habits = replace(habits, members=asked.members)
    return supposed(habits, asked.suppose)


def _history(settings: Settings, asked: Namespace) -> History:
    path: Path = asked.database or settings.database
    if not path.is_file():
        raise Refused(f"There is no database at {path}. --database or MENTORBOT_DATABASE says where it is.")
    return asyncio.run(_read(path, asked.server))


async def _read(path: Path, wanted: int | None) -> History:
    store = await SqliteDatabase.open(path)
    try:
        ids = await store.read(servers.all_ids)
        server = await store.read(servers.get, _chosen(ids, wanted))
        assert server is not None
        history = await store.read(read, server.id, SystemClock().now(), ZoneInfo(server.zone))
        return replace(history, spread=server.spread)
    finally:
        await store.close()


def _chosen(ids: list[int], wanted: int | None) -> int:
    if wanted is not None and wanted not in ids:
        raise Refused(f"The server {wanted} is not in this database.")
    if not ids:
        raise Refused("No server is in this database yet: the bot has to be used before its log can be played.")
    if wanted is None and len(ids) > 1:
        raise Refused(
            f"This database holds {len(ids)} servers. Say which with --server ID: {', '.join(map(str, ids))}."
        )
    return wanted or ids[0]


def _print(plan: Plan, results: Results, history: History | None) -> None:
    for line in about(plan, history):
        print(line)
    print()
    for line in table(results):
        print(line)
    print()
    if others := [variant.name for variant in plan.variants[1:]]:
        for line in comparisons(results, TODAY, others):
            print(line)
        print()
    for line in lived(plan, results[TODAY], history):
        print(line)
    print(MODEL)


@contextlib.contextmanager
def _watched(plays: int) -> Generator[Progress]:
    progress = Progress(sys.stderr, plays, of="plays")
    try:
        yield progress
    finally:
        progress.finish()


def _complain(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
