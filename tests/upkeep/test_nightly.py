"""The nightly backup: once a night, also after days off, and told where it fails."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies

from mentorbot.domain.nights import last_night
from mentorbot.nightly import Nightly
from mentorbot.settings import Settings
from mentorbot.store.backups import made_at
from mentorbot.store.database import SqliteDatabase
from tests.played import PlayedClock

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    await (await SqliteDatabase.open(tmp_path / "mentorbot.db")).close()
    return Settings(database=tmp_path / "mentorbot.db", backup_keep=2)


def moments(settings: Settings) -> list[datetime]:
    return sorted(made_at(backup) for backup in settings.backups.iterdir())


async def test_once_a_night_and_only_the_newest_are_kept(settings: Settings) -> None:
    clock = PlayedClock(datetime(2026, 11, 2, 12, tzinfo=UTC))
    nightly = Nightly(settings, clock)
    for _ in range(4 * 24 * 6):
        await nightly.look()
        clock.move(minutes=10)
    assert moments(settings) == [datetime(2026, 11, day, 3, tzinfo=UTC) for day in (5, 6)]


async def test_a_computer_that_was_off_at_night_makes_it_in_the_morning(settings: Settings) -> None:
    clock = PlayedClock(datetime(2026, 11, 2, 2, 50, tzinfo=UTC))
    await Nightly(settings, clock).look()
    clock.move(hours=5)
    await Nightly(settings, clock).look()
    await Nightly(settings, clock).look()
    assert [moment.hour for moment in moments(settings)] == [2, 7]


async def test_none_are_made_where_none_are_wanted(settings: Settings) -> None:
    await Nightly(settings.model_copy(update={"backup_keep": 0}), PlayedClock()).look()
    assert not settings.backups.exists()


async def test_a_failure_is_told_and_forgotten_after_the_next(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.backups.touch()
    nightly = Nightly(settings, PlayedClock())
    await nightly.look()
    assert nightly.problem
    assert "the nightly backup could not be made" in caplog.text
    settings.backups.unlink()
    await nightly.look()
    assert nightly.problem is None
    assert len(moments(settings)) == 1


@given(
    strategies.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=strategies.just(UTC)),  # noqa: DTZ001 - the zone stands beside them
    strategies.sampled_from(["Europe/London", "Europe/Paris", "America/New_York", "Australia/Lord_Howe"]),
)
def test_last_night_is_three_oclock_and_at_most_a_long_day_ago(now: datetime, name: str) -> None:
    night = last_night(now, ZoneInfo(name))
    assert night <= now < night + timedelta(hours=25, minutes=1)
    assert night.astimezone(ZoneInfo(name)).hour == 3
