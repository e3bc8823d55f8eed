"""A practice server with the real bot beside it, in a process of its own."""

from collections.abc import AsyncIterator

import pytest

from mentorbot.playground.practice import Practice
from tests.wire.staffroom import Staffroom


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    async with Practice(answer_seconds=20) as running:
        yield running


@pytest.fixture
def room(practice: Practice) -> Staffroom:
    return Staffroom(practice)
