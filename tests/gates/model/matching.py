"""Who may be called for a question, and whether those who were called are the right ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.gates.model.hours import is_quiet, week_start
from tests.gates.model.nouns import (
    LONGEST_COUNTED,
    MET,
    MINUTE,
    PLACES,
    Asked,
    Limits,
    Person,
    Promise,
    Tie,
    Wrong,
)

STAGES = ("offering", "neighbour", "opted-in")
Rank = tuple[int, bool, int, int]


@dataclass
class Matching:
    """Everybody and what they do; `slack` is how far (in ms) two records of one moment may be apart."""

    slack: int = 0
    limits: Limits = field(default_factory=Limits)
    people: dict[int, Person] = field(default_factory=dict[int, Person])
    offers: dict[int, Promise] = field(default_factory=dict[int, Promise])
    links: dict[int, Tie] = field(default_factory=dict[int, Tie])
    near: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def running(self, member: int) -> Promise | None:
        return next((o for o in self.offers.values() if o.member == member and o.ended is None), None)

    def check_calls(self, question: Asked, stage: str, called: list[int], now: int) -> None:
        """Raise unless exactly those were called who come first, at the first stage that has somebody."""
        for earlier in STAGES[: STAGES.index(stage)]:
            if missed := self.surely(question, earlier, now):
                raise Wrong(f"{stage} were called for question {question.number}, and {missed} are {earlier}")
        if not 0 < len(called) <= PLACES or len(set(called)) < len(called):
            raise Wrong(f"{called} were called at once for question {question.number}")
        if unfit := set(called) - set(self.perhaps(question, stage, now)):
            raise Wrong(f"{unfit} must not be called for question {question.number} ({stage})")
        left = [member for member in self.surely(question, stage, now) if member not in called]
        if len(called) < PLACES and left:
            raise Wrong(f"{left} could have been called for question {question.number} too ({stage})")
        ranks = {member: self._rank(question, stage, member, now) for member in (*called, *left)}
        if passed := [one for one in left if any(self._comes_before(ranks, one, other) for other in called)]:
            raise Wrong(f"{passed} come before {called} for question {question.number} ({stage})")

    def check_nobody(self, question: Asked, now: int, stages: tuple[str, ...] = STAGES) -> None:
        for stage in stages:
            if missed := self.surely(question, stage, now):
                raise Wrong(f"nobody was called for question {question.number}, and {missed} fit ({stage})")

    def surely(self, question: Asked, stage: str, now: int) -> list[int]:
        """Those who may be called, however the clock is read."""
        early, late = now - self.slack, now + self.slack
        return [
            m for m in self.fit(question, stage, late) if self._free(m, stage, early) and self._free(m, stage, late)
        ]

    def perhaps(self, question: Asked, stage: str, now: int) -> list[int]:
        """Those who may be called if the clock is read in their favour."""
        early, late = now - self.slack, now + self.slack
        return [
            m for m in self.fit(question, stage, early) if self._free(m, stage, early) or self._free(m, stage, late)
        ]

    def only_resting(self, question: Asked, now: int) -> bool:
        """Whether somebody fits who only has no time just now."""
        return any(True for stage in STAGES for _ in self.fit(question, stage, now))

    def fit(self, question: Asked, stage: str, now: int) -> Iterator[int]:
        """Those whom only their own work could keep from it."""
        for member in self.people:
            if member == question.by or member in question.put_down or question.was_called(member):
                continue
            if self.apart(question, member):
                continue
            if self._at(question, stage, member, now):
                yield member

    def apart(self, question: Asked, member: int) -> bool:
        """Whether somebody is never brought together with whoever asked: blocked, either way, or of the same school.

        Where a school isn't known, or was named only after the question was asked, it counts as the same. What somebody
        wanted towards a name keeps them from nothing that is asked without one, nor the other way round: it would tell
        who asked.
        """
        if question.by is None:
            return True
        one, other = self.people[member], self.people[question.by]
        if member in other.away or question.by in (one.shunned.values() if question.unnamed else one.away):
            return True
        schools = (one.choices.school, other.choices.school)
        unknown = None in schools or one.school_since > question.asked_at
        return question.not_my_school and (unknown or schools[0] == schools[1])

    def hurdle(self, member: int, question: Asked) -> str | None:
        """What somebody reads who may not claim a question that waits."""
        if member == question.by:
            return "OwnQuestion"
        if self.apart(question, member):
            return "NotThisOne"
        return None if self.is_free_handed(member, besides=question.number) else "HandsFull"

    def _at(self, question: Asked, stage: str, member: int, now: int) -> bool:
        """Whether somebody offers the topic, or a neighbouring one, or opted in to be called outside offers."""
        person, topic = self.people[member], question.topic
        if topic is None:
            return False
        offer = self.running(member)
        offered: set[str] = offer.topics if offer is not None and offer.ends > now else set()
        if stage == "offering":
            return topic in offered
        if stage == "neighbour":
            return bool(offered & self.near.get(topic, frozenset()))
        return person.outside and not person.paused and topic in person.skills and topic not in offered

    def _free(self, member: int, stage: str, now: int) -> bool:
        """Whether somebody's own work leaves them room for a question."""
        offer = self.running(member)
        lifted = stage != "opted-in" and offer is not None and offer.lifts_quiet
        choices = self.people[member].choices
        if not lifted and is_quiet(choices, now):
            return False
        most = self.limits.week_minutes if choices.week_minutes is None else choices.week_minutes
        return self.is_free_handed(member) and self.minutes(member, now) < most and self._rested(member, now)

    def is_free_handed(self, member: int, *, besides: int | None = None) -> bool:
        """Whether somebody helps in fewer links than they want at once, not counting a question they help with."""
        helping = sum(tie.helps(member) and tie.question != besides for tie in self.links.values())
        return helping < (self.people[member].choices.most_links or self.limits.most_links)

    def minutes(self, member: int, now: int) -> int:
        """How long somebody helped this week, of each link an hour at the most."""
        monday = week_start(now)
        spans = [span for tie in self.links.values() for span in _spans(tie, member, now) if span[0] >= monday]
        return sum(min(end - begin, LONGEST_COUNTED) for begin, end in spans) // MINUTE

    def _rested(self, member: int, now: int) -> bool:
        person = self.people[member]
        own = person.choices.cool_down
        cool_down = self.limits.rest if own is None else own * MINUTE
        rested = person.helped is None or person.helped + cool_down <= now
        return rested and all(at + self.limits.rest <= now for at in person.called[-1:])

    def _comes_before(self, ranks: Mapping[int, Rank], one: int, other: int) -> bool:
        """Whether `one` should have been called rather than `other`, to whom the question may lean if they answered."""
        leans = ranks[one][:2] == ranks[other][:2] and self._has_answered(other)
        return ranks[one] < ranks[other] and not leans

    def _has_answered(self, member: int) -> bool:
        return any(tie.helper == member and tie.closed is not None for tie in self.links.values())

    def _rank(self, question: Asked, stage: str, member: int, now: int) -> Rank:
        """What decides before chance does: fit, whether they met, calls this week, the last call."""
        person, offer = self.people[member], self.running(member)
        named = stage != "opted-in" and offer is not None and offer.named
        monday = week_start(now)
        this_week = sum(at >= monday for at in person.called)
        return (0 if named else 1, self._met(question.asker, member, now), this_week, (person.called or [-1])[-1])

    def _met(self, one: int, two: int, now: int) -> bool:
        return any({tie.asker, tie.helper} == {one, two} and tie.opened > now - MET for tie in self.links.values())


def _spans(tie: Tie, member: int, now: int) -> Iterator[tuple[int, int]]:
    """When somebody helped with a link, alone or as the second."""
    if tie.helper == member:
        yield tie.opened, tie.closed or now
    for second in tie.seconds:
        if second.member == member:
            yield second.since, second.until or tie.closed or now
