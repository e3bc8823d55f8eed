"""Plays a community's weeks under one way of calling, moment by moment."""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from mentorbot.simulation.community import Asking, Community, Look, Offering
from mentorbot.simulation.luck import Luck
from mentorbot.simulation.present import Help, Present
from mentorbot.simulation.ways import Wave, Way

REPLY_SPREAD = 1.0  # of the logarithm: one answer in six takes more than e times as long as the median
LINK_SPREAD = 0.7


@dataclass(frozen=True, slots=True)
class Claim:
    """Who helped whom, how long after the question, and whether the two had met before."""

    asker: int
    helper: int
    wait: float
    again: bool


@dataclass(slots=True)
class Played:
    """What came of it; `calls` by member, `waves` how many were called each time."""

    way: str
    community: Community
    claims: list[Claim] = field(default_factory=list[Claim])
    calls: Counter[int] = field(default_factory=Counter[int])
    waves: list[int] = field(default_factory=list[int])


class Play:
    """One run. What happens anyhow is the community's; people's moods are the luck's, the same for every way."""

    def __init__(self, community: Community, way: Way, luck: Luck) -> None:
        self._community = community
        self._habits = community.habits
        self._way = way
        self._luck = luck
        self._present = Present()
        self._coming: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self.played = Played(way.name, community)

    def run(self) -> Played:
        for offer in self._community.offers:
            self._at(offer.at, lambda o=offer: self._begin_offer(o))
        for asking in self._community.questions:
            self._at(asking.at, lambda a=asking: self._ask(a))
        for look in self._community.looks if self._way.public else ():
            self._at(look.at, lambda seen=look: self._look(seen))
        while self._coming:
            self._present.now, _, happen = heapq.heappop(self._coming)
            happen()
        return self.played

    def _at(self, when: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._coming, (when, next(self._order), happen))

    def _begin_offer(self, offer: Offering) -> None:
        self._present.offering[offer.member] = offer  # in place of one that runs
        self._at(offer.until, lambda: self._end_offer(offer))
        for wave in self._way.newcomer(offer.member, self._present):
            self._follow(wave)

    def _end_offer(self, offer: Offering) -> None:
        if self._present.offering.get(offer.member) is offer:
            del self._present.offering[offer.member]

    def _ask(self, asking: Asking) -> None:
        self._present.open[asking.number] = asking
        self._at(self._way.gives_up_at(asking), lambda: self._give_up(asking))
        self._wave(asking)

    def _give_up(self, asking: Asking) -> None:
        self._present.open.pop(asking.number, None)

    def _wave(self, asking: Asking) -> None:
        if asking.number in self._present.open:
            self._follow(self._way.wave(asking, self._present))

    def _follow(self, wave: Wave) -> None:
        self._call(wave.asking, wave.called)
        if wave.again_at is not None:
            self._at(wave.again_at, lambda: self._wave(wave.asking))

    def _call(self, asking: Asking, called: Sequence[int]) -> None:
        if called:
            self.played.waves.append(len(called))
        for member in called:
            before = self._present.calls_this_week(member)
            self._present.note_call(member)
            self.played.calls[member] += 1
            worn = math.exp(-before / self._habits.tolerance) * len(called) ** -self._habits.crowd
            if self._says_yes(asking, member, worn):
                self._at(self._present.now + self._delay(asking, member), lambda m=member: self._claim(asking, m))

    def _look(self, look: Look) -> None:
        for asking in list(self._present.open.values()):
            if asking.asker != look.member and self._says_yes(asking, look.member, 1.0):
                self._claim(asking, look.member)

    def _says_yes(self, asking: Asking, member: int, worn: float) -> bool:
        mood = self._luck.share("mood", asking.number, member)
        return mood < worn * self._way.inclination(asking, member, self._present)

    def _delay(self, asking: Asking, member: int) -> float:
        here = member in self._present.offering
        median = self._habits.notice_minutes if here else self._habits.away_minutes
        return self._luck.log_normal(median, REPLY_SPREAD, "delay", asking.number, member)

    def _claim(self, asking: Asking, helper: int) -> None:
        present, now = self._present, self._present.now
        if asking.number not in present.open or not self._way.takes(helper, present):
            return
        del present.open[asking.number]
        pair = frozenset((asking.asker, helper))
        self.played.claims.append(Claim(asking.asker, helper, now - asking.at, pair in present.met))
        present.met[pair] = now
        self._way.claimed(asking, helper)
        given = Help(now)
        present.helped[helper].append(given)
        length = self._luck.log_normal(self._habits.link_minutes, LINK_SPREAD, "link", asking.number)
        self._at(now + length, lambda: self._close(asking, helper, given))

    def _close(self, asking: Asking, helper: int, given: Help) -> None:
        given.until = self._present.helped_at[helper] = self._present.now
        self._way.answered(asking, helper)
