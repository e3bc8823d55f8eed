"""Waking up for what is due."""

import asyncio
from datetime import UTC, datetime, timedelta

from mentorbot.clock import SystemClock
from mentorbot.schedule import Schedule

PATIENCE = 10.0


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
