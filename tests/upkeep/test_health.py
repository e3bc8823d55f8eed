"""What `/healthz`, `/metrics` and `mentorbot health` say, and when."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
from discord.gateway import DiscordWebSocket
from prometheus_client.parser import text_string_to_metric_families

from mentorbot import health as health_module
from mentorbot.cli import exits
from mentorbot.cli.asking_health import ask_health
from mentorbot.health import Health, PortTaken, serve
from mentorbot.settings import Settings
from tests.upkeep.conftest import Supervised

METRICS_ON = {"metrics": True}


class Probe:
    """The health server of a supervised bot, asked over HTTP."""

    def __init__(self, port: int, session: aiohttp.ClientSession) -> None:
        self.port = port
        self._session = session

    async def healthz(self) -> tuple[int, dict[str, str]]:
        async with self._session.get(f"http://127.0.0.1:{self.port}/healthz") as answer:
            parts = (await answer.json())["parts"]
            return answer.status, {name: part["words"] for name, part in parts.items()}

    async def metrics(self) -> tuple[int, str]:
        async with self._session.get(f"http://127.0.0.1:{self.port}/metrics") as answer:
            return answer.status, await answer.text()


def nothing_free(_: Path) -> int:
    return 0


async def no_way_back(*_: object, **__: object) -> None:
    await asyncio.Event().wait()


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_module, "REMEMBERED", 0.0)


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    chosen = getattr(request, "param", {})
    return Settings(database=tmp_path / "mentorbot.db", guild_ready_seconds=0, **chosen)


@pytest.fixture
async def probe(supervised: Supervised, settings: Settings) -> AsyncIterator[Probe]:
    async with serve(Health(supervised.supervisor), settings) as port, aiohttp.ClientSession() as session:
        yield Probe(port, session)


async def test_it_is_well_only_once_it_is_connected(supervised: Supervised, probe: Probe) -> None:
    status, parts = await probe.healthz()
    assert (status, parts["gateway"]) == (503, "not connected yet")
    await supervised.up()
    await supervised.until(lambda: supervised.bot.latency < 60)
    status, parts = await probe.healthz()
    assert status == 200, parts
    assert parts["gateway"] == "connected"
    assert parts["database"] == "can be written"
    assert parts["latency"].endswith(" ms")
    assert re.fullmatch(r"looked \d+ s ago", parts["schedule"])
    await supervised.stop()
    assert (await probe.healthz())[0] == 503


async def test_a_lost_gateway_is_no_health(
    supervised: Supervised, probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = await supervised.up()
    monkeypatch.setattr(DiscordWebSocket, "from_client", no_way_back)
    supervised.practice.gateway.cut(resumable=False)
    await supervised.until(lambda: not bot.ws.open)
    status, parts = await probe.healthz()
    assert (status, parts["gateway"]) == (503, "not connected to Discord")


async def test_a_database_that_cannot_be_written_is_no_health_and_heals(
    supervised: Supervised, probe: Probe, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_module, "WRITING", 0.1)
    await supervised.up()
    with closing(sqlite3.connect(settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        status, parts = await probe.healthz()
        other.execute("ROLLBACK")
    assert (status, parts["database"]) == (503, "cannot be written (TimeoutError)")
    monkeypatch.setattr(health_module, "WRITING", 5)
    assert (await probe.healthz())[0] == 200


async def test_a_schedule_that_stands_still_is_no_health(
    supervised: Supervised, probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    await supervised.up()
    monkeypatch.setattr(health_module, "SILENCE", -1.0)
    status, parts = await probe.healthz()
    assert (status, parts["schedule"]) == (503, "has not looked at what is due for too long")


async def test_a_full_disk_is_told_while_everything_else_is_served(
    supervised: Supervised, probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = await supervised.up()
    monkeypatch.setattr(bot.room, "_free", nothing_free)
    status, parts = await probe.healthz()
    assert (status, parts["disk"]) == (200, "nearly full: new questions and offers are refused")
    amira = supervised.practice.person("Amira")
    answer = await amira.slash("questions", "ask", question="How do I enable macros in Excel?")
    assert "hardly any space left" in answer.text
    assert "How do I enable macros in Excel?" in answer.text
    assert (await amira.slash("questions", "available")).private


async def test_metrics_are_off_unless_switched_on(probe: Probe) -> None:
    status, text = await probe.metrics()
    assert status == 404
    assert "MENTORBOT_METRICS=true" in text


@pytest.mark.parametrize("settings", [METRICS_ON], indirect=True)
async def test_metrics_count_and_name_nobody(supervised: Supervised, probe: Probe) -> None:
    await supervised.up()
    ben, amira = (supervised.practice.person(name) for name in ("Ben", "Amira"))
    await ben.slash("questions", "offer", until_or_for="45m", topics="Excel")
    await amira.slash("questions", "ask", question="How do I enable macros in Excel?")
    await supervised.until(lambda: sum(supervised.supervisor.tally.answers) == 2)
    await supervised.until(lambda: not supervised.bot.announcer.lanes)
    status, text = await probe.metrics()
    assert status == 200
    found = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["mentorbot_interactions_total", "application_command"] == 2
    assert found["mentorbot_logins_total",] == 1
    assert found["mentorbot_announcements", "card", "sent"] == 1
    assert found["mentorbot_questions", "open", "question"] == 1
    assert found["mentorbot_offers", "offer", "running"] == 1
    assert found["mentorbot_jobs", "offer-end", "planned"] == 1
    assert found["mentorbot_answer_seconds_bucket", "+Inf"] == 2
    assert found["mentorbot_healthy", "database"] == 1
    assert "Amira" not in text
    assert "macros" not in text
    assert [person for person in (ben, amira) if str(person.id) in text] == []


async def test_the_command_for_containers(
    supervised: Supervised, probe: Probe, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Settings(health_port=probe.port)
    await supervised.up()
    await supervised.until(lambda: supervised.bot.latency < 60)
    assert await asyncio.to_thread(ask_health, asked) == exits.OK
    assert "database: can be written" in capsys.readouterr().out
    await supervised.stop()
    assert await asyncio.to_thread(ask_health, asked) == exits.FAILED
    assert "The bot is not well." in capsys.readouterr().err


def test_the_command_without_a_bot(capsys: pytest.CaptureFixture[str], unused_tcp_port: int) -> None:
    assert ask_health(Settings(health_port=0)) == exits.FAILED
    assert "Give it a port" in capsys.readouterr().err
    assert ask_health(Settings(health_port=unused_tcp_port)) == exits.FAILED
    assert "No bot answers at 127.0.0.1" in capsys.readouterr().err


async def test_a_port_that_is_taken_is_told_in_words(supervised: Supervised, probe: Probe) -> None:
    taken = Settings(health_port=probe.port)
    with pytest.raises(PortTaken, match="choose another MENTORBOT_HEALTH_PORT"):
        async with serve(Health(supervised.supervisor), taken):
            raise AssertionError("the port is somebody else's")
