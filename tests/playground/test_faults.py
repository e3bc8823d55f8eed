"""What can go wrong between a bot and Discord, and how Discord counts what it refuses."""

import asyncio

import aiohttp
import pytest

from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient, Rest

SENDING = "POST /channels/{channel_id}/messages"
TEN_MINUTES = 601
SOON = 60


async def test_too_many_requests_go_on_being_too_many_until_the_time_is_up(practice: Practice, rest: Rest) -> None:
    practice.faults.add("status", SENDING, status=429, seconds=60)
    first, hasty = [await rest.send("questions", content="Hello") for _ in range(2)]
    assert (first.status, hasty.status) == (429, 429)
    assert hasty.headers["X-RateLimit-Scope"] == "user"
    assert float(hasty.headers["Retry-After"]) == hasty.body["retry_after"] < first.body["retry_after"]
    assert hasty.body["global"] is False
    assert (await rest.send("moderators", content="Another channel")).status == 200
    practice.faults.add("status", SENDING, status=429, seconds=0.2)
    assert (await rest.send("staffroom", content="Hello")).status == 429
    async with asyncio.timeout(SOON):
        while (await rest.send("staffroom", content="Hello")).status == 429:
            pass


async def test_a_global_limit_refuses_everything_but_answers_to_people(practice: Practice, rest: Rest) -> None:
    practice.faults.add("status", SENDING, status=429, seconds=60, scope="global")
    refused = [await rest.send("questions", content="Hello"), await rest("GET", "/users/@me")]
    assert [(one.status, one.body["global"], one.headers["X-RateLimit-Scope"]) for one in refused] == [
        (429, True, "global")
    ] * 2
    assert refused[0].headers["X-RateLimit-Global"] == "true"
    assert (await rest("POST", "/interactions/1/token/callback", {"type": 5})).code == 10062


async def test_refusals_are_counted_by_ten_minutes_and_shared_limits_are_not(practice: Practice, rest: Rest) -> None:
    practice.faults.add("status", SENDING, status=429, seconds=60, scope="shared")
    shared = await rest.send("questions", content="Hello")
    assert shared.headers["X-RateLimit-Scope"] == "shared"
    assert practice.refusals.count == 0
    practice.faults.add("status", "/users/@me", times=3, status=403)
    for _ in range(2):
        await rest("GET", "/users/@me")
    await practice.advance(TEN_MINUTES)
    await rest("GET", "/users/@me")
    assert (practice.refusals.count, practice.refusals.most) == (3, 2)


@pytest.mark.parametrize("kind", ["lost-ack", "late-ack", "failed-ack"])
async def test_whatever_becomes_of_its_answer_the_request_has_taken_effect(
    practice: Practice, rest: Rest, kind: str
) -> None:
    practice.faults.add(kind, SENDING, seconds=0.01, status=502)  # pyright: ignore[reportArgumentType] - by name
    try:
        answered = (await rest.send("questions", content="Hello")).status
    except aiohttp.ClientError:
        answered = None
    assert answered == {"lost-ack": None, "late-ack": 200, "failed-ack": 502}[kind]
    assert [message.text for message in practice.channel("questions").messages] == ["Hello"]
    assert [(entry.status, entry.fault) for entry in practice.requests] == [(200, kind)]


async def test_after_a_resume_what_was_told_before_can_be_told_again(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    practice.faults.add("duplicate", "RESUMED")
    await rest.send("questions", content="card")
    await practice.person("Ben").react(practice.channel("questions").messages[-1], "✋")
    first = await gateway.event("MESSAGE_REACTION_ADD")
    practice.cut_gateway()
    await gateway.resume()
    assert await gateway.event("MESSAGE_REACTION_ADD") == first
    assert (await gateway.receive())["t"] == "RESUMED"
