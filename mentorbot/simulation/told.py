"""What stands above and below the figures: whose community this is, what the log told, and what really happened."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from mentorbot.simulation.figures import NEVER, Figures, spreads
from mentorbot.simulation.habits import Habits, figure_names
from mentorbot.simulation.history import History
from mentorbot.simulation.running import Plan
from mentorbot.simulation.wording import duration, number, percent

ROOM = 78


def about(plan: Plan, history: History | None) -> Iterator[str]:
    """Give a few short lines that fit above a picture as well."""
    habits, weeks = plan.habits, "1 week" if plan.weeks == 1 else f"{plan.weeks} weeks"
    yield f"{habits.members} members ask {number(habits.questions)} questions a week, for {weeks}."
    runs = f"Middle of {plan.runs} communities (lowest-highest)," if plan.runs > 1 else "One community,"
    yield f"{runs} seed {plan.seed}."
    yield "Habits from the server's own log." if history else "Habits are assumed."
    if given := _given(plan, history):
        yield f"Supposed: {', '.join(f'{name}={getattr(habits, name):g}' for name in given)}."


def lived(plan: Plan, today: Sequence[Figures], history: History | None) -> Iterator[str]:
    """Hold the model against what really happened, so that everybody sees how far to trust it."""
    if history is None:
        return
    real, played = history.lived, spreads(today)
    if real.questions:
        yield f"Your log, {real.questions} questions: {_claimed(real.median_wait, real.long_wait, real.unanswered)}"
        yield f"The model: {_claimed(*(played[name].middle for name in ('median_wait', 'long_wait', 'unanswered')))}"
        yield "The further these are apart, the less the model knows about your server."
    given = _given(plan, history)
    yield from _listed("Read from the log: the times of the week, ", sorted(history.read - set(given)))
    unread = [name for name in figure_names() if name not in history.read and name not in given]
    yield from _listed("The log cannot tell, so assumed: ", unread)
    yield ""


def _given(plan: Plan, history: History | None) -> list[str]:
    """Name what was changed by hand."""
    found = history.habits if history else Habits()
    return [name for name in figure_names() if getattr(plan.habits, name) != getattr(found, name)]


def _claimed(half: float, most: float, never: float) -> str:
    soon = "fewer than half ever claimed" if half == NEVER else f"half claimed within {duration(half)}"
    late = "fewer than nine tenths ever" if most == NEVER else f"nine tenths within {duration(most)}"
    return f"{soon}, {late}, {percent(never)} never."


def _listed(lead: str, names: Sequence[str]) -> Iterator[str]:
    yield from wrap(lead + ", ".join(names) + ".", ROOM)
