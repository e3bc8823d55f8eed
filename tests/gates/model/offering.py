"""Offers and skills, as the log tells them: who may be called from now on, and who is called at once."""

from abc import abstractmethod
from collections import deque
from dataclasses import dataclass, field

from tests.gates.model.hours import is_quiet
from tests.gates.model.nouns import (
    HOUR,
    LONGEST_OFFER,
    LOOKED_AT,
    MINUTE,
    PLACES,
    WAVE,
    Asked,
    Call,
    Line,
    Promise,
    Wrong,
)
from tests.gates.model.windows import WINDOW, Windows


@dataclass
class Offering(Windows):
    """What members offer; `lines` are those of the log that are still to be taken in."""

    lines: deque[Line] = field(default_factory=deque[Line])

    @abstractmethod
    def first_end(self, offer: int) -> int:
        """When an offer was to end as it began, which the log does not tell."""

    def _offered(self, line: Line) -> None:
        assert line.member is not None
        person, number = self.people[line.member], len(self.offers) + 1
        named = line.detail not in ("all skills", WINDOW)
        topics = set(str(line.detail).split(", ")) if named else set(person.skills)
        self.need(not person.paused and bool(topics) and topics <= person.skills, line, "nothing to offer")
        self.need(self.running(person.number) is None, line, "another offer runs")
        span = self.begun(line) if line.detail == WINDOW else None
        begins, ends = span or (self.now, self.first_end(number))
        offer = Promise(number, person.number, topics, named, ends, is_quiet(person.choices, begins))
        self.offers[number] = offer
        self.need(offer.ends <= self.now + LONGEST_OFFER + HOUR, line, "too long")
        self._newcomer(offer)

    def _newcomer(self, offer: Promise) -> None:
        """Whoever begins to offer is called at once for the most urgent question that has a place free.

        For the others, or while calls are paused, a wave is planned in which they are called once they can be.
        """
        called = self.paused is not None and self.paused > self.now
        free = sorted(
            (q for q in self.questions.values() if self._has_place(q, offer)), key=lambda q: (not q.urgent, q.number)
        )
        for asked in free[:LOOKED_AT]:
            may = not called and offer.member in self.perhaps(asked, "offering", self.now)
            if may and self._is_called(asked, offer):
                self._call_newcomer(asked, offer)
                called = True
            elif not called and offer.member in self.surely(asked, "offering", self.now):
                raise Wrong(f"{offer.member} began to offer and was not called for question {asked.number}")
            elif asked.wave_due is None and offer.member in self.fit(asked, "offering", self.now):
                asked.wave_due = self.now + asked.pause

    def _call_newcomer(self, asked: Asked, offer: Promise) -> None:
        line = self.lines.popleft()
        self.need(line.wave == asked.wave + 1, line, f"its last wave was {asked.wave}")
        asked.wave += 1
        asked.calls.append(Call(offer.member, asked.wave, "offering", self.now))
        self.people[offer.member].called.append(self.now)
        self.say_call(asked, str(asked.wave))

    def _has_place(self, asked: Asked, offer: Promise) -> bool:
        recent = sum(call.at > self.now - WAVE for call in asked.calls)
        waits = asked.status == "open" and asked.topic in offer.topics and asked.by != offer.member
        waits = waits and (asked.held is None or asked.held <= self.now)
        return waits and not asked.was_called(offer.member) and recent < PLACES

    def _is_called(self, asked: Asked, offer: Promise) -> bool:
        following = self.lines[0] if self.lines else None
        wanted = ("called", asked.number, offer.member, "offering")
        return following is not None and (
            (following.kind, following.question, following.member, following.detail) == wanted
        )

    def _offer_extended(self, line: Line) -> None:
        offer = self._running(line)
        offer.ends += int(str(line.detail).split()[0]) * MINUTE
        self.need(offer.ends <= self.now + LONGEST_OFFER + self.slack, line, "too long")

    def _offer_ended(self, line: Line) -> None:
        offer = self._running(line)
        self.need(line.detail != "on time" or offer.ends <= self.now + self.slack, line, f"it ends at {offer.ends}")
        offer.ended = self.now

    def _skill_added(self, line: Line) -> None:
        assert line.member is not None
        assert line.topic is not None
        self.need(line.topic not in self.people[line.member].skills, line, "it was there")
        self.people[line.member].skills.add(line.topic)

    def _skill_removed(self, line: Line) -> None:
        assert line.member is not None
        assert line.topic is not None
        self.need(line.topic in self.people[line.member].skills, line, "it was not there")
        self.people[line.member].skills.discard(line.topic)
        if offer := self.running(line.member):
            offer.topics.discard(line.topic)

    def _skills_changed(self, line: Line) -> None:
        assert line.member is not None
        outside, paused = str(line.detail).split(", ")
        person = self.people[line.member]
        person.outside, person.paused = outside == "called outside offers", paused == "paused"
        self.need(not person.paused or self.running(person.number) is None, line, "whoever paused still offers")

    def _running(self, line: Line) -> Promise:
        offer = self.running(line.member or 0)
        if offer is None:
            raise Wrong(f"{line} is about an offer that does not run")
        return offer
