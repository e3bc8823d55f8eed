"""G13's scanner hears every request that the bot makes on simcord, and knows for whose eyes it is."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.canaries import CANARIES, Canaries
from tests.discord.staffroom import Staffroom
from tests.discord.unnamed import claimed


@pytest.fixture
def canaries(request: pytest.FixtureRequest) -> Iterator[Canaries]:
    """The suite's own scanner, which forgets afterwards what was leaked to it on purpose."""
    heard = request.config.stash[CANARIES]
    yield heard
    heard.begin()


@pytest.mark.parametrize("what", ["mention", "name", "id"])
async def test_a_message_that_names_whoever_asked_is_noticed(room: Staffroom, canaries: Canaries, what: str) -> None:
    await claimed(room)
    assert canaries.found() == []
    thread: Any = room.bot.get_channel(room.thread.id) or await room.bot.fetch_channel(room.thread.id)
    await thread.send(f"Hello {getattr(room.amira, what)}")
    assert canaries.found() == ["whoever asked anonymously stands in what the bot sends by POST /channels/…/messages"]


async def test_the_reason_that_the_audit_log_shows_is_heard(room: Staffroom, canaries: Canaries) -> None:
    await claimed(room)
    thread: Any = await room.bot.fetch_channel(room.thread.id)
    await thread.edit(name="question-1", reason="for Amira")
    assert canaries.found() == ["whoever asked anonymously stands in what the bot sends by PATCH /channels/…"]


async def test_her_own_messages_may_name_her(room: Staffroom, canaries: Canaries) -> None:
    await claimed(room)
    channel = await room.bot.create_dm(room.bot.get_user(room.amira.id) or await room.bot.fetch_user(room.amira.id))
    await channel.send("Hello Amira")
    assert canaries.found() == []
