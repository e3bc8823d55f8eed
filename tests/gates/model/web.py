"""The learning web as its log tells it: each line must be allowed where it stands, and changes what follows."""

from collections.abc import Callable, Iterable
from typing import Protocol

from tests.gates.model.nouns import (
    DAY,
    FORGOTTEN,
    PATIENCE,
    QUIET,
    REOPENABLE,
    Asked,
    Call,
    Limits,
    Line,
    Person,
    Tie,
    Wish,
    Wrong,
)
from tests.gates.model.offering import Offering

Deed = tuple[str, int | None, int | None, str | None]
"""A line that somebody or something due brought about: its kind, member, question and detail."""
GONE = ("helper-left", "erased")
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


class Web(Offering):
    """Follows the log line by line; raises `Wrong` at the first that product.md does not allow."""

    def __init__(self, facts: Facts, limits: Limits | None = None, *, slack: int = 0) -> None:
        super().__init__(slack=slack, limits=limits or Limits())
        self.facts = facts
        self._kinds: dict[str, Callable[[Line], None]] = {
            "asked": self._asked,
            "topic-chosen": self._topic_chosen,
            "hold-ended": self._hold_ended,
            "forgotten": self._forgotten,
            "called": self._wave,
            "moderators-told": self._moderators_told,
            "claimed": self._claimed,
            "claim-lost": self._claim_lost,
            "nudged": self._nudged,
            "kept-open": self._kept_open,
            "followed-up": self.followed_up,
            "link-closed": self._link_closed,
            "question-closed": self._question_closed,
            "reopened": self._reopened,
            "card-reposted": self._card_reposted,
            "offered": self._offered,
            "offer-extended": self._offer_extended,
            "offer-ended": self._offer_ended,
            "skill-added": self._skill_added,
            "skill-removed": self._skill_removed,
            "skills-changed": self._skills_changed,
        }

    def follow(self, lines: Iterable[Line]) -> list[Deed]:
        """Take in what happened; give what brought it about, one deed each."""
        self.lines.extend(lines)
        deeds: list[Deed] = []
        while self.lines:
            line = self.lines.popleft()
            self.now = line.at
            nobody = (line.kind, line.detail) == ("asked", "anonymous")  # a stand-in, known to nobody beforehand
            deeds.append((line.kind, None if nobody else line.member, line.question, line.detail))
            if line.member is not None:
                self.people.setdefault(line.member, Person(line.member))
            if kind := self._kinds.get(line.kind):
                kind(line)
        return deeds

    def _asked(self, line: Line) -> None:
        assert line.member is not None
        assert line.question is not None
        self.need(line.question not in self.questions, line, "asked twice")
        wish = self.facts.wish(line.question)
        by = line.member if line.detail is None else wish.by
        self.need(by is None or self.unclosed(by) < self.limits.open_limit, line, "asked above the limit")
        expires = self.now + PATIENCE
        asked = Asked(
            line.question, line.member, by, line.topic, wish.urgent, wish.not_my_school, self.now, expires, wish.held
        )
        asked.unnamed = line.detail == "anonymous"
        self.questions[asked.number] = asked
        called = self._begin(asked)
        self.say("card", asked.number, about=called)

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
        if asked.held is not None and asked.held > self.now:
            if not self.lines or (self.lines[0].kind, self.lines[0].question) != ("held", asked.number):
                raise Wrong(f"the asker of question {asked.number} tries first, and nothing is said of it")
            self.lines.popleft()
            asked.wave_due = asked.held
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
        self.lines.appendleft(line)
        self._calls(asked, self._taken(asked))
        self.say_call(asked, str(asked.wave))
        asked.wave_due = self.now + asked.pause

    def _moderators_told(self, line: Line) -> None:
        asked = self._open(line)
        if line.detail != GIVEN_UP:
            due = asked.wave_due is not None and asked.wave_due <= self.now + self.slack
            self.need(due and not asked.moderators_told, line, "it is not time for that")
            self.nobody(asked)
        asked.moderators_told = True
        self.say("moderators", asked.number, about="waiting")

    def written_in(self, tie: Tie) -> int | None:
        return self.facts.written(tie.number)

    def first_end(self, offer: int) -> int:
        return self.facts.ends(offer)

    def nobody(self, asked: Asked) -> None:
        """A wave that found nobody to call comes again only for those who are resting."""
        self.check_nobody(asked, self.now)
        asked.wave_due = self.now + asked.pause if self.only_resting(asked, self.now) else None

    def _claimed(self, line: Line) -> None:
        asked = self._open(line)
        assert line.member is not None
        self.need(line.other == asked.asker, line, "it is somebody else's")
        hurdle = self.hurdle(line.member, asked)
        self.need(hurdle is None, line, f"they should read {hurdle}")
        asked.status, asked.helper, asked.wave_due = "claimed", line.member, None
        tie = Tie(len(self.links) + 1, asked.number, asked.asker, line.member, self.now, self.now)
        self.links[tie.number] = tie
        self.say("card-update", asked.number)
        self.say("thread", asked.number, tie.number)
        self.say("opening", asked.number, tie.number)
        self.say_to_asker(asked, tie)
        self.calls_over(asked)

    def _claim_lost(self, line: Line) -> None:
        asked = self._asked_before(line)
        lost = asked.status == "claimed" and line.member not in (asked.helper, asked.by)
        self.need(lost, line, f"it is {asked.status}, by {asked.helper}")

    def _nudged(self, line: Line) -> None:
        tie = self._tie(line)
        self.seen(tie)
        self.need(tie.nudged is None, line, "it was asked about already")
        self.need(tie.active + QUIET <= self.now + self.slack, line, "it has not been quiet for long enough")
        tie.nudged = self.now
        self.say("nudge", tie.question, tie.number)
        self.say_to_asker(self.questions[tie.question], tie)

    def _kept_open(self, line: Line) -> None:
        tie = self._tie(line)
        self.need(line.member in (tie.asker, tie.helper), line, "it is not theirs")
        tie.active, tie.nudged = self.now, None

    def _link_closed(self, line: Line) -> None:
        tie, asked = self._tie(line), self._asked_before(line)
        if line.detail == "quiet":
            self.seen(tie)
            quiet = tie.nudged is not None and tie.nudged + QUIET <= self.now + self.slack
            self.need(quiet, line, "nobody was asked whether it is done, or not long enough ago")
        tie.closed, tie.outcome = self.now, line.detail
        tie.follow_up = self.now + DAY if line.detail == "sorted" else None
        helper = self.people[tie.helper]
        helper.helped = self.now
        self.say("thread-retire", asked.number, tie.number)
        self.say("thread-close", asked.number, tie.number)
        following = self.lines.popleft() if self.lines else None
        if following is None or following.question != asked.number:
            raise Wrong(f"link {tie.number} ended, and its question {asked.number} did not")
        if following.kind == "reopened":
            self.say_to_asker(asked, tie)
            self.need(line.detail in GONE, line, "its helper is still here")
            self.put_back(asked)
            return
        self.need((following.kind, following.detail) == ("question-closed", line.detail), following, "its link ended")
        self.need(following.other == tie.helper, following, "somebody else helped")
        self.end(asked, str(line.detail), told=True)
        if line.detail in ("sorted", "quiet", "moderator", "thread-deleted") and line.member != tie.asker:
            self.say_to_asker(asked, tie, farewell=line.detail == "sorted")

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
        self.need(asked.closed is not None and asked.closed + REOPENABLE >= self.now - self.slack, line, "too late")
        self.put_back(asked)

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

    def _tie(self, line: Line) -> Tie:
        tie = next((t for t in self.links.values() if t.question == line.question and t.closed is None), None)
        if tie is None:
            raise Wrong(f"{line} is about a link that does not run")
        return tie
