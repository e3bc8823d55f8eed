"""Small communities made by hand, in which everybody who is called says yes at once unless the habits say otherwise."""

from dataclasses import replace

from mentorbot.domain.policy import Policy
from mentorbot.domain.quiet import NEVER_QUIET, QuietHours
from mentorbot.simulation.community import Asking, Community, Look, Offering
from mentorbot.simulation.habits import Habits
from mentorbot.simulation.luck import Luck
from mentorbot.simulation.ours import Ephemeral
from mentorbot.simulation.playing import Play, Played
from mentorbot.simulation.ways import Way

TUESDAY_NOON = 36 * 60.0
EAGER = Habits(
    members=10,
    topics=6,
    willing=1,
    willing_away=1,
    off_topic=0,
    crowd=0,
    tolerance=10_000,
    notice_minutes=2,
    away_minutes=60,
    link_minutes=10,
)
RELUCTANT = replace(EAGER, willing=0, willing_away=0)


def asking(
    number: int = 0, at: float = TUESDAY_NOON, asker: int = 0, topic: int = 0, *, urgent: bool = False, words: str = ""
) -> Asking:
    return Asking(number, at, asker, topic, urgent, at + 10_000, tuple(words.split()))


def offering(member: int, at: float = TUESDAY_NOON - 60, minutes: float = 600, chance: float = 0.5) -> Offering:
    return Offering(member, at, at + minutes, chance)


def hamlet(
    skills: list[set[int]],
    questions: list[Asking],
    offers: list[Offering] | None = None,
    *,
    habits: Habits = EAGER,
    outside: frozenset[int] = frozenset(),
    looks: list[Look] | None = None,
) -> Community:
    known = [frozenset(topics) for topics in skills]
    helpers = frozenset(range(len(skills)))
    lived = replace(habits, members=len(skills))
    return Community(lived, 1, known, helpers, outside, questions, offers or [], looks or [])


def ours(
    community: Community, policy: Policy | None = None, quiet: QuietHours = NEVER_QUIET, spread: int = 30
) -> Ephemeral:
    return Ephemeral("ours", community, policy or Policy(), quiet, spread)


def played(community: Community, way: Way | None = None, seed: str = "1") -> Played:
    return Play(community, way or ours(community), Luck(seed)).run()
