"""What members and moderators may do who share questions: hand on, join, wait along, choose, keep apart, assign."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from mentorbot.domain.quiet import QuietHours
from mentorbot.domain.weekly import Window
from mentorbot.services.choosing import Choosing
from tests.gates.model.answers import DONE, Want
from tests.gates.model.nouns import Tie, Weekly
from tests.gates.webs.memberrules import COIN, MEMBERS, NEWEST, Members
from tests.gates.webs.memory import SCHOOLS, person

LATER = st.integers(0, 2)
MOSTLY = st.sampled_from([True, True, True, False])
THEN = st.sampled_from(["agrees", "agrees", "waits", "declines"])
LIMITS: dict[str, tuple[int | None, ...]] = {
    "most_links": (None, 1, 3),
    "week_minutes": (None, 0, 60, 600),
    "cool_down": (None, 0, 120),
}
LIMIT = st.sampled_from([(name, value) for name, values in LIMITS.items() for value in values])
QUIET = st.sampled_from([(19 * 60, 8 * 60, True), (12 * 60, 13 * 60, True), (0, 0, False), (22 * 60, 21 * 60, False)])
ZONES = st.sampled_from([None, "Asia/Tokyo", "America/New_York"])
WEEKDAYS = range(7)
LUNCH = tuple(Weekly(day, 12 * 60, 13 * 60) for day in WEEKDAYS)
NIGHT = tuple(Weekly(day, 20 * 60, 23 * 60) for day in WEEKDAYS)
FEW = (Weekly(0, 9 * 60, 15 * 60), Weekly(3, 15 * 60 + 30, 17 * 60))
WINDOWS = st.sampled_from([LUNCH, NIGHT, FEW, (Weekly(5, 10 * 60, 11 * 60),), ()])


class Sharers(Members):
    """Each rule is one thing that somebody does, or a few that belong together; a second passes before each."""

    def shares(self, member: int) -> bool:
        """Whether somebody helps with anything as a second, would, or waits along."""
        ties = (tie for tie in self.web.links.values() if tie.closed is None)
        helps = any(tie.second(member) is not None or member in tie.offered for tie in ties)
        return helps or any(member in asked.along for asked in self.web.questions.values())

    def running(self, back: int) -> Tie:
        """One of the newest links that run, where there is any."""
        ties = [tie for tie in self.web.links.values() if tie.closed is None]
        return ties[-1 - back % len(ties)] if ties else self.tie(back)

    def helper(self, tie: Tie, member: int, *, own: bool) -> int:
        """A link's helper, or its second where there is one, rather than just anybody."""
        if not own:
            return member
        seconds = [one.member for one in tie.seconds if one.until is None]
        return seconds[0] if seconds and member % 2 else tie.helper

    @precondition(Members.some_link)
    @rule(member=MEMBERS, back=NEWEST, own=COIN, moderator=COIN)
    def hands_back(self, member: int, back: int, own: bool, moderator: bool) -> None:
        self.second()
        tie = self.running(back)
        member = self.helper(tie, member, own=own)
        want = self.sharing.hand_back(member, tie, moderator=moderator)
        self.does(want, lambda: self.bot.parts.handing.hand_back(person(member), tie.number, moderator=moderator))

    @precondition(Members.some_link)
    @rule(member=MEMBERS, back=NEWEST, own=MOSTLY, to=MEMBERS, then=THEN)
    def asks_somebody_to_take_over(self, member: int, back: int, own: bool, to: int, then: str) -> None:
        self.second()
        tie = self.running(back)
        member = tie.helper if own else member
        want = self.sharing.ask_over(member, tie, to, self.now)
        self.does(want, lambda: self.bot.parts.handing.ask_over(person(member), tie.number, person(to)))
        if then != "waits":
            self._answers_take_over(to, tie, agrees=then == "agrees")

    @precondition(Members.some_link)
    @rule(member=MEMBERS, back=NEWEST, wished=COIN, agrees=COIN)
    def answers_whether_to_take_over(self, member: int, back: int, wished: bool, agrees: bool) -> None:
        tie = self.running(back)
        self._answers_take_over(tie.wished if wished and tie.wished else member, tie, agrees=agrees)

    def _answers_take_over(self, member: int, tie: Tie, *, agrees: bool) -> None:
        self.second()
        handing = self.bot.parts.handing
        if agrees:
            self.does(self.sharing.take_over(member, tie), lambda: handing.take_over(person(member), tie.number))
        else:
            self.does(self.sharing.not_now(member, tie), lambda: handing.not_now(person(member), tie.number))

    @precondition(Members.some_question)
    @rule(member=MEMBERS, back=NEWEST)
    def offers_to_join(self, member: int, back: int) -> None:
        self.second()
        asked = self.newest(back)
        want = self.sharing.offer_to_join(member, asked)
        self.does(want, lambda: self.bot.parts.joining.offer(person(member), asked.number))

    @precondition(Members.some_link)
    @rule(member=MEMBERS, back=NEWEST, other=MEMBERS, own=COIN, agrees=COIN)
    def answers_an_offer_to_join(self, member: int, back: int, other: int, own: bool, agrees: bool) -> None:
        self.second()
        tie = self.running(back)
        asker = self.web.questions[tie.question].by
        member = asker if own and asker is not None else member
        other = min(tie.offered) if own and tie.offered else other
        joining = self.bot.parts.joining
        if agrees:
            moderator = not own and member % 3 == 0
            want = self.sharing.agree(member, tie, other, moderator=moderator)
            self.does(want, lambda: joining.agree(person(member), tie.number, other, moderator=moderator))
        else:
            want = self.sharing.decline(member, tie, other)
            self.does(want, lambda: joining.decline(person(member), tie.number, other))

    @rule(asker=MEMBERS, helper=MEMBERS, others=st.lists(MEMBERS, min_size=1, max_size=3, unique=True))
    def asks_and_several_help(self, asker: int, helper: int, others: list[int]) -> None:
        self.asks_and_somebody_claims(asker, helper, private=False, shown=True)
        for other in others if self.some_question() else ():
            self.offers_to_join(other, 0)
            if self.some_link():
                self.answers_an_offer_to_join(asker, 0, other, own=False, agrees=True)

    @precondition(Members.some_question)
    @rule(member=MEMBERS, back=NEWEST, no_longer=LATER)
    def waits_along(self, member: int, back: int, no_longer: int) -> None:
        self.second()
        asked, me_too = self.newest(back), self.bot.parts.me_too
        if no_longer:
            self.does(self.sharing.wait_along(member, asked), lambda: me_too.join(person(member), asked.number))
        else:
            self.does(self.sharing.wait_no_more(member, asked), lambda: me_too.leave(person(member), asked.number))

    @precondition(Members.some_question)
    @rule(moderator=MEMBERS, back=NEWEST, to=MEMBERS)
    def assigns(self, moderator: int, back: int, to: int) -> None:
        self.second()
        asked = self.newest(back)
        want = self.sharing.assign(moderator, asked, to)
        self.does(want, lambda: self.bot.parts.moderating.assign(person(moderator), asked.number, person(to)))

    @precondition(Members.some_question)
    @rule(moderator=MEMBERS, back=NEWEST)
    def a_moderator_closes_a_question(self, moderator: int, back: int) -> None:
        self.second()
        asked = self.newest(back)
        want = self.answers.moderate(moderator, asked)
        self.does(want, lambda: self.bot.parts.moderating.close(person(moderator), asked.number, "See the handbook"))

    @precondition(Members.some_question)
    @rule(member=MEMBERS, back=NEWEST, own=COIN)
    def keeps_apart(self, member: int, back: int, own: bool) -> None:
        """From whoever asked a question, or, as its asker, from whoever helped."""
        self.second()
        asked = self.newest(back)
        member = asked.by if own and asked.by is not None else member
        want = self.sharing.part(member, asked)
        self.does(want, lambda: self.bot.parts.keeping_apart.part(person(member), asked.number))

    @rule(member=MEMBERS)
    def is_apart_from_nobody(self, member: int) -> None:
        self.second()
        own, apart = self.web.people[member], self.bot.parts.keeping_apart
        users, unnamed = [person(one).user_id for one in own.away], list(own.shunned)

        def forget() -> None:
            own.blocked.clear()
            own.wished.clear()
            own.shunned.clear()

        self.does(Want(DONE, change=forget), lambda: apart.undo(person(member), users=users, unnamed=unnamed))

    @rule(member=MEMBERS, hours=QUIET)
    def chooses_quiet_hours(self, member: int, hours: tuple[int, int, bool]) -> None:
        wanted = QuietHours(hours[0], hours[1], hours[2])
        self._chooses(member, "quiet hours", {"quiet": hours}, lambda c: c.be_quiet(person(member), wanted))

    @rule(member=MEMBERS, zone=ZONES)
    def chooses_a_clock(self, member: int, zone: str | None) -> None:
        self._chooses(member, "time zone", {"zone": zone}, lambda c: c.live_in(person(member), zone))

    @rule(member=MEMBERS, limit=LIMIT)
    def chooses_limits(self, member: int, limit: tuple[str, int | None]) -> None:
        name, value = limit

        def choose(choosing: Choosing) -> Awaitable[object]:
            links, week = choosing.limit_links, choosing.limit_week
            act = {"most_links": links, "week_minutes": week}.get(name, choosing.cool_down)
            return act(person(member), value)

        self._chooses(member, "limits", {name: value}, choose)

    @rule(member=MEMBERS, school=st.sampled_from([None, *sorted(set(SCHOOLS.values()))]))
    def names_a_school(self, member: int, school: str | None) -> None:
        def choose(choosing: Choosing) -> Awaitable[object]:
            who = person(member)
            return choosing.forget_school(who) if school is None else choosing.name_school(who, school)

        self._chooses(member, "school", {"school": school}, choose)

    @rule(member=MEMBERS, windows=WINDOWS)
    def chooses_windows(self, member: int, windows: tuple[Weekly, ...]) -> None:
        wanted = [Window(one.weekday, one.start, one.end) for one in windows]
        self._chooses(member, "weekly windows", {"windows": windows}, lambda c: c.set_windows(person(member), wanted))

    def _chooses(
        self, member: int, what: str, fields: dict[str, Any], act: Callable[[Choosing], Awaitable[object]]
    ) -> None:
        self.second()
        self.choice = replace(self.web.people[member].choices, **fields)
        want = Want(DONE, [("choice-changed", member, None, what)])
        self.does(want, lambda: act(self.bot.parts.choosing))
