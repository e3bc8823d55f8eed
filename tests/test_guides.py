"""The guides say what is true: their commands and buttons exist, none is left out, and their pictures are there."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from discord import app_commands
from discord.ext import commands

import cogs

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PICTURES = ROOT / "docs" / "images"
MOST_BYTES = 140_000
ELSEWHERE = {"practice-server", "without-a-name"}  # pictures that other pages show
SHOWN = re.compile(r'<img src="([^"]+)" width="\d+" alt="([^"]{20,})">')


def defined(command: app_commands.Command[commands.Cog, ..., object] | app_commands.Group) -> Iterator[str]:
    if isinstance(command, app_commands.Group):
        for inner in command.commands:
            yield from defined(inner)
    else:
        yield command.qualified_name


def all_commands() -> set[str]:
    """Every command that the cogs define, as members type it."""
    found: set[str] = set()
    for module in iter_modules(cogs.__path__, "cogs."):
        for part in vars(import_module(module.name)).values():
            if isinstance(part, type) and issubclass(part, commands.Cog) and part.__module__ == module.name:
                group = f"{part.__cog_group_name__} " if issubclass(part, commands.GroupCog) else ""
                found |= {group + name for command in part.__cog_app_commands__ for name in defined(command)}
    return found


def typed(text: str) -> set[str]:
    """The commands that a guide tells people to type."""
    return {found for found in re.findall(r"`/([a-z]+(?: [a-z]+){0,2})", text) if found not in ("mod", "mentorbot")}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_command_in_a_guide_exists(guide: Path) -> None:
    assert typed(guide.read_text("utf-8")) <= all_commands()


def test_every_command_stands_in_a_guide() -> None:
    written = set[str]().union(*(typed(guide.read_text("utf-8")) for guide in GUIDES))

    assert all_commands() - written == set()


def test_buttons_in_guides_are_called_what_the_bot_calls_them() -> None:
    drawn = "".join(path.read_text("utf-8") for path in (ROOT / "mentorbot" / "rendering").glob("*.py"))
    labels = set(re.findall(r'button\(\s*"([^"]+)"', drawn)) | set(re.findall(r'= "([^"]+)" if .* else', drawn))
    labels |= set(re.findall(r' if .* else "([^"]+)"', drawn))
    pressed = set[str]().union(
        *(re.findall(r"(?:press|Press|presses) \*\*([^*]+)\*\*", guide.read_text("utf-8")) for guide in GUIDES)
    )

    assert pressed
    assert pressed - labels == set()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_pictures_are_there_and_described(guide: Path) -> None:
    text = guide.read_text("utf-8")
    shown = SHOWN.findall(text)

    assert len(shown) == text.count("<img ")
    assert [source for source, _ in shown if not guide.parent.joinpath(source).is_file()] == []


def test_no_picture_is_left_over_or_large() -> None:
    used = {Path(source).name for guide in GUIDES for source, _ in SHOWN.findall(guide.read_text("utf-8"))}
    there = {path.name: path.stat().st_size for path in PICTURES.glob("*.png") if path.stem not in ELSEWHERE}

    assert used == set(there)
    assert max(there.values()) <= MOST_BYTES
