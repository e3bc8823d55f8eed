"""Links as their log tells them: claimed, given to somebody else, shared with a second helper, and ended."""

from tests.gates.model.asking import Asking
from tests.gates.model.nouns import DAY, QUIET, Asked, Line, Second, Tie, Wrong

GONE = ("helper-left", "erased", "handed-back")
"""Endings after which a second helper goes on, or else the question waits again."""
PUT_DOWN = ("handed-back", "handed-over")
NEWS_TO_UNNAMED = ("sorted", "quiet", "moderator", "thread-deleted")


class Linking(Asking):
    """Follows what becomes of each link."""

    def _claimed(self, line: Line) -> None:
        asked = self._open(line)
        assert line.member is not None
        self.need(line.other == asked.asker, line, "it is somebody else's")
        hurdle, assigned = self.hurdle(line.member, asked), line.detail == "assigned"
        self.need(hurdle is None or (assigned and hurdle == "HandsFull"), line, f"they should read {hurdle}")
        tie = self._tied(asked, line.member)
        self.say("card-update", asked.number)
        self._say_it_begins(asked, tie)
        self.calls_over(asked)
        if assigned:
            self.say("notice", asked.number, member=line.member, about="assigned")

    def _tied(self, asked: Asked, helper: int) -> Tie:
        asked.status, asked.helper, asked.wave_due = "claimed", helper, None
        asked.along.discard(helper)
        tie = Tie(len(self.links) + 1, asked.number, asked.asker, helper, self.now, self.now)
        self.links[tie.number] = tie
        return tie

    def _say_it_begins(self, asked: Asked, tie: Tie) -> None:
        self.say("thread", asked.number, tie.number)
        self.say("opening", asked.number, tie.number)
        self.say_to_asker(asked, tie)

    def _claim_lost(self, line: Line) -> None:
        asked = self._asked_before(line)
        lost = asked.status == "claimed" and line.member not in (asked.helper, asked.by)
        self.need(lost, line, f"it is {asked.status}, by {asked.helper}")

    def _assigned(self, line: Line) -> None:
        """By a moderator; a question without a name is only offered to somebody, whom the log does not name."""
        asked = self._open(line)
        following = self.lines[0] if self.lines else None
        given = following is not None and (following.kind, following.detail) == ("claimed", "assigned")
        self.need(given != asked.unnamed, line, f"it was given: {given}, and without a name: {asked.unnamed}")

    def _joined(self, line: Line) -> None:
        tie, asked = self._tie(line), self._asked_before(line)
        assert line.member is not None
        offered = line.member in tie.offered or not self.all_known
        self.need(offered and line.other == asked.asker, line, "they did not offer, or somebody else agreed")
        hurdle = self.hurdle(line.member, asked)
        self.need(hurdle is None and not self.parted(line.member, tie.helper), line, f"they may not: {hurdle}")
        tie.offered.discard(line.member)
        tie.seconds.append(Second(line.member, self.now))
        self.say("thread-note", asked.number, tie.number, member=line.member, about="joined")

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
        self.need(line.member == tie.asker or tie.helps(line.member or 0), line, "it is not theirs")
        tie.active, tie.nudged = self.now, None

    def _handed_back(self, line: Line) -> None:
        """By a helper, by the second, who only steps out, or by a moderator."""
        tie = self._tie(line)
        second = next((s for s in tie.seconds if s.member == line.member and s.until in (None, self.now)), None)
        if second is not None:
            second.until = self.people[second.member].helped = self.now
            return
        self.need(tie.helper == (line.other or line.member), line, "somebody else helps with it")
        following = self.lines[0] if self.lines else None
        back = following is not None and (following.kind, following.detail) == ("link-closed", "handed-back")
        self.need(back, line, "its link goes on")

    def _link_closed(self, line: Line) -> None:
        tie, asked = self._tie(line), self._asked_before(line)
        if line.detail == "quiet":
            self.seen(tie)
            quiet = tie.nudged is not None and tie.nudged + QUIET <= self.now + self.slack
            self.need(quiet, line, "nobody was asked whether it is done, or not long enough ago")
        seconds = [second.member for second in tie.seconds if second.until is None]
        wished = tie.wished if tie.wished is not None and self.hurdle(tie.wished, asked) is None else None
        self._untied(tie, asked, str(line.detail))
        self.say("thread-retire", asked.number, tie.number)
        following = self.lines.popleft() if self.lines else None
        if following is None or following.question != asked.number:
            raise Wrong(f"link {tie.number} ended, and its question {asked.number} did not")
        if following.kind == "handed-over":
            to = seconds[0] if seconds and line.detail in GONE else wished if line.detail == "handed-over" else None
            right = following.other == to or (line.detail == "handed-over" and not self.all_known)
            self.need(right and following.member == tie.helper, following, f"it is for {to}")
            self._pass_on(tie, asked, following)
            return
        for member in seconds:
            self.people[member].helped = self.now
        self.say("thread-close", asked.number, tie.number)
        if following.kind == "reopened":
            self.need(line.detail in GONE and not seconds, line, "somebody still helps")
            self._waits_again(tie, asked)
            return
        self.need((following.kind, following.detail) == ("question-closed", line.detail), following, "its link ended")
        self.need(following.other == tie.helper, following, "somebody else helped")
        self.end(asked, str(line.detail), told=True)
        if line.detail in NEWS_TO_UNNAMED and line.member != tie.asker:
            self.say_to_asker(asked, tie, farewell=line.detail == "sorted")

    def _untied(self, tie: Tie, asked: Asked, outcome: str) -> None:
        if tie.ask_at is not None and tie.ask_at <= self.now:  # perhaps they were asked just before it ended
            self.say("notice", asked.number, tie.number, member=tie.wished, about="take-over", optional=True)
        tie.closed, tie.outcome = self.now, outcome
        tie.follow_up = self.now + DAY if outcome == "sorted" else None
        tie.offered.clear()
        tie.wished = tie.ask_at = None
        self.people[tie.helper].helped = self.now
        if outcome in PUT_DOWN:
            asked.put_down.add(tie.helper)

    def _waits_again(self, tie: Tie, asked: Asked) -> None:
        self.say_to_asker(asked, tie)
        self.put_back(asked)
        if tie.outcome == "handed-back" and not asked.unnamed:
            self.say("notice", asked.number, tie.number, member=asked.asker, about="handed-back")

    def _pass_on(self, tie: Tie, asked: Asked, over: Line) -> None:
        """Another helper begins a link in the same thread; whoever helped with this one too goes on there."""
        begun = self.lines.popleft() if self.lines else over
        wanted = ("claimed", over.other, asked.asker, asked.number, "handed-over")
        self.need(
            (begun.kind, begun.member, begun.other, begun.question, begun.detail) == wanted, over, "nobody has it"
        )
        new = self._tied(asked, over.other or 0)
        if any(one.member == new.helper and one.until is None for one in tie.seconds):
            self.people[new.helper].helped = self.now
        new.seconds = [one for one in tie.seconds if one.until is None and one.member != new.helper]
        tie.seconds = [one for one in tie.seconds if one not in new.seconds]
        self.say_on_card(asked)
        self._say_it_begins(asked, new)

    def _me_too(self, line: Line) -> None:
        asked = self._asked_before(line)
        assert line.member is not None
        waits = line.member in asked.along | asked.gone
        self.need(waits == (line.detail == "left") and asked.status != "closed", line, "that is so already, or over")
        self.need(line.member != asked.by, line, "it is their own")
        asked.along ^= {line.member} - asked.gone
        self.say_on_card(asked)

    def parted(self, one: int, other: int) -> bool:
        """Whether one of two keeps the other away."""
        return other in self.people[one].away or one in self.people[other].away

    def _tie(self, line: Line) -> Tie:
        tie = next((t for t in self.links.values() if t.question == line.question and t.closed is None), None)
        if tie is None:
            raise Wrong(f"{line} is about a link that does not run")
        return tie
