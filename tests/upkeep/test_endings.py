"""How `run` ends, and what it warns of before it begins."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from mentorbot.cli import exits
from mentorbot.cli.endings import ending
from mentorbot.cli.secrecy import readable_by_others
from mentorbot.health import PortTaken
from mentorbot.settings import Settings, SettingsWrong, load_settings


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(cast("Any", SimpleNamespace(close_code=code)), shard_id=None, code=code)


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (discord.LoginFailure(), exits.CONFIGURATION, "does not know this token"),
        (closed(4004), exits.CONFIGURATION, "does not know this token"),
        (closed(4013), exits.CONFIGURATION, "refuses the intents"),
        (closed(4014), exits.CONFIGURATION, "refuses the intents"),
        (discord.PrivilegedIntentsRequired(None), exits.CONFIGURATION, "refuses the intents"),
        (closed(4012), exits.CONFIGURATION, "refuses this version"),
        (closed(4000), exits.UNREACHABLE, "cannot be reached"),
        (TimeoutError("too slow"), exits.UNREACHABLE, "cannot be reached: too slow"),
        (PortTaken("127.0.0.1:8080 cannot be used"), exits.BUSY, "cannot be used"),
    ],
)
def test_the_code_says_whether_starting_again_helps(error: Exception, code: int, says: str) -> None:
    words, given = ending(Settings(), error)
    assert given == code
    assert words
    assert says in words


def test_an_error_of_our_own_is_logged_whole() -> None:
    assert ending(Settings(), ZeroDivisionError()) == (None, exits.FAILED)


def test_a_token_that_others_can_read_is_told_with_what_to_type(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert readable_by_others(file) is None
    file.touch(mode=0o600)
    assert readable_by_others(file) is None
    for mode in (0o640, 0o604):
        file.chmod(mode)
        words = readable_by_others(file)
        assert words
        assert words.endswith(f"chmod 600 {file}")


def test_health_for_others_must_be_said_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORBOT_HEALTH_HOST", "0.0.0.0")
    with pytest.raises(SettingsWrong, match="which other computers can reach"):
        load_settings(None)
    monkeypatch.setenv("MENTORBOT_HEALTH_PUBLIC", "true")
    assert load_settings(None).health_host == "0.0.0.0"
    monkeypatch.setenv("MENTORBOT_HEALTH_HOST", "localhost")
    with pytest.raises(SettingsWrong, match=r"is not an address in numbers\. Use 127\.0\.0\.1\."):
        load_settings(None)
