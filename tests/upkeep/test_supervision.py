"""A client that ends is followed by a new one; what cannot be mended ends the process; stopping is bounded."""

import asyncio
import socket
import threading
from datetime import UTC, datetime
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket, KeepAliveHandler

from mentorbot import bot as bot_module
from mentorbot.domain.starts import Allowance
from mentorbot.services.starts import TooManyStarts
from mentorbot.supervision import Patience, pause_after
from tests.upkeep.conftest import Supervised

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def test_an_event_that_cannot_be_read_ends_a_client_and_a_new_one_answers(supervised: Supervised) -> None:
    first = await supervised.up()
    supervised.practice.gateway.dispatch("MESSAGE_REACTION_ADD", {"user_id": "nonsense"})
    await supervised.until(lambda: supervised.bot is not first and supervised.bot.up_since)
    assert sum(supervised.supervisor.tally.restarts.values()) == 1
    answer = await supervised.practice.person("Amira").slash("questions", "help")
    assert answer.private
    assert first.is_closed()


async def test_a_first_handshake_that_fails_is_tried_again(
    supervised: Supervised, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:  # bound but not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        nowhere = yarl.URL(f"ws://127.0.0.1:{taken.getsockname()[1]}")
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", nowhere)
        monkeypatch.setattr("discord.client.ExponentialBackoff.delay", no_pause)
        supervised.run()
        await supervised.until(supervised.supervisor.tally.restarts.total)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(supervised.practice.gateway_url))
        await supervised.up()
    assert "Discord cannot be reached" in caplog.text
    assert "Next try in" in caplog.text


async def test_a_cut_connection_is_taken_up_again_by_the_same_client(supervised: Supervised) -> None:
    bot = await supervised.up()
    supervised.practice.cut_gateway()
    await supervised.until(lambda: supervised.supervisor.tally.resumes)
    assert supervised.bot is bot
    assert supervised.supervisor.tally.logins == 1


async def test_what_no_new_client_would_mend_is_raised_at_once(supervised: Supervised) -> None:
    supervised.practice.realm.bot_token = "changed since"
    with pytest.raises(discord.LoginFailure):
        await supervised.supervisor.run()
    assert supervised.bot.is_closed()


async def test_a_bot_that_never_gets_up_is_left_to_whoever_started_it(supervised: Supervised) -> None:
    supervised.practice.faults.add("status", "GET /users/@me", times=None, status=503)
    supervisor = supervised.begin(Patience(first=0.001, tries=3))
    with pytest.raises(discord.HTTPException):
        await supervisor.run()
    assert supervisor.tally.restarts.total() == 2


async def test_beyond_the_budget_of_logins_it_waits_even_after_a_restart_of_the_process(
    supervised: Supervised, caplog: pytest.LogCaptureFixture
) -> None:
    bot = await supervised.up()
    for _ in range(2):
        await bot.parts.starts.begin(Allowance())
    await supervised.stop()
    supervised.practice.gateway.starts_a_day = 24  # an eighth within the hour
    running = asyncio.create_task(supervised.begin(Patience(first=0.001)).run())
    await supervised.until(lambda: supervised.supervisor.tally.restarts[TooManyStarts.__name__])
    assert "Logged in too often: waiting until" in caplog.text
    assert supervised.supervisor.tally.logins == 0
    assert [thread for thread in threading.enumerate() if isinstance(thread, KeepAliveHandler) and beats(thread)] == []
    supervised.supervisor.stop()
    await asyncio.wait_for(running, 30)


async def test_stopping_finishes_what_was_begun(supervised: Supervised) -> None:
    await supervised.up()
    supervised.practice.faults.add("delay", "POST /channels/{channel_id}/messages", seconds=0.3)
    asking = asyncio.create_task(
        supervised.practice.person("Amira").slash("questions", "ask", question="How do I enable macros in Excel?")
    )
    await supervised.until(lambda: supervised.supervisor.tally.interactions["application_command"])
    await supervised.stop()
    assert (await asking).private
    assert len(supervised.practice.channel("questions").messages) == 1


async def test_stopping_does_not_wait_for_what_hangs(
    supervised: Supervised, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bot_module, "FINISHING", 0.05)
    await supervised.up()
    supervised.practice.faults.add("delay", "POST /channels/{channel_id}/messages", seconds=60)
    asking = asyncio.create_task(
        supervised.practice.person("Amira").slash("questions", "ask", question="How do I enable macros in Excel?")
    )
    await supervised.until(lambda: supervised.supervisor.tally.interactions["application_command"])
    async with asyncio.timeout(30):
        await supervised.stop()
    assert "not everything was finished in time" in caplog.text
    asking.cancel()
    await asyncio.wait([asking])


def test_pauses_grow_up_to_a_limit_and_are_drawn_apart() -> None:
    rng, patience = Random(1), Patience(first=1, longest=60)
    drawn = [pause_after(OSError(), failures, patience, NOON, rng) for failures in range(1, 20)]
    for before, pause in enumerate(drawn):
        assert 0.5 <= pause / min(60, 2**before) <= 1.5
    assert len(set(drawn)) == len(drawn)


def test_silence_is_kept_where_discords_gatekeeper_bans_the_address() -> None:
    response = cast("Any", SimpleNamespace(status=429, reason="Too Many Requests"))
    banned = discord.HTTPException(response, "<html>banned</html>")
    assert pause_after(banned, 1, Patience(), NOON, Random(1)) == 600


def beats(heart: KeepAliveHandler) -> bool:
    return not heart._stop_ev.is_set()  # pyright: ignore[reportPrivateUsage] - it ends a moment after it is told to


def no_pause(_: object) -> float:
    return 0.0
