"""The oracle itself: it must object to what is wrong, or its silence proves nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mentorbot.playground.practice import Practice
from mentorbot.playground.realm import Recorded
from tests.playground.clients import Rest
from tests.wire.oracle import Oracle, description


@pytest.fixture
def oracle() -> Oracle:
    return Oracle(description())


async def recorded(practice: Practice) -> Recorded:
    async with Rest(practice) as rest:
        await rest.send("questions", content="hello", embeds=[{"title": "card"}])
    return practice.requests[-1]


async def test_a_sound_message_is_not_objected_to(oracle: Oracle) -> None:
    async with Practice(bot="external") as practice:
        assert oracle.complaints(await recorded(practice)) == []


@pytest.mark.parametrize("missing", ["id", "author", "timestamp", "embeds", "mention_roles", "flags"])
async def test_an_answer_that_lacks_something_is_objected_to(oracle: Oracle, missing: str) -> None:
    async with Practice(bot="external") as practice:
        entry = await recorded(practice)
        assert isinstance(entry.response, dict)
        lacking: dict[str, Any] = {key: value for key, value in entry.response.items() if key != missing}
        assert any(missing in complaint for complaint in oracle.complaints(replace(entry, response=lacking)))


def test_a_request_that_does_not_fit_is_objected_to(oracle: Oracle) -> None:
    route = "PUT /channels/{channel_id}/thread-members/{user_id}"
    fine = Recorded(datetime.now(UTC), "PUT", route, "/api/v10/channels/1/thread-members/2", None, (), 204, None, True)
    assert oracle.complaints(fine) == []
    wrong: dict[str, Any] = {"name": "x" * 101, "auto_archive_duration": 7}
    begun = replace(
        fine,
        method="POST",
        route="POST /channels/{channel_id}/messages/{message_id}/threads",
        path="/api/v10/channels/1/messages/2/threads",
        json=wrong,
    )
    assert len(oracle.complaints(begun)) >= 2
