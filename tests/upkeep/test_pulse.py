"""A loop that stands still is noticed while it does, and systemd is told how it goes."""

import asyncio
import socket
import threading
import time
from pathlib import Path

import pytest

from mentorbot import systemd
from mentorbot.pulse import Pulse
from mentorbot.tally import Tally


class Heard:
    """Waits, in the thread of the loop, for what the watching thread logs."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog

    def hold_up_until_heard(self, words: str, question: str) -> None:
        deadline = time.monotonic() + 60
        waiting = threading.Event()
        while words not in self._caplog.text and time.monotonic() < deadline:
            waiting.wait(0.005)
        assert question


async def test_a_stall_is_told_while_it_lasts_with_its_place_and_nobodys_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tally = Tally()
    async with Pulse(tally, beat=0.01, stalled=0.1):
        Heard(caplog).hold_up_until_heard("stands still", "How do I enable macros?")
        async with asyncio.timeout(60):
            while not tally.stalls:  # noqa: ASYNC110 - a tally tells nobody of what it counts
                await asyncio.sleep(0)
    places = [record.__dict__["at"] for record in caplog.records if "stands still" in record.message]
    assert len(places) == 1
    assert "test_pulse.py" in places[0]
    assert "hold_up_until_heard" in places[0]
    assert "macros" not in caplog.text
    assert tally.stalls == 1


async def test_a_loop_that_goes_on_is_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    tally = Tally()
    async with Pulse(tally, beat=0, stalled=5):
        for _ in range(50):
            await asyncio.sleep(0)
    assert tally.stalls == 0
    assert [record for record in caplog.records if record.name == "mentorbot.pulse"] == []


@pytest.fixture
def systemds_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    monkeypatch.chdir(tmp_path)  # a socket's address may have no more than 107 bytes, and a folder's path may
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind("notify")
    listening.settimeout(60)
    monkeypatch.setenv("NOTIFY_SOCKET", "notify")
    return listening


async def test_systemd_hears_the_pulse(systemds_socket: socket.socket) -> None:
    with systemds_socket:
        async with Pulse(Tally(), beat=0, stalled=5):
            async with asyncio.timeout(60):
                heard = await asyncio.to_thread(systemds_socket.recv, 100)
    assert heard == b"WATCHDOG=1"


def test_without_systemd_or_with_a_dead_one_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    systemd.notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    systemd.notify("READY=1")
