"""`mentorbot run` against a small server on this computer: how it ends, and what it says."""

import asyncio
import json
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from discord.http import Route
from pydantic import SecretStr

from mentorbot.cli import exits
from mentorbot.cli.running import run
from mentorbot.settings import Settings
from mentorbot.store.backups import back_up
from mentorbot.store.database import SqliteDatabase
from mentorbot.store.locking import FileLock
from mentorbot.supervision import Patience

TOKEN = "MTAxMDEwMTAxMDEwMTAxMDEwMQ.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # made up, but shaped like one
APPLICATION = {
    "id": "1",
    "username": "mentorbot",
    "discriminator": "0",
    "avatar": None,
    "name": "mentorbot",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": {"id": "2", "username": "elin", "discriminator": "0", "avatar": None},
    "message": "no",  # read where the status says that it went wrong
    "code": 0,
}
pytestmark = pytest.mark.usefixtures("logging_as_before", "signals_as_before")


@pytest.fixture
def signals_as_before() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], int]:
    """Run the bot with Discord's address on this computer, and give its exit code."""

    def started(port: int) -> int:
        monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{port}/api/v10")
        settings = Settings(token=SecretStr(TOKEN), database=tmp_path / "mentorbot.db")
        return run(settings, SecretStr(TOKEN), Patience(first=0.001, tries=2))

    return started


@pytest.fixture
def answering() -> Iterator[Callable[[Callable[[], int]], int]]:
    """Start a server that answers every request with a status, and who the bot is; gives its port."""
    servers: list[ThreadingHTTPServer] = []

    def start(status: Callable[[], int]) -> int:
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(APPLICATION).encode()
                self.send_response(status())
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its parent calls it so
                logging.getLogger(__name__).debug(format, *args)

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Answer))
        threading.Thread(target=servers[-1].serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return servers[-1].server_port

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_refused_token_is_told_in_words_and_not_tried_again(
    go: Callable[[int], int], answering: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert go(answering(lambda: 401)) == exits.CONFIGURATION

    told = capsys.readouterr().err
    assert "Discord does not know this token. Make a new one" in told
    assert TOKEN not in told
    assert "Traceback" not in told


def test_what_is_hardly_meant_so_is_a_warning_and_discord_decides(
    answering: Callable[..., int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    port = answering(lambda: 401)
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{port}/api/v10")
    monkeypatch.setenv("MENTORBOT_WAVEMINUTES", "3")
    settings = Settings(token=SecretStr("a-quince"), database=tmp_path / "mentorbot.db")

    assert run(settings, SecretStr("a-quince"), Patience(first=0.001, tries=2)) == exits.CONFIGURATION

    told = capsys.readouterr().err
    assert "Did you mean MENTORBOT_WAVE_MINUTES?" in told
    assert told.index("MENTORBOT_TOKEN does not look like a bot's token") < told.index(
        "Discord does not know this token"
    )
    assert "quince" not in told


def test_discord_out_of_reach_is_worth_another_try(
    go: Callable[[int], int], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:  # bound but not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        assert go(taken.getsockname()[1]) == exits.UNREACHABLE

    assert "Discord cannot be reached" in capsys.readouterr().err


def test_being_stopped_is_no_failure(
    go: Callable[[int], int], answering: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    stopped = threading.Event()

    def stop_while_it_asks() -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        stopped.wait(30)
        return 500

    try:
        assert go(answering(stop_while_it_asks)) == exits.OK
    finally:
        stopped.set()
    assert "mentorbot has stopped" in capsys.readouterr().err


def test_a_database_that_cannot_be_used_is_told_in_words(
    go: Callable[[int], int],
    answering: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mentorbot.db").write_bytes(b"SQLite format 3\0" + b"damaged" * 1000)

    assert go(answering(lambda: 200)) == exits.CONFIGURATION

    told = capsys.readouterr().err
    assert "is damaged" in told
    assert "There is no whole backup in" in told
    assert "Traceback" not in told


def test_damage_names_the_newest_whole_backup_and_what_to_type(
    go: Callable[[int], int], answering: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_make_empty(tmp_path / "mentorbot.db"))
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    good, _ = (back_up(tmp_path / "mentorbot.db", tmp_path / "backups", noon + timedelta(days=n)) for n in (0, 1))
    max((tmp_path / "backups").iterdir()).write_bytes(b"damaged as well")
    (tmp_path / "mentorbot.db").write_bytes(b"SQLite format 3\0" + b"damaged" * 1000)

    assert go(answering(lambda: 200)) == exits.CONFIGURATION

    assert f"To go back to it: mentorbot restore {good}" in capsys.readouterr().err


def test_a_database_that_vanished_is_not_begun_anew(
    go: Callable[[int], int], answering: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_make_empty(tmp_path / "mentorbot.db"))
    back_up(tmp_path / "mentorbot.db", tmp_path / "backups", datetime(2026, 11, 20, 12, tzinfo=UTC))
    (tmp_path / "mentorbot.db").unlink()

    assert go(answering(lambda: 200)) == exits.CONFIGURATION

    assert "yet there are backups of one" in capsys.readouterr().err
    assert not (tmp_path / "mentorbot.db").exists()


async def _make_empty(file: Path) -> None:
    await (await SqliteDatabase.open(file)).close()


def test_a_second_bot_keeps_off_the_first_ones_database(
    go: Callable[[int], int],
    answering: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = FileLock(tmp_path / "mentorbot.db")
    try:
        assert go(answering(lambda: 200)) == exits.BUSY
    finally:
        first.release()

    assert "Another mentorbot is using" in capsys.readouterr().err
