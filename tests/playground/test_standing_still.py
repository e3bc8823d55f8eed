"""A computer that stood still, asleep or too busy, takes nobody's time to answer."""

import asyncio

import pytest

from mentorbot.playground.interactions import ANSWER_SECONDS
from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient, Rest


@pytest.fixture(autouse=True)
async def commands(practice: Practice, rest: Rest) -> None:
    put = await rest("PUT", f"/applications/{practice.world.bot.id}/commands", [{"name": "ask", "description": "Ask"}])
    assert put.status == 200


async def test_time_in_which_the_computer_stood_still_does_not_count(
    practice: Practice, rest: Rest, gateway: GatewayClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.realm.interactions.answer_seconds = ANSWER_SECONDS
    answer = practice.person("Amira").begin_slash("questions", "ask")
    told = await gateway.event("INTERACTION_CREATE")
    _stand_still(monkeypatch, 10 * ANSWER_SECONDS)
    assert (await rest.answer(told, 4, content="in time")).status == 200
    assert not answer.failed


async def test_whoever_is_not_answered_in_time_is_told_so_after_it_too(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.realm.interactions.answer_seconds = 0.3
    answer = practice.person("Amira").begin_slash("questions", "ask")
    _stand_still(monkeypatch, 10.0)
    await practice.until(lambda: answer.failed, 60)


def _stand_still(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the loop find, at its next look, that so much time has passed."""
    loop = asyncio.get_running_loop()
    time = loop.time
    monkeypatch.setattr(loop, "time", lambda: time() + seconds)
