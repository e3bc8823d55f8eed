"""What members choose for themselves, and the windows of each week that begin an offer without a word."""

from abc import abstractmethod
from dataclasses import dataclass

from tests.gates.model.hours import next_begin, occurrence
from tests.gates.model.lives import Lives
from tests.gates.model.nouns import Choices, Line, Person, Weekly, Wrong

WINDOW = "weekly window"


@dataclass
class Windows(Lives):
    """A window that comes while it can't begin is left out, which leaves no line."""

    @abstractmethod
    def chosen(self, member: int) -> Choices | None:
        """What somebody has just chosen, which the log does not tell; None where nobody knows it any more."""

    def _choice_changed(self, line: Line) -> None:
        new = self.chosen(line.member) if line.member is not None else None
        if new is None or line.member is None:
            return
        person = self.people[line.member]
        before, person.choices = person.choices, new
        if before.school != new.school:
            person.school_since = self.now
        if line.detail == "weekly windows":
            person.windows = {weekly: self._first(new, weekly) for weekly in new.windows}
        elif before.zone != new.zone:
            person.windows = {weekly: next_begin(new, weekly, self.now) for weekly in new.windows}

    def _first(self, choices: Choices, weekly: Weekly) -> int:
        """A window that runs already begins at once."""
        runs = occurrence(choices, weekly, self.now) is not None
        return self.now if runs else next_begin(choices, weekly, self.now)

    def begun(self, line: Line) -> tuple[int, int] | None:
        """Take in that a window began; give when it began and ends by the clock, None where nobody knows it."""
        person = self.people[line.member or 0]
        for weekly, due in person.windows.items():
            span = occurrence(person.choices, weekly, self.now)
            if due <= self.now and span is not None:
                self.settle_waves(due - 1)  # which were done before, without whoever begins to offer now
                person.windows[weekly] = next_begin(person.choices, weekly, self.now)
                return span
        self.need(not person.windows, line, "none of their windows has come")
        return None

    def settle(self, now: int) -> None:
        for person in self.people.values():
            for weekly, due in person.windows.items():
                if due <= now:
                    self._leave_out(person, weekly, now)
        super().settle(now)

    def _leave_out(self, person: Person, weekly: Weekly, now: int) -> None:
        span, offer = occurrence(person.choices, weekly, now), self.running(person.number)
        longer = span is not None and offer is not None and offer.ends >= span[1]
        if span is not None and not longer and person.skills and not person.paused:
            raise Wrong(f"{person.number} has a window now, and it did not begin")
        person.windows[weekly] = next_begin(person.choices, weekly, now)
