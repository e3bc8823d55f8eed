"""Settings and habits as they are typed for the simulator: `wave_minutes=5`, `quiet_hours=18:00-09:00`, `crowd=0`."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from pydantic import ValidationError

from mentorbot.domain.dayspans import read_night, simple
from mentorbot.domain.quiet import USUAL
from mentorbot.domain.routing import EVENLY, USUAL_SPREAD
from mentorbot.errors import Refused
from mentorbot.settings import PREFIX, Settings, describe_errors
from mentorbot.simulation.habits import Habits, bounds, figure_names, is_whole
from mentorbot.simulation.running import Variant

TODAY = "ours, today's settings"
OF_THE_BOT = (
    "wave_minutes",
    "urgent_wave_minutes",
    "cooldown_minutes",
    "links_at_once",
    "week_minutes",
    "met_days",
    "question_hours",
)
QUIET = ("quiet_hours", "quiet_weekends")
SPREAD = "spread"
ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
MOST = 5

Given = Sequence[tuple[str, str]]


class NotPlayable(Refused):
    """The simulator cannot play that."""


def variants(settings: Settings, compared: Sequence[Given], spread: int = USUAL_SPREAD) -> list[Variant]:
    """Give today's settings and each group that is held against them, or raise `NotPlayable`.

    `spread` is today's on the server that is played.
    """
    if len(compared) > MOST:
        raise NotPlayable(f"That are {len(compared)} comparisons. Use --compare {MOST} times at the most.")
    today = Variant(TODAY, settings.policy, USUAL, spread)
    return [today, *(_variant(settings, given, spread) for given in compared)]


def _variant(settings: Settings, given: Given, spread: int) -> Variant:
    _known([name for name, _ in given], [*OF_THE_BOT, *QUIET, SPREAD], "--compare")
    policy = _changed(settings, {name: value for name, value in given if name in OF_THE_BOT}).policy
    quiet = USUAL
    for name, value in given:
        if name == "quiet_hours":
            start, end = _night(value)
            quiet = replace(quiet, start=start, end=end)
        elif name == "quiet_weekends":
            quiet = replace(quiet, weekends=_answer(name, value))
        elif name == SPREAD:
            spread = int(_figure(name, value, (0, EVENLY)))
    return Variant("ours, " + " ".join(f"{name}={value}" for name, value in given), policy, quiet, spread)


def supposed(habits: Habits, given: Given) -> Habits:
    """Give the habits with some of them changed, or raise `NotPlayable`."""
    _known([name for name, _ in given], figure_names(), "--suppose")
    changed: dict[str, float] = {}
    for name, value in given:
        limits = bounds(name)
        assert limits is not None
        changed[name] = _figure(name, value, limits, fraction=not is_whole(name))
    return replace(habits, **changed)


def _known(names: Sequence[str], known: Sequence[str], option: str) -> None:
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            meant = f" Did you mean {close[0]}?" if close else ""
            raise NotPlayable(f"{option} does not know {name[:40]}.{meant} It knows {', '.join(known)}.")
        if names.count(name) > 1:
            raise NotPlayable(f"{name} was given twice in one {option}. Give it once.")


def _changed(settings: Settings, values: dict[str, str]) -> Settings:
    try:
        kept = settings.model_dump()
        return Settings(_env_file=None, **(kept | values))  # pyright: ignore[reportCallIssue] - pydantic-settings hides it
    except ValidationError as error:
        raise NotPlayable(" ".join(_unprefixed(describe_errors(error)))) from None


def _unprefixed(problems: Iterable[str]) -> Iterable[str]:
    for problem in problems:
        name, _, rest = problem.removeprefix(PREFIX).partition(" ")
        yield f"{name.lower()} {rest}"


def _figure(name: str, value: str, limits: tuple[float, float], *, fraction: bool = False) -> float:
    low, high = limits
    try:
        number = float(value) if fraction else int(value)
    except ValueError:
        number = math.nan
    if not low <= number <= high:
        kind = "a number" if fraction else "a whole number"
        raise NotPlayable(f'{name} is "{value[:40]}", which cannot be used. Use {kind} from {low:g} to {high:g}.')
    return number


def _night(value: str) -> tuple[int, int]:
    if value.lower() == "none":
        return 0, 0
    if span := read_night(simple(value)):
        return span
    raise NotPlayable(f'quiet_hours is "{value[:40]}", which I cannot read. Write it like 19:00-08:00, or none.')


def _answer(name: str, value: str) -> bool:
    if value.lower() not in ANSWERS:
        raise NotPlayable(f'{name} is "{value[:40]}", which is neither yes nor no.')
    return ANSWERS[value.lower()]
