"""Ends and announcements: what is said to others when something happens, and what is due because of it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from tests.gates.model.hours import is_quiet
from tests.gates.model.matching import Matching
from tests.gates.model.nouns import DAY, FORGOTTEN, QUIET, WEEK, Asked, Line, Said, Tie, Wrong

NEWS = frozenset({"unanswered", "card-deleted", "not-posted", "moderator"})
"""Endings that came over the asker, who is told of them."""
ANSWERS = frozenset({"it worked", "not yet"})
Job = tuple[str, int | str]


@dataclass
class Lives(Matching, ABC):
    """Questions, what was said, and what is due; until `paused` the moderators want nobody called."""

    questions: dict[int, Asked] = field(default_factory=dict[int, Asked])
    said: list[Said] = field(default_factory=list[Said])
    withdrawals: dict[int, int] = field(default_factory=dict[int, int])
    paused: int | None = None
    now: int = 0

    def need(self, holds: bool, line: Line, why: str) -> None:
        if not holds:
            raise Wrong(f"{line.kind} of question {line.question} by {line.member} ({line.detail}): {why}")

    def unclosed(self, member: int) -> int:
        return sum(asked.by == member and asked.status != "closed" for asked in self.questions.values())

    def say(
        self,
        kind: str,
        question: int | None = None,
        link: int | None = None,
        *,
        member: int | None = None,
        about: str | None = None,
        optional: bool = False,
    ) -> None:
        self.said.append(Said(kind, question, link, member, about, optional))

    def say_card_update(self, asked: Asked) -> None:
        self.say("card-update", asked.number)

    def say_on_card(self, asked: Asked) -> None:
        """Show something on a card that stands."""
        if asked.card != "none":
            self.say("card-update", asked.number, optional=asked.card == "perhaps")

    def say_card_again(self, asked: Asked) -> None:
        """Show an opened question on the card that stands, or on a new one."""
        kinds = {"none": "card", "perhaps": "card or card-update"}
        kind = kinds.get(asked.card, "card-update")
        self.say(kind, asked.number)
        if kind == "card":
            asked.card = "coming"

    def say_call(self, asked: Asked, wave: str | None) -> None:
        if wave is not None:
            asked.called_aloud = True
            self.say("call-out", asked.number, about=wave)
            self.say_by_message(asked, wave)

    def say_by_message(self, asked: Asked, wave: str | None) -> None:
        """Call those in private too who asked for that, but never in quiet hours, though they offer within them."""
        called = [call.member for call in asked.calls if str(call.wave) == wave]
        for member in called:
            choices = self.people[member].choices
            if choices.by_message and not is_quiet(choices, self.now):
                self.say("notice", asked.number, member=member, about=wave)

    def barred(self, asked: Asked, now: int) -> int | None:
        """Until when nobody is called for a question: its asker tries first, or the moderators want a pause."""
        return max((at for at in (asked.held, self.paused) if at is not None and at > now), default=None)

    def calls_over(self, asked: Asked) -> None:
        """Later call-outs stop calling once a question waits no more."""
        if asked.called_aloud or asked.moderators_told:
            self.say("calls-over", asked.number)

    def end(self, asked: Asked, outcome: str, *, told: bool) -> None:
        asked.status, asked.helper, asked.wave_due = "closed", None, None
        asked.outcome, asked.closed = outcome, self.now
        asked.card = "none" if outcome == "card-deleted" else asked.card
        self.say_on_card(asked)
        self.calls_over(asked)
        self.withdrawals.pop(asked.number, None)
        if outcome in NEWS and not told:
            self.say("notice", asked.number, member=asked.asker, about=outcome, optional=outcome == "not-posted")
        for member in sorted(asked.along | asked.gone):
            self.say("notice", asked.number, member=member, about="me-too", optional=member in asked.gone)
        asked.along.clear()

    def card_gone(self, asked: Asked) -> bool:
        """Post a card that somebody deleted again, once; say whether the question ends instead."""
        asked.card = "none"
        if asked.status != "open":
            return False
        if not asked.reposted:
            asked.reposted, asked.card = True, "coming"
            self.say("card", asked.number, about="again")
            return False
        return True

    def seen(self, tie: Tie) -> None:
        """Take in what was written in a link's thread."""
        written = self.written_in(tie)
        if written is not None and max(tie.active, tie.nudged or 0) < written <= self.now:
            tie.active, tie.nudged = written, None

    @abstractmethod
    def written_in(self, tie: Tie) -> int | None:
        """When somebody last wrote in a link's thread, which the log does not tell."""

    def jobs(self) -> dict[Job, int]:
        """What is due, and when, because things are as they are."""
        due: dict[Job, int] = {("withdraw", number): at for number, at in self.withdrawals.items()}
        for asked in self.questions.values():
            due |= self._jobs_of(asked)
        for tie in self.links.values():
            due |= self._jobs_of_link(tie)
        for offer in self.offers.values():
            if offer.ended is None:
                due["offer-end", offer.number] = offer.ends
        for person in self.people.values():
            for weekly, at in person.windows.items():
                due["window", f"{person.number} {weekly.weekday} {weekly.start}"] = at
        return due

    @staticmethod
    def _jobs_of_link(tie: Tie) -> dict[Job, int]:
        due: dict[Job, int] = {}
        if tie.closed is None and tie.nudged is None:
            due["nudge", tie.number] = tie.active + QUIET
        elif tie.closed is None and tie.nudged is not None:
            due["dissolve", tie.number] = tie.nudged + QUIET
        if tie.follow_up is not None:
            due["follow-up", tie.number] = tie.follow_up
        if tie.ask_at is not None:
            due["ask-over", tie.number] = tie.ask_at
        return due

    @staticmethod
    def _jobs_of(asked: Asked) -> dict[Job, int]:
        due: dict[Job, int] = {}
        if asked.status == "open":
            due["expire", asked.number] = asked.expires
            if asked.wave_due is not None:
                due["wave", asked.number] = asked.wave_due
        if asked.closed is not None and asked.by not in (None, asked.asker):
            due["forget", asked.number] = asked.closed + FORGOTTEN
        return due

    def settle(self, now: int) -> None:
        """Once all that is due was done: what left no line must have had nothing to do."""
        self.now = now
        self.settle_waves(now)
        for tie in self.links.values():
            if tie.closed is None and (tie.nudged or tie.active) + QUIET <= now:
                self.seen(tie)
            self.skip_follow_ups(tie, now)
        if left := {job: due for job, due in self.jobs().items() if due <= now}:
            raise Wrong(f"it is {now}, and this was not done: {left}")

    def settle_waves(self, until: int) -> None:
        """Take in the waves that were due until then and left no line, as those do that find nobody once more."""
        for asked in self.questions.values():
            if asked.status == "open" and asked.wave_due is not None and asked.wave_due <= until:
                if (barred := self.barred(asked, self.now)) is not None:
                    asked.wave_due = barred
                    continue
                self.nobody(asked)
                if not asked.moderators_told:
                    raise Wrong(f"nobody is left to call for question {asked.number}, and moderators were not told")

    def say_to_asker(self, asked: Asked, tie: Tie, *, farewell: bool = False) -> None:
        """Whoever asked without a name reads privately what others read in the thread."""
        if asked.unnamed:
            self.say("notice", asked.number, tie.number, member=asked.asker)
        elif farewell:
            self.say("notice", asked.number, tie.number, member=tie.asker, about="sorted")

    def followed_up(self, line: Line) -> None:
        """Somebody was asked whether it worked, or answered that it did, or that it didn't, which opens it again."""
        tie = max((tie for tie in self.links.values() if tie.question == line.question), key=lambda tie: tie.number)
        if line.detail in ANSWERS:
            self.need(line.member == tie.asker, line, "they were not asking")
            return
        self.skip_follow_ups(tie, self.now)
        self.need(self.is_sorted(tie), line, "it was not sorted, or is open again")
        due = tie.follow_up is not None and tie.follow_up <= self.now + self.slack
        self.need(due and line.member == tie.asker, line, "it is too early, or they were not asking")
        again = line.detail == "after a week"
        assert tie.closed is not None
        tie.follow_up = None if again else tie.closed + WEEK
        self.say("notice", tie.question, tie.number, member=tie.asker, about="again" if again else None)

    def is_sorted(self, tie: Tie) -> bool:
        """Whether its question is closed as sorted, and was not opened again since."""
        asked = self.questions[tie.question]
        newest = max(other.number for other in self.links.values() if other.question == tie.question)
        return (asked.status, asked.outcome) == ("closed", "sorted") and newest == tie.number

    def skip_follow_ups(self, tie: Tie, now: int) -> None:
        """Take in what left no line: a follow-up that came a day too late, or that made no sense any more."""
        while tie.follow_up is not None and tie.follow_up <= now:
            if not self.is_sorted(tie) or not self._wants_follow_ups(tie):
                tie.follow_up = None
            elif tie.follow_up + DAY < now and tie.closed is not None:
                first = tie.follow_up < tie.closed + WEEK
                tie.follow_up = tie.closed + WEEK if first else None
            else:
                return

    def _wants_follow_ups(self, tie: Tie) -> bool:
        by = self.questions[tie.question].by
        return by is None or self.people[by].choices.follow_up

    @abstractmethod
    def nobody(self, asked: Asked) -> None:
        """Take in that a wave was due and found nobody to call."""
