"""`mentorbot check-config`: whether `mentorbot run` would start with these settings."""

import os
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

from mentorbot.cli import exits
from mentorbot.cli.secrecy import readable_by_others
from mentorbot.settings import Settings, load_settings, unknown_variables, variable

UNSET = """\
MENTORBOT_TOKEN is not set. `mentorbot run` needs it; the practice server (`mentorbot playground`) does not.
README.md shows where to find it."""


def check(env_file: Path) -> int:
    """Print what is set and what is wrong; wrong values raise `SettingsWrong`."""
    settings = load_settings(env_file)
    in_file = dotenv_values(env_file, encoding="utf-8-sig") if env_file.is_file() else {}
    _print_settings(settings, env_file, in_file)
    unknown = unknown_variables({*os.environ, *in_file})
    for name in unknown:
        print(_unknown(name))
    if problem := readable_by_others(env_file):
        print(problem)
    if settings.token is None:
        print(UNSET)
        return exits.CONFIGURATION
    print("The settings are right." if not unknown else "Apart from that, the settings are right.")
    return exits.OK


def _print_settings(settings: Settings, env_file: Path, in_file: dict[str, str | None]) -> None:
    for field in Settings.model_fields:
        value = getattr(settings, field)
        shown = ("(set)" if value else "(not set)") if field == "token" else value
        print(f"{variable(field)} = {shown}{_source(field, env_file, in_file)}")


def _source(field: str, env_file: Path, in_file: dict[str, str | None]) -> str:
    names = {variable(field), variable(field).lower()}
    if any(os.environ.get(name) for name in names):
        return "  (from the environment)"
    if any(in_file.get(name) for name in names):
        return f"  (from {env_file})"
    return ""


def _unknown(name: str) -> str:
    close = get_close_matches(name.upper(), [variable(field) for field in Settings.model_fields], n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"{name} is not a setting of mentorbot and does nothing.{meant}"
