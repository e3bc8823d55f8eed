"""The command in a terminal: one line when ready, a clean end, nothing left behind, never beside a real token."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentorbot.playground.serving import real_token, run

TINY = str(Path(__file__).with_name("tinybot.py"))
READY = re.compile(r"^Practice server: (http://127\.0\.0\.1:\d+)/#[\w-]{20,}$")


class Terminal:
    """Runs the command in a folder of its own, with temporary folders there too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
        root = str(Path(__file__).parents[2])
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MENTORBOT_")}
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "mentorbot.playground", "--no-open", "--bot", TINY, *arguments),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=self.folder,
            env=kept | {"PYTHONPATH": root, "TMPDIR": str(self.folder)} | environment,
        )
        return self.process

    async def line(self) -> str:
        assert self.process
        assert self.process.stdout
        async with asyncio.timeout(60):
            return (await self.process.stdout.readline()).decode().rstrip()

    async def end(self, number: signal.Signals) -> tuple[int, str, str]:
        """The exit code, and whatever else was printed; it must not take for ever."""
        assert self.process
        self.process.send_signal(number)
        return await self.outcome(30)

    async def outcome(self, seconds: float = 60) -> tuple[int, str, str]:
        assert self.process
        async with asyncio.timeout(seconds):
            out, err = await self.process.communicate()
        return self.process.returncode or 0, out.decode(), err.decode()


@pytest.fixture
async def terminal(tmp_path: Path) -> AsyncIterator[Terminal]:
    one = Terminal(tmp_path)
    yield one
    if one.process and one.process.returncode is None:
        one.process.kill()
        await one.process.wait()


def first_child(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("this system does not list a process's children under /proc")
    return int(children.read_text(encoding="utf-8").split()[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_one_line_when_ready_and_a_clean_end(terminal: Terminal, number: signal.Signals) -> None:
    await terminal.start()
    assert READY.match(await terminal.line())
    assert any(terminal.folder.iterdir())
    assert await terminal.end(number) == (0, "", "")
    assert list(terminal.folder.iterdir()) == []


async def test_the_bots_process_ends_with_a_killed_server(terminal: Terminal) -> None:
    process = await terminal.start()
    await terminal.line()
    gone = os.pidfd_open(first_child(process.pid))
    process.kill()
    await process.wait()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(gone, ended.set)
    async with asyncio.timeout(60):
        await ended.wait()
    asyncio.get_running_loop().remove_reader(gone)
    os.close(gone)


async def test_with_data_a_second_start_goes_on(terminal: Terminal) -> None:
    data = terminal.folder / "practice"
    for _ in range(2):
        await terminal.start("--data", str(data))
        assert READY.match(await terminal.line())
        assert (await terminal.end(signal.SIGTERM))[0] == 0
        assert (data / "world.json").exists()


async def test_a_taken_port_is_said_in_words(terminal: Terminal) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    await terminal.start("--port", str(port))
    code, out, err = await terminal.outcome()
    taken.close()
    assert (code, out) == (1, "")
    assert f"Port {port} cannot be used" in err
    assert "Traceback" not in err


async def test_it_will_not_start_beside_a_real_token_in_the_environment(terminal: Terminal) -> None:
    await terminal.start(MENTORBOT_TOKEN="a.real.token")
    code, out, err = await terminal.outcome()
    assert (code, out) == (2, "")
    assert "the environment variable MENTORBOT_TOKEN" in err
    assert "a.real.token" not in err


async def test_it_will_not_start_beside_a_real_token_in_a_file(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_text("MENTORBOT_TOKEN=a.real.token\n", encoding="utf-8")
    await terminal.start()
    code, _, err = await terminal.outcome()
    assert code == 2
    assert "the file .env" in err
    assert "a.real.token" not in err


def test_an_empty_token_is_none(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("# MENTORBOT_TOKEN=commented\nMENTORBOT_TOKEN=\n", encoding="utf-8")
    assert real_token({"MENTORBOT_TOKEN": " "}, env) == ""
    assert real_token({}, tmp_path / "missing") == ""


async def test_a_bot_that_cannot_start_is_said_in_words(terminal: Terminal, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('out of order')\n", encoding="utf-8")
    await terminal.start("--bot", str(broken))
    code, out, err = await terminal.outcome()
    assert (code, out) == (1, "")
    assert "out of order" in err


def test_the_command_line_calls_it_with_plain_values(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MENTORBOT_TOKEN", "x")
    assert run(None, False, None) == 2
