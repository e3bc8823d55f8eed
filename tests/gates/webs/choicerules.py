"""What members choose for themselves, and moderators for everybody: when, how and how much people are called."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from mentorbot.domain.quiet import QuietHours
from mentorbot.domain.weekly import Window
from mentorbot.services.choosing import Choosing
from tests.gates.model.answers import DONE, Want
from tests.gates.model.nouns import MINUTE, Weekly
from tests.gates.webs.handsraised import user_of
from tests.gates.webs.memberrules import COIN, MEMBERS, NEWEST
from tests.gates.webs.memory import SCHOOLS, person
from tests.gates.webs.sharerules import MOSTLY, Sharers

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
PAUSES = st.sampled_from([None, None, 5, 60, 600, 25 * 60])  # minutes; the last is too long


class Choosers(Sharers):
    """Each rule is one choice; a second passes before each."""

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

    @rule(member=MEMBERS, on=COIN)
    def chooses_private_calls(self, member: int, on: bool) -> None:
        self._chooses(
            member, "private messages", {"by_message": on}, lambda c: c.call_by_message(person(member), on=on)
        )

    @rule(member=MEMBERS, asker=MEMBERS, hours=QUIET)
    def offers_and_wants_private_calls(self, member: int, asker: int, hours: tuple[int, int, bool]) -> None:
        """In their quiet hours, too; then somebody asks."""
        self.chooses_private_calls(member, on=True)
        self.chooses_quiet_hours(member, hours)
        self.offers(member, ("excel",), 60)
        self.asks(asker, "excel", urgent=False, private=False)

    @rule(asker=MEMBERS, helper=MEMBERS, to=MEMBERS, hours=QUIET)
    def is_asked_to_take_over_in_quiet_hours(
        self, asker: int, helper: int, to: int, hours: tuple[int, int, bool]
    ) -> None:
        self.chooses_quiet_hours(to, hours)
        self.asks_and_somebody_claims(asker, helper, private=False, shown=True)
        if self.some_link():
            self.asks_somebody_to_take_over(helper, 0, True, to, "waits")

    @rule(member=MEMBERS, on=COIN)
    def chooses_follow_ups(self, member: int, on: bool) -> None:
        self._chooses(member, "follow-ups", {"follow_up": on}, lambda c: c.follow_up(person(member), on=on))

    @precondition(Sharers.some_link)
    @rule(member=MEMBERS, back=NEWEST, own=MOSTLY)
    def wants_no_follow_up_any_more(self, member: int, back: int, own: bool) -> None:
        """Pressed beneath the question whether it worked; the log names nobody who asked without a name."""
        self.second()
        tie, asked, member = self.followed(member, back, own=own)
        chosen = self.choice = replace(self.web.people[member].choices, follow_up=False)
        want = Want("NotYourQuestion")
        if asked.by == member:
            line = ("choice-changed", None if asked.unnamed else member, None, "no follow-up")
            want = Want(DONE, [line], change=lambda: setattr(self.web.people[member], "choices", chosen))
        self.does(want, lambda: self.bot.parts.following_up.stop(user_of(member), tie.number))

    @rule(moderator=MEMBERS, minutes=PAUSES)
    def pauses_or_resumes_calls(self, moderator: int, minutes: int | None) -> None:
        self.second()
        until = None if minutes is None else self.clock.now() + timedelta(minutes=minutes)
        self.paused_until = None if minutes is None else self.now + minutes * MINUTE
        want = self.answers.pause(moderator, self.paused_until, self.now)
        moderating, who = self.bot.parts.moderating, person(moderator)
        self.does(want, lambda: moderating.resume(who) if until is None else moderating.pause(who, until))
