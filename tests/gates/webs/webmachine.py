"""Compares the small bot with the model after each step: what was answered, logged, said, planned and kept."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from mentorbot.errors import Refused
from mentorbot.store.verifying import verify
from tests.gates.model.answers import DONE, Answers, Want
from tests.gates.model.nouns import Choices, Person, Said, Wish, Wrong
from tests.gates.model.replay import near
from tests.gates.model.rows import TABLES, UNLOGGED, differences, lines, said, unsaid
from tests.gates.model.sharing import Sharing
from tests.gates.model.web import Deed, Web
from tests.gates.webs.handsraised import Hands
from tests.gates.webs.memory import FIRST_MEMBER, NAMES, SCHOOLS, Died, Fuse, opened
from tests.gates.webs.noticeboard import TAKEN, Noticeboard
from tests.gates.webs.smallbot import Smallbot
from tests.gates.webs.unlogged import Unlogged
from tests.played import SERVER, PlayedClock

ALL = frozenset(TABLES)
ENDED = frozenset({"question-closed", "link-closed", "offer-ended"})
DUE = ENDED | {"called", "forgotten", "moderators-told", "nudged", "followed-up", "offered"}
SEEN = ENDED | {"claimed", "claim-lost", "reopened"}
COUNTED = frozenset({"handed-over", "weekly window"})
Lane = tuple[int | None, bool]
DELIVERED = SEEN | {"card-reposted"}


class WebMachine(Unlogged):
    """The bot, Discord and the clock on one side, the model on the other; the rules are in `webrules.py`."""

    loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        super().__init__()
        self.counts["webs"] += 1
        self.clock = PlayedClock()
        self.file, self.fuse, self.board = opened(), Fuse(), Noticeboard(self.clock)
        self.web = Web(self)
        self.web.near = near(self.file)
        people = range(FIRST_MEMBER, FIRST_MEMBER + len(NAMES))
        self.web.people = {n: Person(n, Choices(school=SCHOOLS.get(NAMES[n - FIRST_MEMBER]))) for n in people}
        self.answers, self.sharing = Answers(self.web), Sharing(self.web)
        self.choice: Choices | None = None
        self.paused_until: int | None = None
        self.draft, self.until = Wish(None), 0
        self.unsettled = False
        self.sound = True
        self.hands = Hands(self.web, self.board, self.card_of)
        self._line = self._said = 0
        self.states = {}
        self.bot = self._started()
        self._run(self.bot.start)

    def wish(self, _: int) -> Wish:
        return self.draft

    def ends(self, _: int) -> int:
        return self.until

    def chosen(self, _: int) -> Choices | None:
        return self.choice

    def pause(self) -> int | None:
        return self.paused_until

    def does(self, want: Want, act: Callable[[], Awaitable[object]]) -> None:
        """Let a member do something, and hold the answer and all that follows against the model."""
        answer = self._run(act)
        deeds = self._follow()
        lost = answer is None
        if not lost and answer != want.answer:
            raise Wrong(f"the answer was {answer}, and has to be {want.answer}")
        if Counter(deeds) != Counter(want.deeds) and not (lost and not deeds):
            raise Wrong(f"it brought about {deeds}, and has to bring about {want.deeds}")
        if want.change is not None and (not lost or deeds or any(differences(self.web, self.file, UNLOGGED))):
            want.change()
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
        self._take_in_departures()
        missed = self._take_in_deliveries()
        new = lines(self.file, self._line)
        self._line = new[-1][0] if new else self._line
        deeds = self.web.follow(line for _, line in new)
        for asked in missed:  # what the log tells came before its card was missed
            self._card_gone(asked)
        self._take_in_withdrawals()
        self._take_in_asked_over()
        self.counts.update(kind for kind, *_ in deeds)
        self.counts.update(detail for *_, detail in deeds if detail in COUNTED)
        self.counts["lines of the log"] += len(new)
        return deeds

    def _compare(self) -> None:
        if faults := list(self._faults()):
            raise Wrong("\n".join(faults))
        for asked in self.web.questions.values():
            asked.gone.clear()
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
        model, rows = defaultdict[Lane, list[Said]](list), defaultdict[Lane, list[Said]](list)
        for one in self.web.said:
            model[_lane(one)].append(one)
        for _, row in new:
            rows[_lane(row)].append(row)
        self.web.said.clear()
        for notices in (model[None, False], rows[None, False]):  # chance decides whose hand comes first
            notices.sort(key=lambda one: one.member or 0)
        for lane in model.keys() | rows.keys():
            yield from unsaid(model[lane], rows[lane])

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


def _lane(one: Said) -> Lane:
    """Of each question all is said in order, but for asking somebody to take over, of which there is no line."""
    return one.question, one.about == "take-over"
