"""What may be written after `mentorbot simulate`."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

SIMULATING = """\
Plays an invented community, or one with your own server's habits, under today's settings
and beside them under "ping everyone", "role ping" and "permanent pairs": how soon questions
are claimed, how many never are, how often people are called, and how the help is spread.
Try a setting here before you change it. Nothing is changed and nobody is called.

    mentorbot simulate --members 120
    mentorbot simulate --compare wave_minutes=5 cooldown_minutes=60 --picture waves.svg
    mentorbot simulate --from-log --compare quiet_hours=18:00-09:00

Settings that can be compared: wave_minutes, urgent_wave_minutes, cooldown_minutes,
links_at_once, week_minutes, met_days, question_hours; spread (0 to 100), which admins choose
for their server; and quiet_hours (such as 19:00-08:00, or none) and quiet_weekends (yes or
no), which members choose for themselves.
It is a model, not a promise: docs/simulation.md says what it assumes."""


def add_simulate_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--members", type=whole(3, 2000), metavar="N", help="how many people there are (default: 60, or the log's)"
    )
    parser.add_argument("--weeks", type=whole(1, 52), default=8, metavar="N", help="how long it lasts (default: 8)")
    parser.add_argument(
        "--runs", type=whole(1, 100), default=10, metavar="N", help="how many communities are drawn (default: 10)"
    )
    parser.add_argument(
        "--seed", type=whole(0, 10**9), default=1, metavar="N", help="the luck: the same number plays the same again"
    )
    parser.add_argument("--from-log", action="store_true", help="read the habits from your server's interaction log")
    parser.add_argument("--server", type=whole(1, 2**63 - 1), metavar="ID", help="which Discord server's log")
    parser.add_argument(
        "--database", type=Path, metavar="FILE", help="read that log from another database, such as a backup"
    )
    parser.add_argument(
        "--compare",
        nargs="+",
        type=named_value,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="play these settings too; may be given several times",
    )
    parser.add_argument(
        "--suppose",
        nargs="+",
        type=named_value,
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help="change what is assumed about people, for all ways alike; docs/simulation.md lists the names",
    )
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the results into this file (SVG)")
    parser.add_argument("--json", type=Path, metavar="FILE", help='write every figure to this file ("-": terminal)')


def whole(low: int, high: int) -> Callable[[str], int]:
    """Read a whole number between two others."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 20 and low <= int(text) <= high):
            raise ArgumentTypeError(f"{text[:40]!r} cannot be used; use a whole number from {low} to {high}")
        return int(text)

    return read


def named_value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise ArgumentTypeError(f"{text[:40]!r} is not NAME=VALUE; write it like wave_minutes=5")
    return name.strip().lower(), value.strip()
