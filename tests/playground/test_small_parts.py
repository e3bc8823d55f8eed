"""Ids, limits, faults and the redirection, each by itself."""

import random
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import discord.gateway
import discord.http
import pytest

from mentorbot.playground.faults import Faults
from mentorbot.playground.ratelimits import RateLimits, counts
from mentorbot.playground.redirect import NotLoopback, point_at
from mentorbot.playground.snowflakes import Snowflakes, snowflake_at, time_of


def test_ids_grow_even_when_the_clock_goes_back() -> None:
    moments = iter(
        [datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC)]
    )
    ids = Snowflakes(lambda: next(moments))
    found = [ids.next() for _ in range(3)]
    assert found == sorted(set(found))


def test_an_id_carries_its_time() -> None:
    moment = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert time_of(snowflake_at(moment)) == moment
    assert discord.utils.snowflake_time(snowflake_at(moment)) == moment


@pytest.fixture
def time_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = SimpleNamespace(monotonic=lambda: 100.0, time=time.time)
    monkeypatch.setattr("mentorbot.playground.ratelimits.time", stopped)


@pytest.mark.usefixtures("time_stands_still")
def test_realistic_limits_refuse_the_sixth_message_in_five_seconds() -> None:
    limits, route = RateLimits(realistic=True), "POST /channels/{channel_id}/messages"
    assert all(limits.judge(route, "1").retry_after is None for _ in range(5))
    refused = limits.judge(route, "1")
    assert refused.retry_after
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert limits.judge(route, "2").retry_after is None


@pytest.mark.usefixtures("time_stands_still")
def test_fifty_requests_a_second_are_the_most_in_all_but_answers_do_not_count() -> None:
    limits = RateLimits(realistic=True)
    refused = [n for n in range(60) if limits.judge("GET /channels/{channel_id}", str(n)).everywhere]
    assert len(refused) == 10
    assert not counts("POST /interactions/{interaction_id}/{token}/callback")
    assert limits.judge("POST /interactions/{interaction_id}/{token}/callback", "x").retry_after is None


def test_faults_strike_as_often_as_they_were_told_to() -> None:
    faults = Faults()
    faults.add("status", "POST /channels", times=2)
    assert not faults.strike("GET /channels", "status")
    assert [bool(faults.strike("POST /channels/1", "status")) for _ in range(3)] == [True, True, False]


def test_faults_by_chance_replay_from_their_seed() -> None:
    def run(seed: int) -> list[bool]:
        faults = Faults(random.Random(seed))
        faults.add("reset", times=None, chance=0.3)
        return [bool(faults.strike("GET /x", "reset")) for _ in range(100)]

    assert run(1) == run(1) != run(2)
    assert 15 < sum(run(1)) < 45


@pytest.mark.parametrize(
    "address", ["https://discord.com/api", "http://192.0.2.1/api", "http://localhost.evil.example", "http://8.8.8.8:80"]
)
def test_discord_py_is_pointed_at_this_computer_or_nowhere(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "unchanged")
    with pytest.raises(NotLoopback):
        point_at("http://127.0.0.1:1/api/v10", address)
    with pytest.raises(NotLoopback):
        point_at(address, "ws://127.0.0.1:1/gateway")
    assert discord.http.Route.BASE == "unchanged"


def test_discord_py_follows_the_redirection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "")
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", None)
    point_at("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/gateway")
    assert discord.http.Route("GET", "/users/@me").url == "http://127.0.0.1:1/api/v10/users/@me"
    assert str(discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:1/gateway"
