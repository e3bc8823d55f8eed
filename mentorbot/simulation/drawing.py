"""What an SVG picture of ours is made of: its frame, its colours by day and by night, and its text."""

from collections.abc import Iterable
from html import escape

WIDTH, MARGIN = 400, 16

STYLE = """\
svg { --paper: #ffffff; --ink: #1b1f23; --soft: #57606a; --line: #d0d7de; --ours: #0f766e; --other: #8a94a0 }
@media (prefers-color-scheme: dark) {
  svg { --paper: #14181d; --ink: #e6edf3; --soft: #9da7b1; --line: #363d46; --ours: #2dd4bf; --other: #7d8894 }
}
.paper { fill: var(--paper) }
text { fill: var(--ink); font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round }
.title { font-size: 18px; font-weight: 700 }
.panel { font-size: 15px; font-weight: 700 }
.soft { fill: var(--soft) }
.tick { fill: var(--soft); font-size: 11.5px }
.grid { stroke: var(--line); stroke-width: 1 }
.ours { fill: var(--ours) }
.other { fill: var(--other) }
.never { fill: none; stroke: var(--other); stroke-dasharray: 4 3 }
.never.ours { stroke: var(--ours); fill: none }
.range { stroke: var(--ink); stroke-width: 1.5 }
.most { fill: var(--ink) }"""


def svg(height: int, title: str, described: str, drawn: Iterable[str]) -> str:
    """Put what is drawn into a frame that shrinks with the screen and can be read aloud."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"',
        '  role="img" aria-labelledby="title desc" style="max-width: 100%; height: auto">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(described)}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        *drawn,
        "</svg>",
        "",
    ]
    return "\n".join(lines)


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    at = f'x="{x:.1f}" y="{y}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    named = f' class="{kind}"' if kind else ""
    return f"<text {at}{named}>{escape(words)}</text>"
