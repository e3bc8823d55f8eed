"""The command line, used as a person does: words typed, words read, an exit code."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentorbot import __version__
from mentorbot.cli import exits, main

TOKEN = "MTAxMDEwMTAxMDEwMTAxMDEwMQ.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # made up, but shaped like one


@dataclass(frozen=True)
class Told:
    code: int | str | None
    stdout: str
    stderr: str


Type = Callable[..., Told]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands are typed in, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith("MENTORBOT_"):
            monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def mentorbot(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    assert folder == Path.cwd()

    def typed(*words: str, **environment: str) -> Told:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        try:
            code = main(words)
        except SystemExit as left:
            code = left.code
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return typed


def test_version(mentorbot: Type) -> None:
    assert mentorbot("--version").stdout == f"mentorbot {__version__}\n"


def test_help_begins_with_what_it_is_for_and_where_to_start(mentorbot: Type) -> None:
    told = mentorbot("--help")

    assert told.code == exits.OK
    assert (
        told.stdout.index("learning web") < told.stdout.index("mentorbot playground") < told.stdout.index("commands:")
    )
    for command in ("run", "playground", "export", "check-config"):
        assert f"\n  {command}" in told.stdout.replace("    ", "  ")


def test_every_command_explains_itself(mentorbot: Type) -> None:
    for command in ("run", "playground", "export", "check-config"):
        assert mentorbot(command, "--help").stdout.startswith(f"usage: mentorbot {command}")


def test_without_a_command_the_help_is_shown(mentorbot: Type) -> None:
    told = mentorbot()

    assert told.code == exits.USAGE
    assert "New here? Type" in told.stderr


@pytest.mark.parametrize(
    "words", [["dance"], *(["playground", "--port", port] for port in ("99999", "65536", "1023", "80", "x"))]
)
def test_what_is_not_understood_is_a_usage_error(mentorbot: Type, words: list[str]) -> None:
    told = mentorbot(*words)

    assert told.code == exits.USAGE
    assert "Traceback" not in told.stderr


def test_run_without_a_token_says_what_to_do_and_is_not_restarted(mentorbot: Type) -> None:
    told = mentorbot("run")

    assert told.code == exits.CONFIGURATION
    assert told.stderr.startswith("MENTORBOT_TOKEN is not set")
    assert "mentorbot playground" in told.stderr


def test_run_with_a_wrong_setting_names_it_and_is_not_restarted(mentorbot: Type) -> None:
    told = mentorbot("run", MENTORBOT_TOKEN=TOKEN, MENTORBOT_OPEN_LIMIT="many")

    assert told.code == exits.CONFIGURATION
    assert told.stderr.startswith('MENTORBOT_OPEN_LIMIT is "many", which is not a whole number.')


def test_check_config_says_where_each_value_is_from_and_never_shows_the_token(folder: Path, mentorbot: Type) -> None:
    (folder / ".env").write_text(f"MENTORBOT_TOKEN={TOKEN}\nMENTORBOT_MET_DAYS=14\n", encoding="utf-8")

    told = mentorbot("check-config", MENTORBOT_ZONE="Europe/Paris")

    assert told.code == exits.OK
    lines = told.stdout.splitlines()
    assert "MENTORBOT_TOKEN = (set)  (from .env)" in lines
    assert "MENTORBOT_MET_DAYS = 14  (from .env)" in lines
    assert "MENTORBOT_ZONE = Europe/Paris  (from the environment)" in lines
    assert "MENTORBOT_OPEN_LIMIT = 3" in lines
    assert lines[-1] == "The settings are right."
    assert TOKEN not in told.stdout + told.stderr


def test_check_config_without_a_token_says_that_run_needs_one(mentorbot: Type) -> None:
    told = mentorbot("check-config")

    assert told.code == exits.CONFIGURATION
    assert "`mentorbot run` needs it; the practice server (`mentorbot playground`) does not." in told.stdout


def test_check_config_finds_a_slip_of_the_keyboard(folder: Path, mentorbot: Type) -> None:
    (folder / ".env").write_text("MENTORBOT_OPEN_LIMT=5\n", encoding="utf-8")

    told = mentorbot("check-config", MENTORBOT_TOKEN=TOKEN)

    assert told.code == exits.OK
    assert "MENTORBOT_OPEN_LIMT is not a setting of mentorbot and does nothing. Did you mean MENTORBOT_OPEN_LIMIT?" in (
        told.stdout
    )


def test_check_config_finds_a_slip_in_the_environment(mentorbot: Type) -> None:
    told = mentorbot("check-config", MENTORBOT_TOKEN=TOKEN, MENTORBOT_WAVEMINUTES="3")

    assert told.code == exits.OK
    assert "MENTORBOT_WAVEMINUTES is not a setting of mentorbot and does nothing." in told.stdout
    assert "Did you mean MENTORBOT_WAVE_MINUTES?" in told.stdout
    assert told.stdout.endswith("Apart from that, the settings are right.\n")


@pytest.mark.parametrize("token", ["quince", "123456789012345678", "abc.def.ghi", f"{TOKEN}.more", f"Bot-{TOKEN}="])
def test_check_config_doubts_a_token_of_another_shape_and_never_shows_it(mentorbot: Type, token: str) -> None:
    told = mentorbot("check-config", MENTORBOT_TOKEN=token)

    assert told.code == exits.OK
    assert "MENTORBOT_TOKEN does not look like a bot's token" in told.stdout
    assert token not in told.stdout + told.stderr
    assert told.stdout.endswith("Apart from that, the settings are right.\n")


def test_the_help_tells_the_codes_that_there_are(mentorbot: Type) -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper()}

    assert {
        int(line.split()[0]) for line in mentorbot("--help").stdout.splitlines() if line[:4].strip().isdigit()
    } == codes


def test_check_config_with_a_wrong_value_says_what_would_be_right(mentorbot: Type) -> None:
    told = mentorbot("check-config", MENTORBOT_ZONE="London")

    assert told.code == exits.CONFIGURATION
    assert "Europe/London" in told.stderr


def test_a_quick_command_does_not_load_discord(folder: Path) -> None:
    code = "import sys; from mentorbot.cli import main; main(['check-config']); sys.exit('discord' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert answer.returncode == 0
