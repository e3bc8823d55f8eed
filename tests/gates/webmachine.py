"""Compares the small bot with the model after each step: what was answered, logged, said, planned and kept."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from hypothesis.stateful import RuleBasedStateMachine

from mentorbot.errors import Refused
from mentorbot.store.verifying import verify
from tests.gates.handsraised import Hands, user_of
from tests.gates.memory import FIRST_MEMBER, NAMES, SCHOOLS, Died, Fuse, opened
from tests.gates.model.answers import DONE, Answers, Want
from tests.gates.model.nouns import HOUR, Asked, Person, Said, Wish, Wrong
from tests.gates.model.replay import near
from tests.gates.model.rows import TABLES, differences, lines, said, unsaid
from tests.gates.model.web import Deed, Web
from tests.gates.noticeboard import TAKEN, Noticeboard
from tests.gates.smallbot import Smallbot
from tests.played import SERVER, PlayedClock

ALL = frozenset(TABLES)
CALLED_OUTSIDE = "SELECT call_outside FROM member WHERE id = ?"
TO_A_STAND_IN = "SELECT m.stand_in FROM announcement a JOIN member m ON m.id = a.member_id WHERE a.id = ?"
SAID_ONCE = frozenset({"card", "call-out", "opening", "nudge", "notice", "moderators"})
ENDED = frozenset({"question-closed", "link-closed", "offer-ended"})
DUE = ENDED | {"called", "forgotten", "moderators-told", "nudged", "followed-up"}
SEEN = ENDED | {"claimed", "claim-lost", "reopened"}
DELIVERED = SEEN | {"card-reposted"}


class WebMachine(RuleBasedStateMachine):
    """The bot, Discord and the clock on one side, the model on the other; the rules are in `webrules.py`."""

    loop: asyncio.AbstractEventLoop
    counts: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.counts["webs"] += 1
        self.clock = PlayedClock()
        self.file, self.fuse, self.board = opened(), Fuse(), Noticeboard(self.clock)
        self.web = Web(self)
        self.web.near = near(self.file)
        people = range(FIRST_MEMBER, FIRST_MEMBER + len(NAMES))
        self.web.people = {n: Person(n, SCHOOLS.get(NAMES[n - FIRST_MEMBER])) for n in people}
        self.answers = Answers(self.web)
        self.draft, self.until = Wish(None), 0
        self.unsettled = False
        self.sound = True
        self.hands = Hands(self.web, self.board, self.card_of)
        self._line = self._said = 0
        self._states: dict[int, str] = {}
        self.bot = self._started()
        self._run(self.bot.start)

    @property
    def now(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def wish(self, _: int) -> Wish:
        return self.draft

    def ends(self, _: int) -> int:
        return self.until

    def written(self, link: int) -> int | None:
        at = self.board.written.get(self.thread_of(link) or 0)
        return None if at is None else int(at.timestamp() * 1000)

    def thread_of(self, link: int) -> int | None:
        return self._id("SELECT thread_id FROM link WHERE id = ?", link)

    def card_of(self, question: int) -> int | None:
        return self._id("SELECT card_id FROM question WHERE id = ?", question)

    def _id(self, sql: str, number: int) -> int | None:
        row = self.file.execute(sql, (number,)).fetchone()
        return row[0] if row else None

    def does(self, want: Want, act: Callable[[], Awaitable[object]]) -> None:
        """Let a member do something, and hold the answer and all that follows against the model."""
        answer = self._run(act)
        deeds = self._follow()
        lost = answer is None
        if not lost and answer != want.answer:
            raise Wrong(f"the answer was {answer}, and has to be {want.answer}")
        if Counter(deeds) != Counter(want.deeds) and not (lost and not deeds):
            raise Wrong(f"it brought about {deeds}, and has to bring about {want.deeds}")
        self.web.said += [replace(one, optional=lost) for one in want.said]
        self._compare()

    def happens(self, act: Callable[[], Awaitable[object]], may: frozenset[str]) -> None:
        """Let something happen that nobody did, and that may bring about deeds of these kinds."""
        self._run(act)
        self._nothing_but(may)
        self._compare()

    def tick(self, may: frozenset[str] = DUE) -> None:
        """Let the bot do what is due; then nothing may be left that is."""
        self._run(self.bot.tick)
        self._nothing_but(may)
        self.unsettled = self.bot.dead
        if self.unsettled:
            self._see_what_was_seen()
        else:
            self.web.settle(self.now)
        self._compare()

    def _see_what_was_seen(self) -> None:
        """A process that died in between may have noted what was written in a thread, which leaves no line."""
        self.web.now = self.now
        for tie in self.web.links.values():
            if self._id("SELECT active_at FROM link WHERE id = ?", tie.number) == self.written(tie.number):
                self.web.seen(tie)

    def _nothing_but(self, may: frozenset[str]) -> None:
        if strange := [deed for deed in self._follow() if deed[0] not in may]:
            raise Wrong(f"nobody did {strange}, and nothing was due that brings it about")

    def look(self) -> None:
        """Let the bot compare what it remembers with Discord."""
        self.fuse.put_out()
        self._see_what_was_deleted()
        waiting = self.hands.unanswered()
        self.happens(lambda: self.bot.watcher.compare(SERVER), SEEN)
        if not self.bot.dead:
            self.hands.check(waiting, self.now)

    def die(self, taken: Callable[[int], bool]) -> None:
        """End the process; Discord may have taken what was just being said. Then start another."""
        for number in list(self.board.desk):
            if taken(number):
                self.board.take_unheard(number)
        self._restart()

    def _restart(self) -> None:
        self.counts["restarts"] += 1
        self.fuse.put_out()
        self.board.while_looking = None  # whoever was to act at a look of this process does not
        self.loop.run_until_complete(self.bot.end())
        self.bot = self._started()
        self._see_what_was_deleted()
        waiting = self.hands.unanswered()
        self.happens(self.bot.start, SEEN | DELIVERED)
        if not self.bot.dead:
            self.hands.check(waiting, self.now)
        self.tick()

    def _started(self) -> Smallbot:
        return Smallbot(self.file, self.fuse, self.clock, self.board)

    def _run(self, act: Callable[[], Awaitable[object]]) -> str | None:
        """Give "done", a refusal's name, or None where the process died of it."""
        self.sound = False
        self.counts["happenings"] += 1

        async def run() -> str | None:
            answer: str | None = DONE
            try:
                await act()
            except Refused as refusal:
                answer = type(refusal).__name__
            except Died:
                answer = None
            await self.bot.rest()
            return answer

        return self.loop.run_until_complete(run())

    def _follow(self) -> list[Deed]:
        missed = self._take_in_deliveries()
        new = lines(self.file, self._line)
        self._line = new[-1][0] if new else self._line
        deeds = self.web.follow(line for _, line in new)
        for asked in missed:  # what the log tells came before its card was missed
            self._card_gone(asked)
        self._take_in_withdrawals()
        self.counts.update(kind for kind, *_ in deeds)
        self.counts["lines of the log"] += len(new)
        return deeds

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
        for person in self.web.people.values():
            if user_of(person.number) in self.board.left and person.outside:
                person.outside = bool(
                    self._id(CALLED_OUTSIDE, person.number)
                )  # it leaves no line when a departure is noticed
        for number, kind, question, state, message, problem in rows.fetchall():
            if self._states.get(number, "pending") == state:
                continue
            self._states[number] = state
            self._check_delivery(number, kind, state, message)
            asked = self.web.questions.get(question or 0)
            if asked is not None and kind == "card":
                asked.card = "stands" if state == "sent" else "none"
                self.hands.say_to_new(asked, message or 0)  # a card in doubt is looked at, while its question waits
            if asked is not None and kind == "card-update" and (state, problem) == ("failed", "gone"):
                missed.append(asked)
        return missed

    def _check_delivery(self, number: int, kind: str, state: str, message: int | None) -> None:
        stands = self.board.standing.get(number)
        unnamed = self._id(TO_A_STAND_IN, number)  # where it stands is remembered nowhere: it would tell who asked
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

    def _compare(self) -> None:
        if faults := list(self._faults()):
            raise Wrong("\n".join(faults))
        self.sound = True
        if self.bot.dead:
            self._restart()

    def _faults(self) -> Iterable[str]:
        kinds = ALL - {"job"} if self.unsettled or self.bot.dead else ALL
        yield from differences(self.web, self.file, kinds)
        yield from self._unsaid()
        for number, times in self.board.made.items():
            if times > 1:
                yield f"announcement {number} was said {times} times"

    def _unsaid(self) -> Iterable[str]:
        """What belongs to one question is put into the outbox in the order in which it happened."""
        new = said(self.file, self._said)
        self._said = new[-1][0] if new else self._said
        model, rows = defaultdict[int | None, list[Said]](list), defaultdict[int | None, list[Said]](list)
        for one in self.web.said:
            model[one.question].append(one)
        for _, row in new:
            rows[row.question].append(row)
        self.web.said.clear()
        for notices in (model[None], rows[None]):  # chance decides whose hand comes first
            notices.sort(key=lambda one: one.member or 0)
        for question in model.keys() | rows.keys():
            yield from unsaid(model[question], rows[question])

    def teardown(self) -> None:
        """Say all that is still to be said; then nothing may be pending, and the log's seals have to fit."""
        try:
            if self.sound:
                self._settle()
        finally:
            self.loop.run_until_complete(self.bot.end())
            self.file.close()

    def _settle(self) -> None:
        self.fuse.put_out()
        for _ in range(3):
            self.clock.move(hours=1)
            self.tick()
            self.deliver_all()
        if rows := self.file.execute("SELECT id, kind FROM announcement WHERE state = 'pending'").fetchall():
            raise Wrong(f"announcements wait for ever: {rows}")
        checked = self.loop.run_until_complete(self.bot.database.read(verify))
        if checked.broken is not None or checked.lines != self._line:
            raise Wrong(f"line {checked.broken} of the log does not follow from the line before")

    def deliver_all(self) -> None:
        """Let Discord take everything that is being said, until there is nothing more."""

        async def all_taken() -> None:
            while self.board.desk and not self.bot.dead:
                for waiting in list(self.board.desk.values()):
                    if not waiting.answer.done():
                        waiting.answer.set_result(TAKEN)
                await self.bot.rest()

        self.happens(all_taken, DELIVERED)
