"""Our way: waves of at most three, chosen by the very rule of domain/matching.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mentorbot.domain.matching import LONGEST_COUNTED, PLACES, Candidate, Claimer, Wanted, choose, hurdle, is_eligible
from mentorbot.domain.policy import Policy
from mentorbot.domain.quiet import QuietHours, is_quiet
from mentorbot.simulation.community import Asking, Community, neighbours
from mentorbot.simulation.present import Present
from mentorbot.simulation.recalling import Recalled
from mentorbot.simulation.ways import Wave, usual_inclination

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
ZONE = ZoneInfo("UTC")  # the model has one clock, and nobody changes it
MINUTE = timedelta(minutes=1)


class Ephemeral:
    """Whoever is available now and knows the topic, then a neighbouring one, then those who opted in."""

    public = True

    def __init__(self, name: str, community: Community, policy: Policy, quiet: QuietHours, spread: int) -> None:
        self.name = name
        self._recalled = Recalled(spread)
        self._community = community
        self._policy = policy
        self._quiet = quiet
        self._called: dict[int, list[tuple[int, float]]] = defaultdict(list)  # by question: whom, and when
        self._planned: set[int] = set()

    def wave(self, asking: Asking, present: Present, /) -> Wave:
        self._planned.discard(asking.number)
        first = asking.at == present.now  # which always plans the next one: only later nobody may be left to wait for
        if first:
            self._recalled.read_up()
            self._recalled.asked(asking)
        wanted = self._wanted(asking, present.now)
        for candidates in self._stages(asking, present):
            if eligible := [one for one in candidates if is_eligible(one, wanted)]:
                # Where three fit at the most all are called, whoever is likely to answer.
                ranked = self._recalled.lean(asking, eligible) if len(eligible) > PLACES else eligible
                return self._called_for(asking, choose(ranked, wanted), present.now)
        patient = self._patient(asking, present.now)
        if first or any(choose(candidates, patient) for candidates in self._stages(asking, present)):
            return self._called_for(asking, [], present.now)
        return Wave(asking, [])

    def newcomer(self, member: int, present: Present, /) -> Sequence[Wave]:
        """Call them for the most urgent, then the oldest question with a place free for which they may be called.

        Other questions for which they can be called later are looked at again, if that is not planned.
        """
        self._recalled.read_up()
        self._recalled.seen(member)
        waves: list[Wave] = []
        called = False
        for asking in sorted(present.open.values(), key=lambda asking: (not asking.urgent, asking.number)):
            if asking.topic in self._community.skills[member] and self._has_place(asking, member, present.now):
                mine = [self._candidate(asking, member, asking.topic, present)]
                if not called and (chosen := choose(mine, self._wanted(asking, present.now))):
                    waves.append(Wave(asking, self._note(asking, chosen, present.now)))
                    called = True
                elif asking.number not in self._planned and choose(mine, self._patient(asking, present.now)):
                    waves.append(self._called_for(asking, [], present.now))
        return waves

    def gives_up_at(self, asking: Asking, /) -> float:
        return min(asking.gives_up_at, asking.at + self._policy.question / MINUTE)

    def takes(self, member: int, present: Present, /) -> bool:
        most = self._policy.rest.most_links
        return hurdle(Claimer(is_asker=False, apart=False, links=present.links(member), most_links=most)) is None

    def inclination(self, asking: Asking, member: int, present: Present, /) -> float:
        return usual_inclination(self._community, asking, member, present)

    def claimed(self, _asking: Asking, helper: int, /) -> None:
        self._recalled.seen(helper)

    def answered(self, asking: Asking, helper: int, /) -> None:
        self._recalled.answered(asking, helper)

    def called_for(self, asking: Asking) -> list[tuple[int, float]]:
        """Give whom this question was shown to, and when."""
        return self._called[asking.number]

    def _has_place(self, asking: Asking, member: int, now: float) -> bool:
        called = self._called[asking.number]
        looking = sum(at > now - self._policy.wave / MINUTE for _, at in called)
        return member != asking.asker and looking < PLACES and all(member != one for one, _ in called)

    def _called_for(self, asking: Asking, chosen: Iterable[Candidate], now: float) -> Wave:
        self._planned.add(asking.number)
        later = self._policy.next_wave(moment(now), urgent=asking.urgent)
        return Wave(asking, self._note(asking, chosen, now), (later - MONDAY) / MINUTE)

    def _note(self, asking: Asking, chosen: Iterable[Candidate], now: float) -> list[int]:
        members = [candidate.member for candidate in chosen]
        self._recalled.called(members)
        self._called[asking.number] += [(member, now) for member in members]
        return members

    def _wanted(self, asking: Asking, now: float) -> Wanted:
        called = frozenset(member for member, _ in self._called[asking.number])
        return Wanted(asking.asker, called, moment(now), self._policy.rest)

    def _patient(self, asking: Asking, now: float) -> Wanted:
        return replace(self._wanted(asking, now), patient=True)

    def _stages(self, asking: Asking, present: Present) -> Iterator[list[Candidate]]:
        """Give the candidates of one stage after the other; the first wave of all looks at those offering alone."""
        skills, topics = self._community.skills, self._community.habits.topics
        yield [
            self._candidate(asking, member, asking.topic, present)
            for member in present.offering
            if asking.topic in skills[member]
        ]
        if asking.at == present.now:
            return
        yield [
            self._candidate(asking, member, near, present)
            for near in neighbours(asking.topic, topics)
            for member in present.offering
            if near in skills[member]
        ]
        yield [
            self._candidate(asking, member, asking.topic, present)
            for member in sorted(self._community.outside)
            if asking.topic in skills[member] and member not in present.offering
        ]

    def _is_quiet(self, at: float) -> bool:
        return is_quiet(self._quiet, ZONE, moment(at))

    def _candidate(self, asking: Asking, member: int, topic: int, present: Present) -> Candidate:
        offer, rest = present.offering.get(member), self._policy.rest
        return Candidate(
            member=member,
            topic=topic,
            neighbour=topic != asking.topic,
            fit=1,
            until=moment(offer.until) if offer else None,
            calls=present.calls_this_week(member),
            last_called_at=_optional(present.called_at.get(member)),
            helped_at=_optional(present.helped_at.get(member)),
            met=present.met_at(asking.asker, member) > present.now - self._policy.met / MINUTE,
            chance=offer.chance if offer else 0.0,
            links=present.links(member),
            most_links=rest.most_links,
            minutes=present.minutes_this_week(member, LONGEST_COUNTED / MINUTE),
            week_minutes=rest.week_minutes,
            cool_down=round(rest.after_helping / MINUTE),
            quiet=self._is_quiet(present.now) and not (offer and self._is_quiet(offer.at)),
        )


def moment(at: float) -> datetime:
    return MONDAY + timedelta(minutes=at)


def _optional(at: float | None) -> datetime | None:
    return None if at is None else moment(at)
