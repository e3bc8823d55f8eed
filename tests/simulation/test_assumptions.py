"""docs/simulation.md states every assumption as it is played, and shows what the command prints."""

import re
from pathlib import Path

import pytest

from mentorbot.cli import exits, main
from mentorbot.simulation.habits import Habits, bounds, figure_names

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "simulation.md").read_text("utf-8")


def test_every_assumption_stands_on_the_page_with_its_default() -> None:
    stated = {name: float(value) for name, value in re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", PAGE, re.MULTILINE)}

    assert stated == {name: getattr(Habits(), name) for name in figure_names()}


def test_every_default_can_be_played() -> None:
    for name in figure_names():
        limits = bounds(name)
        assert limits
        assert limits[0] <= getattr(Habits(), name) <= limits[1]


def test_the_page_shows_what_the_command_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["simulate", "--picture", "now.svg"]) == exits.OK

    told = capsys.readouterr().out.split("\n\n")
    shown = PAGE.split("Without options:\n\n```text\n")[1].split("\n```")[0]
    hint = "copy the table of `mentorbot simulate` into docs/simulation.md, with --picture docs/simulation.svg"
    assert shown == "\n\n".join(told[1:-1]), hint
    assert (tmp_path / "now.svg").read_text("utf-8") == (DOCS / "simulation.svg").read_text("utf-8"), hint
