"""The results as an SVG picture: bars with their values as text, narrow enough for a phone, in light and dark."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from textwrap import wrap

from mentorbot.simulation.drawing import MARGIN, WIDTH, svg, text
from mentorbot.simulation.figures import NEVER, Spread, spreads
from mentorbot.simulation.running import Results
from mentorbot.simulation.wording import brief_duration, brief_percent, duration, number, percent, spread_in_words

LENGTH = WIDTH - 2 * MARGIN  # of the longest bar
ROW, BAR = 36, 9
HEAD, FOOT = 52, 34
LEADING, LINE = 18, 56
LONGEST_NAME = 24  # a longer one has no room beside its value
STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 4320)
TICKS = 4


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: what its bars are, and, for calls, which figure its diamonds are."""

    figure: str
    title: str
    axis: str
    written: Callable[[float], str]
    short: Callable[[float], str]
    diamond: str | None = None


MEAN_AND_MOST = "bar: the mean; ◆ whoever is called most"
LEGEND = "Bars: the middle one. Thin lines: lowest to highest."
SINCE_ASKED = "time from the question"
PANELS = (
    Panel("median_wait", "Half of all questions are claimed within", SINCE_ASKED, duration, brief_duration),
    Panel("long_wait", "Nine tenths are claimed within", SINCE_ASKED, duration, brief_duration),
    Panel("unanswered", "Never claimed", "share of all questions", percent, brief_percent),
    Panel(
        "calls_mean",
        "Calls a week, of each person called",
        MEAN_AND_MOST,
        number,
        number,
        "calls_most",
    ),
    Panel("busiest_tenth", "Answers by the busiest tenth", "10 % if all helped alike", percent, brief_percent),
    Panel("met_before", "Answers between two who had met before", "share of all answers", percent, brief_percent),
)


def picture(results: Results, title: str, subtitle: Sequence[str], ours: Sequence[str]) -> str:
    """Give the SVG's text; `ours` are the ways that are ours and shall stand out."""
    short = {name: name if len(name) <= LONGEST_NAME else f"ours {chr(65 + place)}" for place, name in enumerate(ours)}
    of = {short.get(name, name): spreads(runs) for name, runs in results.items()}
    explained = [f"{label}: {name.removeprefix('ours, ')}" for name, label in short.items() if name != label]
    lead = [line for words in [*subtitle, LEGEND, *explained] for line in wrap(words, LINE)]
    top = 44 + LEADING * len(lead)
    tall = HEAD + FOOT + ROW * len(of)
    drawn = [text(MARGIN, 30, title, "title")]
    drawn += [text(MARGIN, 52 + LEADING * place, line, "soft") for place, line in enumerate(lead)]
    for place, panel in enumerate(PANELS):
        drawn += _chart(panel, of, set(short.values()), top + place * tall)
    return svg(top + tall * len(PANELS), title, f"{' '.join(lead)} {_in_words(of)}", drawn)


def _in_words(of: Mapping[str, Mapping[str, Spread]]) -> str:
    """Give what the picture shows to whoever has it read aloud."""
    return " ".join(
        f"{panel.title}: {', '.join(f'{name} {_value(panel, row)}' for name, row in of.items())}." for panel in PANELS
    )


def _chart(panel: Panel, of: Mapping[str, Mapping[str, Spread]], ours: AbstractSet[str], top: int) -> Iterator[str]:
    step = _step(max(_reach(panel, row) for row in of.values()), panel.figure)
    scale = LENGTH / (step * TICKS)
    foot = top + HEAD + ROW * len(of)
    yield text(MARGIN, top + 30, panel.title, "panel")
    for tick in range(TICKS + 1):
        x = MARGIN + tick * step * scale
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top + HEAD - 8}" y2="{foot}"/>'
        anchor = "start" if tick == 0 else "end" if tick == TICKS else "middle"
        yield text(x, foot + 13, panel.short(tick * step), "tick", anchor)
    yield text(MARGIN, foot + 28, panel.axis, "tick")
    for place, (name, row) in enumerate(of.items()):
        kind = "ours" if name in ours else "other"
        yield from _bar(panel, name, row, top + HEAD + place * ROW, (scale, kind))


def _bar(panel: Panel, name: str, row: Mapping[str, Spread], y: int, look: tuple[float, str]) -> Iterator[str]:
    scale, kind = look
    spread = row[panel.figure]
    yield text(MARGIN, y + 9, name, "soft" if kind == "other" else "")
    yield text(WIDTH - MARGIN, y + 9, _value(panel, row), "", "end")
    middle, low, high = (_length(value, scale) for value in (spread.middle, spread.low, spread.high))
    shape = "never " if spread.middle == NEVER else ""
    yield f'<rect class="{shape}{kind}" x="{MARGIN}" y="{y + 14}" width="{middle:.1f}" height="{BAR}"/>'
    if spread.low != spread.high:
        at = y + 14 + BAR / 2
        yield f'<line class="range" x1="{MARGIN + low:.1f}" x2="{MARGIN + high:.1f}" y1="{at}" y2="{at}"/>'
    if panel.diamond:
        x, at = MARGIN + _length(row[panel.diamond].middle, scale), y + 14 + BAR / 2
        yield f'<path class="most" d="M {x - 5:.1f} {at} l 5 -5 l 5 5 l -5 5 z"/>'


def _value(panel: Panel, row: Mapping[str, Spread]) -> str:
    spread = row[panel.figure]
    value = panel.written(spread.middle)
    if panel.diamond:
        return f"{value} ◆ {panel.written(row[panel.diamond].middle)}"
    return value if spread.low == spread.high else f"{value} ({spread_in_words(spread, panel.short)})"


def _reach(panel: Panel, row: Mapping[str, Spread]) -> float:
    shown = [row[panel.figure].middle, row[panel.figure].high, *([row[panel.diamond].middle] if panel.diamond else [])]
    return max((value for value in shown if value != NEVER), default=0.0)


def _step(reach: float, figure: str) -> float:
    """Give a round distance between two ticks, so that the longest bar ends at or before the last."""
    if figure.endswith("_wait"):
        return next((step for step in STEPS if step * TICKS >= reach), reach / TICKS)
    steps = (base * unit for unit in (0.01, 0.1, 1, 10, 100, 1000) for base in (1, 2, 5))
    return next((step for step in steps if step * TICKS >= reach), reach / TICKS)


def _length(value: float, scale: float) -> float:
    return LENGTH if value == NEVER else min(LENGTH, value * scale)
