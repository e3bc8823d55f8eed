"""G3, as much of it as every run of CI can take, how it fails, and that its recorder and its disk are right."""

from pathlib import Path
from random import Random

import pytest

from tests.gates.g3 import BROKEN, cuts
from tests.gates.scenes import SCENES
from tests.gates.shares import SEED, held
from tests.gates.storage.disk import Delete, Disk, Make, Shorten, Sync, Write
from tests.gates.storage.recorder import recorded
from tests.played import played

pytestmark = pytest.mark.gate

WORDS = {"normal": {"lost"}, "deaf": {"lost", "corrupt"}, "piecemeal": {"half"}}


async def test_g3_nothing_acknowledged_is_lost_and_nothing_is_damaged_when_the_power_is_cut() -> None:
    report = await cuts(SEED, count=2000)
    held(report)
    assert report.counts["cuts"] == 2000
    assert report.counts["recordings"] == 10
    assert report.counts["with something unsynced"] >= 800, "cuts that could lose something"
    assert report.counts["acknowledged writes"] >= 500


@pytest.mark.parametrize("broken", BROKEN)
async def test_g3_fails_when_commits_or_the_disk_are_broken(broken: str) -> None:
    report = await cuts(SEED, count=60, broken=broken)
    assert not report.holds
    assert set(report.counts) >= WORDS[broken]


async def test_what_is_recorded_makes_the_very_files_that_stand_there(tmp_path: Path) -> None:
    with recorded(tmp_path) as steps:
        async with played(tmp_path) as web:
            for name in ("asking", "claiming", "changing topics"):
                await (await SCENES[name](web))(web)
            there = {name: (tmp_path / name).read_bytes() for name in ("mentorbot.db", "mentorbot.db-wal")}
            disk = Disk({})
            for step in [*steps, *map(Sync, ("", *there))]:
                disk.take(step)
            assert disk.remains(Random(1)) == there


def test_a_disk_keeps_what_was_synced_and_anything_of_the_rest() -> None:
    disk = Disk({"kept": b"a" * 2048})
    for step in (Write("kept", 0, b"b" * 512), Sync("kept"), Write("kept", 512, b"c" * 1024), Make("new")):
        disk.take(step)
    found = [disk.remains(Random(seed)) for seed in range(300)]
    assert {files["kept"][:512] for files in found} == {b"b" * 512}
    assert {files["kept"][1536:] for files in found} == {b"a" * 512}
    middles = {files["kept"][512:1536] for files in found}
    assert middles >= {b"a" * 1024, b"c" * 1024, b"a" * 512 + b"c" * 512, b"c" * 512 + b"a" * 512}
    assert any(middle.count(b"c") % 512 for middle in middles), "a sector is torn"
    assert {"new" in files for files in found} == {True, False}


def test_a_disk_forgets_neither_names_nor_lengths_once_they_are_synced() -> None:
    disk = Disk({"old": b"gone", "long": b"abcdef"})
    for step in (Make("new"), Delete("old"), Sync(""), Write("new", 0, b"safe"), Shorten("long", 3)):
        disk.take(step)
    for step in (Sync("new"), Sync("long")):
        disk.take(step)
    assert all(disk.remains(Random(seed)) == {"new": b"safe", "long": b"abc"} for seed in range(50))
