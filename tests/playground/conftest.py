"""A practice server without a bot, and clients that stand in for one."""

from collections.abc import AsyncIterator

import pytest

from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient, Page, Rest


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    async with Practice(bot="external", answer_seconds=30) as running:
        yield running


@pytest.fixture
async def rest(practice: Practice) -> AsyncIterator[Rest]:
    async with Rest(practice) as client:
        yield client


@pytest.fixture
async def gateway(practice: Practice) -> AsyncIterator[GatewayClient]:
    """A bot's gateway connection that has identified itself with the intents of mentorbot."""
    async with GatewayClient(practice) as client:
        await client.identify()
        yield client


@pytest.fixture
async def page(practice: Practice) -> AsyncIterator[Page]:
    async with Page(practice) as client:
        yield client
