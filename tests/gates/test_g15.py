"""G15, all of it, that it leaves no service's write out, and how it fails."""

import ast
import asyncio
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest

import mentorbot.services
from mentorbot.store import servers
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.gates.g15 import BROKEN, cancels, path_by_all, still_open
from tests.gates.scenes import SCENES
from tests.gates.shares import SEED, held
from tests.gates.storage.cancelling import PATIENCE
from tests.played import played

pytestmark = pytest.mark.gate


async def test_g15_whoever_is_cancelled_leaves_all_or_nothing_and_a_store_that_works() -> None:
    report = await cancels(SEED)
    held(report)
    assert report.counts["scenes"] == len(SCENES)
    assert report.counts["thresholds"] == 4
    assert report.counts["cancelled at a turn"] >= 500
    assert report.counts["cancelled at a statement"] >= 200


@pytest.mark.parametrize("broken", BROKEN)
async def test_g15_fails_when_the_door_is_broken(broken: str) -> None:
    report = await cancels(SEED, broken=broken, names=("claiming",))
    assert len(report.faults) >= 5


async def test_g15_waits_for_a_slow_read_that_nobody_waits_for_any_more(tmp_path: Path) -> None:
    reading, go_on = Event(), Event()

    async def slowly(tx: Transaction) -> None:
        await tx.all(tuple, "SELECT * FROM question")
        reading.set()
        go_on.wait(PATIENCE)

    async with played(tmp_path) as web:
        cancelled = asyncio.create_task(web.database.read(slowly))
        await asyncio.to_thread(reading.wait, PATIENCE)
        cancelled.cancel()
        judging = asyncio.create_task(path_by_all(web.database))
        try:
            for number in range(10):  # turns enough to judge in
                await web.database.write(servers.keep, "turn", str(number))
            assert not judging.done()
        finally:
            go_on.set()
        assert still_open(await judging) == []


async def test_every_write_of_the_services_has_a_scene(tmp_path: Path) -> None:
    seen: set[str] = set()
    real = SqliteDatabase.write

    async def write(database: SqliteDatabase, work: Any, /, *args: Any, **kwargs: Any) -> Any:
        seen.add(work.__name__)
        return await real(database, work, *args, **kwargs)

    with patch.object(SqliteDatabase, "write", write):
        for number, scene in enumerate(SCENES.values()):
            (tmp_path / str(number)).mkdir()
            async with played(tmp_path / str(number)) as web:
                await (await scene(web))(web)
    assert written() - seen == set()


def written() -> set[str]:
    """The names of all that the services hand to `write`, read from their text."""
    modules = Path(mentorbot.services.__path__[0]).glob("*.py")
    calls = [node for module in modules for node in ast.walk(ast.parse(module.read_text("utf-8")))]
    return {
        ast.unparse(call.args[0]).rpartition(".")[2]
        for call in calls
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "self._database.write"
    }
