"""Takes in what happens in a web and leaves no line in the log: deliveries, departures, what is deleted or due."""

import sqlite3
from collections import Counter
from dataclasses import replace

from hypothesis.stateful import RuleBasedStateMachine

from tests.gates.model.nouns import HOUR, Asked, Person, Wrong
from tests.gates.model.web import Web
from tests.gates.webs.handsraised import Hands, user_of
from tests.gates.webs.noticeboard import Noticeboard
from tests.played import PlayedClock

CALLED_OUTSIDE = "SELECT call_outside FROM member WHERE id = ?"
TO_A_STAND_IN = "SELECT m.stand_in FROM announcement a JOIN member m ON m.id = a.member_id WHERE a.id = ?"
WAITS_ALONG = "SELECT 1 FROM me_too WHERE question_id = ? AND member_id = ?"
HELPS_TOO = (
    "SELECT 1 FROM joining j JOIN link l ON l.id = j.link_id WHERE l.question_id = ? AND j.member_id = ?"
    " AND j.agreed_at IS NOT NULL AND j.left_at IS NULL AND j.link_id >= ?"
)
OFFERED_TO_JOIN = "SELECT 1 FROM joining WHERE link_id = ? AND member_id = ? AND left_at IS NULL"
HAS_WINDOWS = "SELECT 1 FROM weekly WHERE member_id = ?"
ASKS_LATER = "SELECT 1 FROM job WHERE kind = 'ask-over' AND subject_id = ? AND done_at IS NULL"
SAID_ONCE = frozenset({"card", "call-out", "opening", "nudge", "notice", "moderators", "thread-note"})


class Unlogged(RuleBasedStateMachine):
    """A web, Discord's side of it, and the rows in which such things show; none of it may be other than is possible."""

    file: sqlite3.Connection
    web: Web
    board: Noticeboard
    hands: Hands
    clock: PlayedClock
    counts: Counter[str]
    states: dict[int, str]

    @property
    def now(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def thread_of(self, link: int) -> int | None:
        return self.id_of("SELECT thread_id FROM link WHERE id = ?", link)

    def card_of(self, question: int) -> int | None:
        return self.id_of("SELECT card_id FROM question WHERE id = ?", question)

    def id_of(self, sql: str, *numbers: int) -> int | None:
        row = self.file.execute(sql, numbers).fetchone()
        return row[0] if row else None

    def written(self, link: int) -> int | None:
        at = self.board.written.get(self.thread_of(link) or 0)
        return None if at is None else int(at.timestamp() * 1000)

    def _see_what_was_seen(self) -> None:
        """A process that died in between may have noted what was written in a thread, which leaves no line."""
        self.web.now = self.now
        for tie in self.web.links.values():
            if self.id_of("SELECT active_at FROM link WHERE id = ?", tie.number) == self.written(tie.number):
                self.web.seen(tie)

    def _take_in_withdrawals(self) -> None:
        """Learn when chance withdraws what somebody asked anonymously who left: an hour later, or up to twelve."""
        sql = "SELECT subject_id, due_at FROM job WHERE kind = 'withdraw' AND done_at IS NULL"
        for number, due in self.file.execute(sql).fetchall():
            asked = self.web.questions[number]
            if number in self.web.withdrawals:
                continue
            hours = (due - self.now) / HOUR
            if asked.by in (None, asked.asker) or user_of(asked.by or 0) not in self.board.left or not 1 <= hours <= 12:
                raise Wrong(f"question {number} is to be withdrawn in {hours} hours, and nobody left")
            self.web.withdrawals[number] = due

    def _take_in_deliveries(self) -> list[Asked]:
        """Note what became of announcements, as far as Discord agrees; give whose card was missed."""
        missed: list[Asked] = []
        rows = self.file.execute("SELECT id, kind, question_id, state, message_id, problem FROM announcement")
        for number, kind, question, state, message, problem in rows.fetchall():
            if self.states.get(number, "pending") == state:
                continue
            self.states[number] = state
            self._check_delivery(number, kind, state, message)
            asked = self.web.questions.get(question or 0)
            if asked is not None and kind == "card":
                asked.card = "stands" if state == "sent" else "none"
                self.hands.say_to_new(asked, message or 0)  # a card in doubt is looked at, while its question waits
            gone = kind == "card-update" and (state, problem) == ("failed", "gone")
            if gone and asked is not None and asked.card == "stands":  # else a new one is on its way already
                missed.append(asked)
        return missed

    def _take_in_departures(self) -> None:
        """Whoever is seen to have left is called no more, waits for no answer and helps with nothing as a second."""
        for person in self.web.people.values():
            if user_of(person.number) in self.board.left:
                self._let_go(person)

    def _let_go(self, person: Person) -> None:
        person.outside = person.outside and bool(self.id_of(CALLED_OUTSIDE, person.number))
        if person.windows and not self.id_of(HAS_WINDOWS, person.number):
            person.choices, person.windows = replace(person.choices, windows=()), {}
        for asked in self.web.questions.values():
            if person.number in asked.along and not self.id_of(WAITS_ALONG, asked.number, person.number):
                asked.along.discard(person.number)
                asked.gone.add(person.number)
                self.web.say("card-update", asked.number, optional=True)
        for tie in self.web.links.values():
            if person.number in tie.offered and not self.id_of(OFFERED_TO_JOIN, tie.number, person.number):
                tie.offered.discard(person.number)
            second = tie.second(person.number) if tie.closed is None else None
            if second is not None and not self.id_of(HELPS_TOO, tie.question, person.number, tie.number):
                second.until = person.helped = self.now

    def _take_in_asked_over(self) -> None:
        """Whoever was in their quiet hours is asked to take over once they are past."""
        for tie in self.web.links.values():
            if tie.ask_at is not None and tie.ask_at <= self.now and not self.id_of(ASKS_LATER, tie.number):
                self.web.say("notice", tie.question, tie.number, member=tie.wished, about="take-over")
                tie.ask_at = None

    def _check_delivery(self, number: int, kind: str, state: str, message: int | None) -> None:
        stands = self.board.standing.get(number)
        unnamed = self.id_of(TO_A_STAND_IN, number)  # where it stands is remembered nowhere: it would tell who asked
        known = unnamed if message is None else stands is not None and stands.message_id == message
        if kind in SAID_ONCE and state == "sent" and not known:
            raise Wrong(f"{kind} {number} is marked sent as {message}, and there stands {stands}")
        if kind in ("card", "opening") and state == "dropped" and stands is not None:
            raise Wrong(f"{kind} {number} stands, and is forgotten")
        self.counts[f"announcements {state}"] += 1

    def _see_what_was_deleted(self) -> None:
        for asked in self.web.questions.values():
            gone = asked.status != "closed" and self.card_of(asked.number) in self.board.deleted
            left = asked.status == "open" and asked.by is not None and user_of(asked.by) in self.board.left
            if gone and not left:
                self._card_gone(asked)

    def _card_gone(self, asked: Asked) -> None:
        if asked.card == "stands":
            self.web.card_gone(asked)
