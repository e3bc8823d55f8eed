"""Ways of calling for help that servers use today, to hold ours against."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from mentorbot.simulation.community import Asking, Community
from mentorbot.simulation.present import Present


@dataclass(frozen=True, slots=True)
class Wave:
    """Who is called for a question now, and when to look again; None where that is planned already, or never."""

    asking: Asking
    called: Sequence[int]
    again_at: float | None = None


class Way(Protocol):
    """Decides who is called for a question. `public`: everybody can read it, called or not."""

    name: str
    public: bool

    def wave(self, asking: Asking, present: Present, /) -> Wave: ...

    def newcomer(self, member: int, present: Present, /) -> Sequence[Wave]:
        """Say what changes for open questions when somebody begins to offer."""
        ...

    def gives_up_at(self, asking: Asking, /) -> float: ...

    def takes(self, member: int, present: Present, /) -> bool:
        """Say whether this person may take one more question now."""
        ...

    def inclination(self, asking: Asking, member: int, present: Present, /) -> float:
        """How likely this person says yes, called alone and for the first time this week."""
        ...

    def claimed(self, asking: Asking, helper: int, /) -> None: ...

    def answered(self, asking: Asking, helper: int, /) -> None:
        """Hear that a link has ended."""
        ...


class _Unlimited:
    """What is the same in all ways that no bot looks after: people alone decide."""

    public = True
    at_once = 2  # nobody helps more than two people at the same time

    def __init__(self, community: Community) -> None:
        self._community = community

    def newcomer(self, _member: int, _present: Present, /) -> Sequence[Wave]:
        return ()

    def gives_up_at(self, asking: Asking, /) -> float:
        return asking.gives_up_at

    def takes(self, member: int, present: Present, /) -> bool:
        return present.links(member) < self.at_once

    def inclination(self, asking: Asking, member: int, present: Present, /) -> float:
        return usual_inclination(self._community, asking, member, present)

    def claimed(self, _asking: Asking, _helper: int, /) -> None:
        """Remember nothing: nobody is called for what they did."""

    def answered(self, _asking: Asking, _helper: int, /) -> None:
        """Remember nothing, likewise."""


class PingEveryone(_Unlimited):
    """`@everyone`: all members are called at once."""

    name = "ping everyone"

    def wave(self, asking: Asking, _present: Present, /) -> Wave:
        return Wave(asking, [member for member in range(len(self._community.skills)) if member != asking.asker])


class RolePing(_Unlimited):
    """A role for each topic: all who know it are called at once, whatever they are doing."""

    name = "role ping"

    def wave(self, asking: Asking, _present: Present, /) -> Wave:
        return Wave(asking, [member for member in self._community.knowing(asking.topic) if member != asking.asker])


class PermanentPairs(_Unlimited):
    """Everybody has one mentor for good, who is asked in private whatever the question is about."""

    name = "permanent pairs"
    public = False

    def __init__(self, community: Community, rng: Random) -> None:
        super().__init__(community)
        self._mentor = _pairs(community, rng)

    def wave(self, asking: Asking, _present: Present, /) -> Wave:
        mentor = self.mentor_of(asking.asker)
        return Wave(asking, [] if mentor is None else [mentor])

    def mentor_of(self, member: int) -> int | None:
        return self._mentor[member]

    def inclination(self, asking: Asking, member: int, _present: Present, /) -> float:
        """Give what a mentor feels, who owes it: as willing as if offering, and often for what isn't theirs too."""
        habits = self._community.habits
        knows = asking.topic in self._community.skills[member]
        willing = self._community.chance(member, habits.willing)
        return willing * (1.0 if knows else habits.mentor_off_topic)


def usual_inclination(community: Community, asking: Asking, member: int, present: Present) -> float:
    habits = community.habits
    usual = habits.willing if member in present.offering else habits.willing_away
    return community.chance(member, usual) * (1.0 if asking.topic in community.skills[member] else habits.off_topic)


def _pairs(community: Community, rng: Random) -> list[int | None]:
    """Give everybody another as their mentor, the one who has fewest mentees so far; None where nobody helps."""
    pairs: list[int | None] = [None] * len(community.skills)
    mentees = Counter(dict.fromkeys(rng.sample(sorted(community.helpers), len(community.helpers)), 0))
    for member in rng.sample(range(len(pairs)), len(pairs)):
        pairs[member] = min((one for one in mentees if one != member), key=mentees.__getitem__, default=None)
        if (mentor := pairs[member]) is not None:
            mentees[mentor] += 1
    return pairs
