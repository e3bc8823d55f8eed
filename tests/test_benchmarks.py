"""Every benchmark can be run, and says what it found; how quick this computer is, tests do not judge."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import routing
from benchmarks.__main__ import BENCHMARKS
from benchmarks.figures import Figure, Report, percentile


@pytest.mark.parametrize("name", BENCHMARKS)
async def test_a_small_share_gives_each_figure(name: str) -> None:
    report = await BENCHMARKS[name](quick=True)
    assert report.figures or report.skipped
    assert all(figure.value > 0 for figure in report.figures)
    assert report.title in str(report)


async def test_a_whole_life_keeps_within_the_requests_that_discord_counts() -> None:
    report = await BENCHMARKS["life"](quick=True)
    assert report.figures[0].reached, report
    assert "1 of POST /channels/{channel}/messages/{message}/threads" in report.notes


def test_a_figure_says_whether_it_was_reached() -> None:
    assert str(Figure("Waiting", 4.0, "ms", 5)) == "Waiting: 4.00 ms (at most 5: reached)"
    assert "NOT reached" in str(Report("Title", [Figure("Waiting", 6.0, "ms", 5)]))


def test_a_percentile_is_a_measured_value() -> None:
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 99) == 99.0
    assert percentile([7.0], 99) == 7.0


async def test_routing_is_measured_on_any_history_in_the_form_of_questions_jsonl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"title": "Macro", "tags": ["excel"], "body": "how do i record one", "asker": "amira"}
    lines = [{**form, "id": 10 * n, "answers": [{"user": "ben", "post": 10 * n + 1}]} for n in range(1, 5)]
    file = tmp_path / "staffroom.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.setattr(routing, "DATA", tmp_path / "nowhere")
    monkeypatch.setenv(routing.OTHER, str(file))
    report = await routing.measure(quick=True)
    assert "staffroom: answered by one of five called (S@5): 1.00" in str(report)


async def test_a_history_of_another_form_is_named_with_the_line_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "staffroom.jsonl"
    file.write_text('{"title": "Macro"}\n', encoding="utf-8")
    monkeypatch.setattr(routing, "DATA", tmp_path / "nowhere")
    monkeypatch.setenv(routing.OTHER, str(file))
    with pytest.raises(ValueError, match=r"staffroom\.jsonl, line 1"):
        await routing.measure(quick=True)


async def test_a_history_in_which_nobody_ever_answered_is_refused_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "staffroom.jsonl"
    form: dict[str, Any] = {"id": 1, "title": "Macro", "tags": [], "body": "", "asker": "amira", "answers": []}
    file.write_text(json.dumps(form), encoding="utf-8")
    monkeypatch.setattr(routing, "DATA", tmp_path / "nowhere")
    monkeypatch.setenv(routing.OTHER, str(file))
    with pytest.raises(ValueError, match=r"staffroom\.jsonl holds no question that anybody answered"):
        await routing.measure(quick=True)
