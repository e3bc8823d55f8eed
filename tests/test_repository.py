"""The repository keeps its own promises."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import discord
import pytest
from discord.ext import commands
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import cogs
from mentorbot import __version__
from mentorbot.cli.parser import build_parser
from mentorbot.permissions import EVERYWHERE
from mentorbot.settings import Settings, variable

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")


def ours(*suffixes: str) -> list[Path]:
    """The repository's files with one of `suffixes`; not asking git, so that an unpacked archive passes as well."""
    folders = ("mentorbot", "cogs", "tests", "benchmarks", "data", "docs", ".ci", ".github")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")] + list(ROOT.glob("*"))
    made = {"__pycache__", ".coverage"}  # by running the tests
    return sorted(path for path in found if path.is_file() and path.suffix in suffixes and made.isdisjoint(path.parts))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


PYTHON = ours(".py")
CODE = [*PYTHON, *ours(".js", ".css")]
TEXTS = [*CODE, *ours(".md", ".html", ".toml", ".sql", ".txt", ".yaml", ".example", "")]


def test_the_files_are_found() -> None:
    assert "mentorbot/settings.py" in map(name, PYTHON)
    assert "README.md" in map(name, TEXTS)


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_module_says_in_a_line_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    documented = ast.get_docstring(ast.parse(text)) if text.strip() else None

    assert documented, f"{name(path)} has no docstring"
    assert documented.splitlines()[0].endswith((".", "?", ":"))


@pytest.mark.parametrize("path", [*PYTHON, *ours(".js")], ids=name)
def test_a_file_is_one_room(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert not re.search(r"utils|helpers|manager|misc", path.stem)


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_switched_off_check_says_why(path: Path) -> None:
    marks = re.compile(
        r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\S*|pyright: ignore(?:\[[^]]*\])?|pragma: no cover)(?P<why>.*)"
    )
    silent = [
        line.strip()
        for line in path.read_text("utf-8").splitlines()
        if (found := marks.search(line)) and not re.search(r"\w{3}", found["why"])
    ]

    assert silent == []


def test_no_file_names_a_path_of_somebodys_computer() -> None:
    homes = re.compile(r"(?<![\w.])/(?:home|Users|root|work|farm)/\w")
    found = [name(path) for path in TEXTS if homes.search(path.read_text("utf-8"))]

    assert found == []


def test_nothing_that_looks_finished_is_missing() -> None:
    marks = re.compile(
        "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error", "coming " + "soon"))
    )
    found = [name(path) for path in [*CODE, *ours(".md", ".html")] if marks.search(path.read_text("utf-8"))]

    assert found == []


# Settings


def examples() -> Iterator[tuple[str, str, str]]:
    """Each setting of `.env.example` with its value and the remark above it."""
    remark = ""
    for line in (ROOT / ".env.example").read_text("utf-8").splitlines():
        if line.startswith("#"):
            remark += line.removeprefix("#")
        elif "=" in line:
            variable_name, _, value = line.partition("=")
            yield variable_name, value, remark.strip()
        else:
            remark = ""


def test_every_setting_stands_in_the_example_and_no_other() -> None:
    assert [line[0] for line in examples()] == [variable(field) for field in Settings.model_fields]


def test_the_example_gives_the_defaults_and_a_reason_for_each() -> None:
    defaults = {variable(field): info.default for field, info in Settings.model_fields.items()}

    for variable_name, value, why in examples():
        default = defaults[variable_name]
        assert value == ("" if default is None else str(default))
        assert len(why.split()) >= 4, f"{variable_name} does not say why"


def test_every_setting_says_what_it_is_where_it_is_read() -> None:
    assert [field for field, info in Settings.model_fields.items() if not info.description] == []


# Requirements


def locked(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text("utf-8")
    return {
        canonicalize_name(found[1]): found[2] for found in re.finditer(r"^([\w.-]+)==([\w.+!]+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"^(?=[a-z])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]

    assert "://" not in text
    assert not re.search(r"^--?\w|^\s+--(?!hash)", text, re.MULTILINE)
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime = project["project"]["dependencies"]
    asked = {LOCKS[0]: runtime, LOCKS[1]: [*runtime, *project["dependency-groups"]["dev"]]}

    for lock, requirements in asked.items():
        versions = locked(lock)
        for requirement in map(Requirement, requirements):
            version = versions.get(canonicalize_name(requirement.name))
            assert version, f"{requirement.name} is not in {lock}; run .ci/lock"
            assert requirement.specifier.contains(version), f"{lock} has {requirement.name} {version}; run .ci/lock"


def test_both_locks_agree() -> None:
    runtime, everything = map(locked, LOCKS)

    assert runtime.items() <= everything.items()


# Documents


def test_the_changelog_tells_of_this_version_or_of_what_comes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert "## [Unreleased]" in text or f"## [{__version__}]" in text


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    usage = build_parser().format_help()
    commands = re.findall(r"^    ([a-z][a-z-]+)(?:\s|$)", usage[usage.index("COMMAND\n") :], re.MULTILINE)

    assert set(commands) >= {"run", "playground", "export", "check-config"}
    assert [command for command in commands if f"mentorbot {command}" not in readme] == []


def slash_commands() -> Iterator[str]:
    """Each slash command with its group, and of groups within groups the outer two words."""
    for found in iter_modules(cogs.__path__, "cogs."):
        module = import_module(found.name)
        for _, cog in inspect.getmembers(module, inspect.isclass):
            if issubclass(cog, commands.Cog) and cog.__module__ == module.__name__:
                group = f"{cog.__cog_group_name__} " if issubclass(cog, commands.GroupCog) else ""
                yield from (f"/{group}{command.name}" for command in cog.__cog_app_commands__)


def test_every_slash_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    offered = list(slash_commands())

    assert {"/ask", "/mod export", "/mentorbot check"} <= set(offered)
    assert len(offered) == len(set(offered))
    assert [command for command in offered if f"`{command}" not in readme] == []


def test_the_invite_link_asks_for_what_the_bot_needs_and_no_more() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    asked = re.search(r"permissions=(\d+)", readme)

    assert asked
    assert discord.Permissions(int(asked[1])) == discord.Permissions(**dict.fromkeys(EVERYWHERE, True))
    for words in EVERYWHERE.values():
        assert words in " ".join(readme.split()).replace("View Channels", "View Channel"), words


def links() -> Iterator[tuple[str, str]]:
    for path in ours(".md"):
        for target in re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                yield name(path), target


def test_links_between_documents_lead_somewhere() -> None:
    lost = [f"{source}: {target}" for source, target in links() if not (ROOT / source).parent.joinpath(target).exists()]

    assert lost == []


def test_the_readmes_commands_are_those_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    ci = (ROOT / ".ci" / "run").read_text("utf-8")

    assert len(commands) == 2
    assert commands[0].endswith("-m mentorbot playground")
    assert commands[1].endswith("-m pytest")
    assert "readme_command" in ci
