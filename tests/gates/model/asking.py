"""Questions as their log tells them: asked, called for, ended and opened again."""

from typing import Protocol

from tests.gates.model.nouns import (
    FORGOTTEN,
    NOT_YET,
    PATIENCE,
    REOPENABLE,
    Asked,
    Call,
    Choices,
    Limits,
    Line,
    Person,
    Tie,
    Wish,
    Wrong,
)
from tests.gates.model.offering import Offering

GIVEN_UP = "a step kept failing"


class Facts(Protocol):
    """What the log does not hold, because it holds no texts and no choices: to be read from the rows."""

    def wish(self, question: int, /) -> Wish: ...

    def ends(self, offer: int, /) -> int:
        """When an offer was first meant to end."""
        ...

    def written(self, link: int, /) -> int | None:
        """When somebody last wrote in a link's thread, as far as the bot could see."""
        ...

    def chosen(self, member: int, /) -> Choices | None:
        """What somebody has just chosen."""
        ...

    def pause(self) -> int | None:
        """Until when the moderators have just paused calls; None where nobody knows it any more."""
        ...


class Asking(Offering):
    """Follows what becomes of each question while nobody helps with it."""

    def __init__(self, facts: Facts, limits: Limits | None = None, *, slack: int = 0) -> None:
        super().__init__(slack=slack, limits=limits or Limits())
        self.facts = facts
        self.all_known = True  # also what leaves no line: who offered to join, who was asked to take over

    def _asked(self, line: Line) -> None:
        assert line.member is not None
        assert line.question is not None
        self.need(line.question not in self.questions, line, "asked twice")
        wish = self.facts.wish(line.question)
        by = line.member if line.detail is None else wish.by
        self.need(by is None or self.unclosed(by) < self.limits.open_limit, line, "asked above the limit")
        expires = self.now + PATIENCE
        how = (wish.urgent, wish.not_my_school)
        asked = Asked(line.question, line.member, by, line.topic, *how, self.now, self.now, expires, wish.held)
        asked.unnamed = line.detail == "anonymous"
        self.questions[asked.number] = asked
        called = self._begin(asked)
        self.say("card", asked.number, about=called)
        self.say_by_message(asked, called)

    def _topic_chosen(self, line: Line) -> None:
        asked = self._open(line)
        self.need(asked.topic is None and asked.asker == line.member, line, "its topic was chosen already")
        asked.topic = line.topic
        called = self._begin(asked)
        self.say_card_update(asked)
        self.say_call(asked, called)

    def _hold_ended(self, line: Line) -> None:
        asked = self._open(line)
        trying = asked.held is not None and asked.held > self.now - self.slack
        self.need(trying and asked.asker == line.member, line, "nobody tries first")
        asked.held = None
        called = self._begin(asked)
        self.say_card_update(asked)
        self.say_call(asked, called)

    def _forgotten(self, line: Line) -> None:
        asked = self._asked_before(line)
        due = asked.closed is not None and asked.closed + FORGOTTEN <= self.now + self.slack
        self.need(due and asked.by != asked.asker, line, "it is not time for that")
        asked.by = None

    def _begin(self, asked: Asked) -> str | None:
        """Call the first wave of those who offer the topic; give its number, if there was one."""
        if (until := self.barred(asked, self.now)) is not None:
            why = None if asked.held is not None and asked.held > self.now else "paused"
            told = self.lines.popleft() if self.lines else None
            if told is None or (told.kind, told.question, told.detail) != ("held", asked.number, why):
                raise Wrong(f"nobody is called yet for question {asked.number}, and nothing is said of it")
            asked.wave_due = until
            return None
        asked.wave_due = self.now + asked.pause
        if self.lines and self.lines[0].kind == "nobody-available" and self.lines[0].question == asked.number:
            self.lines.popleft()
            self.check_nobody(asked, self.now, ("offering",))
            return None
        self._calls(asked, self._taken(asked))
        return str(asked.wave)

    def _taken(self, asked: Asked) -> list[Line]:
        """The lines of one wave that come next."""
        taken: list[Line] = []
        while self.lines and self.lines[0].kind == "called" and self.lines[0].question == asked.number:
            if taken and self.lines[0].wave != taken[0].wave:
                break
            taken.append(self.lines.popleft())
        return taken

    def _calls(self, asked: Asked, lines: list[Line]) -> None:
        if not lines:
            raise Wrong(f"nothing is said of who was called for question {asked.number}")
        stage, called = str(lines[0].detail), [line.member for line in lines if line.member is not None]
        if any(line.wave != asked.wave + 1 or line.detail != stage for line in lines):
            raise Wrong(f"wave {lines[0].wave} of question {asked.number} came after wave {asked.wave}")
        for member in called:
            self.people.setdefault(member, Person(member))
        self.check_calls(asked, stage, called, self.now)
        asked.wave += 1
        for member in called:
            asked.calls.append(Call(member, asked.wave, stage, self.now))
            self.people[member].called.append(self.now)

    def _wave(self, line: Line) -> None:
        asked = self._open(line)
        due = asked.wave_due is not None and asked.wave_due <= self.now + self.slack
        self.need(due, line, f"the next wave is due at {asked.wave_due}")
        self.need(asked.expires > self.now - self.slack, line, "its time is over")
        self.need(self.barred(asked, self.now + self.slack) is None, line, "nobody is to be called yet")
        self.lines.appendleft(line)
        self._calls(asked, self._taken(asked))
        self.say_call(asked, str(asked.wave))
        asked.wave_due = self.now + asked.pause

    def _moderators_told(self, line: Line) -> None:
        asked = self._open(line)
        if line.detail != GIVEN_UP:
            due = asked.wave_due is not None and asked.wave_due <= self.now + self.slack
            barred = self.barred(asked, self.now + self.slack) is not None
            self.need(due and not barred and not asked.moderators_told, line, "it is not time for that")
            self.nobody(asked)
        asked.moderators_told = True
        self.say("moderators", asked.number, about="waiting")

    def written_in(self, tie: Tie) -> int | None:
        return self.facts.written(tie.number)

    def first_end(self, offer: int) -> int:
        return self.facts.ends(offer)

    def chosen(self, member: int) -> Choices | None:
        return self.facts.chosen(member)

    def nobody(self, asked: Asked) -> None:
        """A wave that found nobody to call comes again only for those who are resting."""
        self.check_nobody(asked, self.now)
        asked.wave_due = self.now + asked.pause if self.only_resting(asked, self.now) else None

    def put_back(self, asked: Asked) -> None:
        asked.status, asked.helper, asked.outcome, asked.closed = "open", None, None, None
        asked.opened, asked.expires = self.now, max(asked.expires, self.now + PATIENCE)
        asked.called_aloud = asked.moderators_told = False
        asked.held = None
        called = self._begin(asked)
        self.say_card_again(asked)
        self.say_call(asked, called)

    def _question_closed(self, line: Line) -> None:
        asked = self._open(line)
        if line.detail == "unanswered":
            self.need(asked.expires <= self.now + self.slack, line, "its time is not over")
        self.end(asked, str(line.detail), told=False)
        if line.detail == "unanswered":
            following = self.lines.popleft() if self.lines else None
            if following is None or (following.kind, following.question) != ("moderators-told", asked.number):
                raise Wrong(f"question {asked.number} ended unanswered, and moderators were not told")
            self.say("moderators", asked.number, about="unanswered")

    def _reopened(self, line: Line) -> None:
        asked = self._asked_before(line)
        self.need(asked.status == "closed" and asked.asker == line.member, line, f"it is {asked.status}")
        within = NOT_YET if self._says_not_yet(asked) else REOPENABLE
        self.need(asked.closed is not None and asked.closed + within >= self.now - self.slack, line, "too late")
        self.put_back(asked)

    def _says_not_yet(self, asked: Asked) -> bool:
        """Whether it was opened again because it did not work, of which the lines about this moment end."""
        now = [line for line in self.lines if (line.at, line.question) == (self.now, asked.number)]
        return any((line.kind, line.detail) == ("followed-up", "not yet") for line in now)

    def _setting_changed(self, line: Line) -> None:
        """Calls are paused, or resumed: what waited for the end of the pause moves with it."""
        before, until = self.paused, self.facts.pause() if line.detail == "calls paused" else None
        for asked in self.questions.values():
            if asked.status == "open" and before is not None and asked.wave_due == before:
                asked.wave_due = until or self.now
        self.paused = until

    def _card_reposted(self, line: Line) -> None:
        self._asked_before(line)

    def _asked_before(self, line: Line) -> Asked:
        asked = self.questions.get(line.question or 0)
        if asked is None:
            raise Wrong(f"{line} is about a question that was never asked")
        return asked

    def _open(self, line: Line) -> Asked:
        asked = self._asked_before(line)
        self.need(asked.status == "open", line, f"it is {asked.status}")
        return asked
