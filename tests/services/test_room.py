"""With hardly any space left on the disk, nothing new is begun, and everything else goes on."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Draft, Status
from mentorbot.parts import assemble
from mentorbot.services.room import MEGABYTE, NearlyFull, Room
from tests.played import CHANNEL, Web, played


class Disk:
    free = 500 * MEGABYTE

    def look(self, _: Path) -> int:
        return self.free


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
async def web(tmp_path: Path, disk: Disk) -> AsyncIterator[Web]:
    async with played(tmp_path) as opened:
        room = Room(tmp_path, 100, disk.look)
        opened.parts = assemble(opened.database, Policy(), opened.clock, Random(1), opened.look, room)
        yield opened


async def test_new_questions_and_offers_are_refused_and_the_rest_goes_on(web: Web, disk: Disk) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask()
    disk.free = 99 * MEGABYTE
    with pytest.raises(NearlyFull, match="hardly any space left"):
        await web.parts.asking.ask(web.person("Chloe"), Draft("Why?", "excel"), CHANNEL)
    with pytest.raises(NearlyFull):
        await web.parts.offering.offer(web.person("Chloe"), web.clock.now() + timedelta(hours=1), [])
    await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    assert (await web.question(asked.question.id)).status is Status.CLAIMED


async def test_it_heals_by_itself_and_says_both_once(web: Web, disk: Disk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mentorbot.services.room")
    disk.free = 0
    for _ in range(3):
        with pytest.raises(NearlyFull):
            await web.ask()
    disk.free = 100 * MEGABYTE
    await web.ask()
    await web.ask("Chloe")
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]


async def test_a_limit_of_nothing_never_looks(tmp_path: Path) -> None:
    def look(_: Path) -> int:
        raise AssertionError("nobody asked for this")

    Room(tmp_path, 0, look).check()
