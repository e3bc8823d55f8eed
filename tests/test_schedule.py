"""Waking up for what is due."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from mentorbot import schedule as scheduling
from mentorbot.clock import ShiftedClock, SystemClock
from mentorbot.schedule import Schedule
from tests.discord.played import played_datetime

PATIENCE = 30.0
HOUR = timedelta(hours=1)


class Counted:
    """Ticks, and whoever waits for the next one."""

    def __init__(self) -> None:
        self.count = 0
        self._ticked = asyncio.Condition()

    async def tick(self) -> None:
        async with self._ticked:
            self.count += 1
            self._ticked.notify_all()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE), self._ticked:
            await self._ticked.wait_for(lambda: self.count >= count)


@pytest.fixture(autouse=True)
def no_safety_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing tick besides what a test is about, however long it waits."""
    monkeypatch.setattr(scheduling, "SAFETY_NET", timedelta(days=1))


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Set the computer's clock, as far as the schedule sees it; it is looked at more often than usual."""
    offset = timedelta()

    def step(by: timedelta) -> None:
        nonlocal offset
        offset += by

    kind = played_datetime(lambda: datetime.now(UTC) + offset)
    for module in ("mentorbot.schedule", "apscheduler.schedulers.base", "apscheduler.triggers.interval"):
        monkeypatch.setattr(f"{module}.datetime", kind)
    monkeypatch.setattr(scheduling, "LOOK_AT_CLOCK", 0.01)
    return step


@pytest.mark.parametrize("by", [HOUR, -HOUR])
async def test_a_clock_that_was_set_is_noticed_at_once(set_clock: Callable[[timedelta], None], by: timedelta) -> None:
    ticks = Counted()
    schedule = Schedule(SystemClock(), ticks.tick)
    schedule.start()
    try:
        schedule.wake_at(datetime.now(UTC))
        await ticks.until(1)
        set_clock(by)
        await ticks.until(2)
    finally:
        schedule.stop()


async def test_what_is_done_again_and_again_goes_on_after_the_clock_was_set_back(
    set_clock: Callable[[timedelta], None],
) -> None:
    often = Counted()
    schedule = Schedule(SystemClock(), Counted().tick)
    schedule.start()
    try:
        schedule.every(timedelta(seconds=0.05), often.tick, "often")
        await often.until(1)
        set_clock(-HOUR)
        await often.until(3)
    finally:
        schedule.stop()


async def test_a_later_plan_does_not_take_the_place_of_the_look_after_a_move() -> None:
    ticks, clock = Counted(), ShiftedClock()
    schedule = Schedule(clock, ticks.tick)
    schedule.start()
    try:
        clock.shift(HOUR)
        schedule.wake_at(clock.now() + HOUR)
        await ticks.until(1)
    finally:
        schedule.stop()


async def test_a_wake_up_that_comes_while_the_last_one_still_works_is_not_lost() -> None:
    """A tick plans the next moment before it ends, and that moment may come before it has ended."""
    second = asyncio.Event()
    ticks: list[int] = []

    async def tick() -> None:
        ticks.append(len(ticks))
        if len(ticks) == 1:
            schedule.wake_at(datetime.now(UTC) + timedelta(milliseconds=1))
            await second.wait()
        second.set()

    schedule = Schedule(SystemClock(), tick)
    schedule.start()
    try:
        schedule.wake_at(datetime.now(UTC))
        async with asyncio.timeout(PATIENCE):
            await second.wait()
    finally:
        schedule.stop()
    assert len(ticks) == 2
