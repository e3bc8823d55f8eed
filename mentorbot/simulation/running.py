"""Plays the same communities, with the same luck, under every way that is to be compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from mentorbot.domain.policy import Policy
from mentorbot.domain.quiet import USUAL, QuietHours
from mentorbot.domain.routing import USUAL_SPREAD
from mentorbot.simulation.community import Community, draw
from mentorbot.simulation.figures import Figures, figures
from mentorbot.simulation.habits import Habits
from mentorbot.simulation.luck import Luck
from mentorbot.simulation.ours import Ephemeral
from mentorbot.simulation.playing import Play
from mentorbot.simulation.ways import PermanentPairs, PingEveryone, RolePing, Way

UNAIDED = 3  # the ways of others


@dataclass(frozen=True, slots=True)
class Variant:
    """Our way under particular settings, and what to call it."""

    name: str
    policy: Policy
    quiet: QuietHours = USUAL
    spread: int = USUAL_SPREAD


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be played: `runs` communities of this kind, each drawn anew from `seed`."""

    habits: Habits
    variants: Sequence[Variant]
    weeks: int = 8
    runs: int = 10
    seed: int = 1

    @property
    def plays(self) -> int:
        return self.runs * (len(self.variants) + UNAIDED)


Results = dict[str, list[Figures]]


def play(plan: Plan, done: Callable[[int], None] = lambda _: None) -> Results:
    """Give the figures of each way, run by run, ours first; `done` hears how many plays are over."""
    results: Results = {}
    over = 0
    for run in range(plan.runs):
        seed = f"{plan.seed}/{run}"
        community = draw(plan.habits, plan.weeks, _chance(seed))
        for way in _ways(plan, community, seed):
            results.setdefault(way.name, []).append(figures(Play(community, way, Luck(seed)).run()))
            over += 1
            done(over)
    return results


def _ways(plan: Plan, community: Community, seed: str) -> list[Way]:
    ours = [Ephemeral(one.name, community, one.policy, one.quiet, one.spread) for one in plan.variants]
    pairs = PermanentPairs(community, _chance(f"{seed}/pairs"))
    return [*ours, PingEveryone(community), RolePing(community), pairs]


def _chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - chance that can be played again, and hides nothing
