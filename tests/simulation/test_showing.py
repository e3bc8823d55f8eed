"""The table, the picture and the record of results: what people read."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from mentorbot.domain.policy import Policy
from mentorbot.simulation.figures import NEVER, Figures
from mentorbot.simulation.habits import Habits
from mentorbot.simulation.picture import PANELS, picture
from mentorbot.simulation.records import records
from mentorbot.simulation.running import Plan, Results, Variant
from mentorbot.simulation.table import comparisons, table
from mentorbot.simulation.wording import COLUMNS, brief_duration, duration, number

TODAY, LONG = "ours, today's settings", "ours, wave_minutes=5 cooldown_minutes=60 quiet_hours=18:00-09:00"
SVG = "{http://www.w3.org/2000/svg}"


def figures(wait: float, **others: float) -> Figures:
    told = {"long_wait": NEVER, "unanswered": 0.12, "calls_a_question": 59, "calls_mean": 1.5, "calls_most": 20}
    told |= {"busiest_tenth": 0.29, "met_before": 0.07}
    return Figures(median_wait=wait, **(told | others))


RESULTS: Results = {
    TODAY: [figures(20), figures(30), figures(40)],
    LONG: [figures(10, calls_mean=2), figures(30, calls_mean=2), figures(50, calls_mean=2)],
    "ping everyone": [figures(300), figures(NEVER), figures(500)],
}
PLAN = Plan(Habits(), [Variant(TODAY, Policy()), Variant(LONG, Policy())], runs=3)


def drawn(results: Results = RESULTS) -> ET.Element:
    return ET.fromstring(picture(results, "Ways & means", ["60 members <ask>"], [TODAY, LONG]))


def words(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_the_table_fits_a_terminal_and_keeps_its_columns_apart() -> None:
    lines = list(table(RESULTS))

    assert max(map(len, lines)) <= 80
    for line in lines:
        if re.search(r"\d %$", line):
            assert len(re.split(r"\s{2,}", line.strip())) == len(COLUMNS)


def test_each_way_shows_its_middle_run_and_how_far_the_others_lie_apart() -> None:
    lines = list(table(RESULTS))
    place = lines.index("ping everyone")

    assert "8.3 h" in lines[place + 1]
    assert "5h-never" in lines[place + 2]


def test_a_single_run_has_no_spread() -> None:
    assert len(list(table({TODAY: [figures(20)]}))) == 3 + 3


def test_settings_are_held_against_todays_run_by_run() -> None:
    told = " ".join(comparisons(RESULTS, TODAY, [LONG]))

    assert "half claimed sooner in 1, later in 1, the same in 1" in told
    assert "fewer calls in 0, more in 3" in told


def test_the_picture_names_itself_its_charts_and_every_way() -> None:
    svg = drawn()
    shown = words(svg)

    assert svg.findtext(f"{SVG}title") == "Ways & means"
    assert {"Ways & means", "60 members <ask>", *(panel.title for panel in PANELS)} <= set(shown)
    assert shown.count("ping everyone") == shown.count(TODAY) == len(PANELS)
    assert "ping everyone" in (svg.findtext(f"{SVG}desc") or "")


def test_every_chart_has_an_axis_with_its_values_and_what_they_are() -> None:
    shown = words(drawn())

    for panel in PANELS:
        assert panel.axis in shown
        assert panel.short(0) in shown


def test_a_name_too_long_for_a_phone_is_explained_above_instead() -> None:
    shown = words(drawn())

    assert shown.count("ours B") == len(PANELS)
    assert LONG not in shown
    above = " ".join(shown[: shown.index(PANELS[0].title)])
    assert above.endswith(f"ours B: {LONG.removeprefix('ours, ')}")
    assert max(map(len, shown)) <= 56


def test_bars_are_as_long_as_their_values_and_never_run_off_the_picture() -> None:
    widths = [float(bar.get("width", "0")) for bar in drawn().iter(f"{SVG}rect")][1:]
    first = widths[: len(RESULTS)]

    assert first[0] == first[1] < first[2] < max(widths) == 368


def test_the_picture_has_colours_for_the_dark_and_shrinks_on_a_phone() -> None:
    text = picture(RESULTS, "t", [], [TODAY])

    assert "prefers-color-scheme: dark" in text
    assert "max-width: 100%" in text
    assert 'viewBox="0 0 400 ' in text


@pytest.mark.parametrize("value", [0.0, 1e-3, 7.0, 45_000.0, NEVER])
def test_a_picture_can_be_drawn_of_any_figures(value: float) -> None:
    same = figures(value, long_wait=value, unanswered=min(value, 1), calls_mean=min(value, 1e5))

    assert words(drawn({TODAY: [same]}))


def test_durations_are_written_as_people_say_them() -> None:
    assert [duration(minutes) for minutes in (0.4, 20, 150, 1200, 5000, NEVER)] == [
        "0 min",
        "20 min",
        "2.5 h",
        "20 h",
        "3 days",
        "never",
    ]
    assert [brief_duration(minutes) for minutes in (20, 150, 5000, NEVER)] == ["20m", "2h", "3d", "never"]
    assert [number(value) for value in (0, 1.25, 58.6)] == ["0", "1.2", "59"]


def test_the_record_holds_every_run_and_writes_never_as_null() -> None:
    told = json.loads(records(PLAN, RESULTS, None))

    assert told["ways"]["ping everyone"]["middle"]["median_wait"] == 500
    assert [run["median_wait"] for run in told["ways"]["ping everyone"]["runs"]] == [300, None, 500]
    assert (told["seed"], told["runs"], told["habits"]["members"]) == (1, 3, 60)
