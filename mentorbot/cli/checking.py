"""`mentorbot check-config`: whether `mentorbot run` would start with these settings."""

import os
from collections.abc import Mapping
from pathlib import Path

from mentorbot.cli import exits
from mentorbot.cli.doubts import doubts, variables_in
from mentorbot.cli.secrecy import readable_by_others
from mentorbot.settings import SECRET, Settings, load_settings, variable

UNSET = """\
MENTORBOT_TOKEN is not set. `mentorbot run` needs it; the practice server (`mentorbot playground`) does not.
README.md shows where to find it."""


def check(env_file: Path) -> int:
    """Print what is set and what is wrong; wrong values raise `SettingsWrong`."""
    settings = load_settings(env_file)
    _print_settings(settings, env_file, variables_in(env_file))
    doubtful = doubts(settings, env_file)
    for doubt in doubtful:
        print(doubt)
    if problem := readable_by_others(env_file):
        print(problem)
    if settings.token is None:
        print(UNSET)
        return exits.CONFIGURATION
    print("The settings are right." if not doubtful else "Apart from that, the settings are right.")
    return exits.OK


def _print_settings(settings: Settings, env_file: Path, in_file: Mapping[str, str | None]) -> None:
    for field in Settings.model_fields:
        value = getattr(settings, field)
        shown = ("(set)" if value else "(not set)") if field in SECRET else value
        print(f"{variable(field)} = {shown}{_source(field, env_file, in_file)}")


def _source(field: str, env_file: Path, in_file: Mapping[str, str | None]) -> str:
    names = {variable(field), variable(field).lower()}
    if any(os.environ.get(name) for name in names):
        return "  (from the environment)"
    if any(in_file.get(name) for name in names):
        return f"  (from {env_file})"
    return ""
