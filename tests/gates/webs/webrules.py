"""What Discord, time and death may do to the web, at any step; and all that members may do."""

from collections.abc import Awaitable, Callable

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.gates.model.nouns import HOUR
from tests.gates.webs.choicerules import Choosers
from tests.gates.webs.handsraised import user_of
from tests.gates.webs.memberrules import COIN, MEMBERS, NEWEST, Members
from tests.gates.webs.memory import person
from tests.gates.webs.noticeboard import HOWS, TAKEN
from tests.gates.webs.webmachine import DELIVERED, DUE, SEEN
from tests.played import SERVER

SPANS = st.sampled_from([30, 120, 600, 1800, 3600, 6 * 3600, 86_400, 259_200, 8 * 86_400])
MOST_TICKS = 60


class LearningWeb(Choosers):
    """Everything that may happen, one thing at a time."""

    @rule(member=MEMBERS, noticed=COIN)
    def leaves(self, member: int, noticed: bool) -> None:
        self.second()
        self.board.left.add(user_of(member))
        if not noticed:
            return
        want = self.answers.leave(member)
        self.does(want, lambda: self.bot.parts.reconciling.left(SERVER, user_of(member)))
        gone = self.web.people[member]
        assert self.bot.dead or not (gone.outside or gone.windows or self.shares(member))

    @rule()
    def everybody_is_here_again(self) -> None:
        self.board.left.clear()

    @precondition(Members.some_question)
    @rule(back=NEWEST)
    def somebody_deletes_a_card(self, back: int) -> None:
        """A deleted card is noticed when Discord is looked at, or when the card is edited."""
        card = self.card_of(self.newest(back).number)
        if card is not None:
            self.board.deleted.add(card)

    @precondition(Members.some_link)
    @rule(back=NEWEST, noticed=COIN)
    def somebody_deletes_a_thread(self, back: int, noticed: bool) -> None:
        self.second()
        thread = self.thread_of(self.tie(back).number)
        if thread is None or thread in self.board.lost:
            return
        self.board.lost.add(thread)
        if not noticed:
            return
        rows = self.file.execute("SELECT id FROM link WHERE thread_id = ?", (thread,)).fetchall()
        want = self.answers.lose_thread([row[0] for row in rows])
        self.does(want, lambda: self.bot.parts.reconciling.thread_deleted(thread))

    @rule()
    def looks_at_discord(self) -> None:
        self.second()
        self.look()

    @precondition(Members.something_said)
    @rule(place=NEWEST, how=st.sampled_from([*HOWS, TAKEN]))
    def discord_answers(self, place: int, how: str) -> None:
        self.second()
        waiting = list(self.board.desk.values())
        self.counts[f"answers: {how}"] += 1
        self.happens(self._answers(waiting[place % len(waiting)].answer.set_result, how), DELIVERED)

    @staticmethod
    def _answers(answer: Callable[[str], None], how: str) -> Callable[[], Awaitable[object]]:
        async def give() -> None:
            answer(how)

        return give

    @precondition(Members.something_said)
    @rule()
    def discord_takes_everything(self) -> None:
        self.second()
        self.deliver_all()

    @rule(span=SPANS)
    def time_passes(self, span: int) -> None:
        """The bot does each thing when it is due."""
        self._until(self.now + span * 1000)

    @rule()
    def time_passes_until_something_is_due(self) -> None:
        due = self.web.jobs().values()
        if due:
            self._until(max(min(due), self.now))

    @rule(asker=MEMBERS, helper=MEMBERS)
    def somebody_hands_back_and_goes_on_offering(self, asker: int, helper: int) -> None:
        self.offers(helper, ("excel",), 600)
        self.asks_and_somebody_claims(asker, helper, private=False, shown=True)
        if self.some_link():
            self.hands_back(helper, 0, own=True, moderator=False)
        self._until(self.now + HOUR)

    @rule(asker=MEMBERS, helper=MEMBERS)
    def a_thread_falls_quiet(self, asker: int, helper: int) -> None:
        self.asks_and_somebody_claims(asker, helper, private=False, shown=True)
        self._until(self.now + 49 * HOUR)

    def _until(self, end: int) -> None:
        for _ in range(MOST_TICKS):
            due = min(self.web.jobs().values(), default=end)
            if due >= end:
                break
            self.clock.move(milliseconds=max(due - self.now, 0))
            self.tick()
        self.clock.move(milliseconds=max(end - self.now, 0))
        self.tick()

    @rule(span=SPANS, taken=st.integers(0, 31))
    def dies_and_is_away(self, span: int, taken: int) -> None:
        self.clock.move(seconds=span)
        self.die(lambda number: bool(taken >> number % 5 & 1))

    @rule(commits=st.integers(1, 6), late=COIN)
    def will_die(self, commits: int, late: bool) -> None:
        """At one of the next commits, just before it or just after."""
        self.fuse.light(commits, late=late)

    @precondition(Members.some_link)
    @rule(back=NEWEST, does=st.sampled_from(["keeps open", "closes", "writes"]))
    def somebody_acts_while_the_thread_is_looked_at(self, back: int, does: str) -> None:
        tie = self.tie(back)
        thread = self.thread_of(tie.number)
        if tie.closed is not None or thread is None:
            return
        self._until(self.web.jobs()["nudge" if tie.nudged is None else "dissolve", tie.number] - 1)
        if tie.closed is not None:
            return
        self.clock.move(seconds=2)

        async def act() -> None:
            if does == "keeps open":
                await self.bot.parts.linking.keep_open(person(tie.helper), tie.number)
            elif does == "closes":
                await self.bot.parts.linking.close(person(tie.helper), tie.number)
            else:
                self.board.written[thread] = self.clock.now()

        self.board.while_looking = act
        self.tick(DUE | SEEN | {"kept-open"})
        self.board.while_looking = None
