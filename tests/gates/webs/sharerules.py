"""What members and moderators may do who share questions: hand on, join, wait along, keep apart, assign."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.gates.model.answers import DONE, Want
from tests.gates.model.nouns import Asked, Tie
from tests.gates.webs.handsraised import user_of
from tests.gates.webs.memberrules import COIN, MEMBERS, NEWEST, Members
from tests.gates.webs.memory import person

LATER = st.integers(0, 2)
MOSTLY = st.sampled_from([True, True, True, False])
THEN = st.sampled_from(["agrees", "agrees", "waits", "declines"])


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

    @rule(asker=MEMBERS, helper=MEMBERS, other=MEMBERS, stranger=MEMBERS)
    def a_stranger_lets_somebody_join(self, asker: int, helper: int, other: int, stranger: int) -> None:
        self.asks_and_somebody_claims(asker, helper, private=False, shown=True)
        if self.some_link():
            self.offers_to_join(other, 0)
            self.answers_an_offer_to_join(stranger, 0, other, own=False, agrees=True)

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

    @rule(asker=MEMBERS, member=MEMBERS)
    def asks_and_withdraws_while_somebody_waits_along(self, asker: int, member: int) -> None:
        self.asks(asker, "excel", urgent=False, private=False)
        if self.some_question():
            self.waits_along(member, 0, no_longer=1)
            self.withdraws(asker, 0, own=True)

    @rule(asker=MEMBERS, helper=MEMBERS, own=COIN)
    def is_asked_again_by_somebody_kept_apart(self, asker: int, helper: int, own: bool) -> None:
        self.asks_and_somebody_claims(asker, helper, private=False, shown=True)
        if self.some_question():
            self.keeps_apart(helper, 0, own)
            self.a_moderator_closes_a_question(helper, 0)
        self.offers(helper, ("excel",), 600)
        self.asks(asker, "excel", urgent=False, private=False)

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

    def followed(self, member: int, back: int, *, own: bool) -> tuple[Tie, Asked, int]:
        """One of the newest links, its question, and mostly whoever asked it."""
        tie = self.tie(back)
        asked = self.web.questions[tie.question]
        return tie, asked, asked.by if own and asked.by is not None else member

    @precondition(Members.some_link)
    @rule(member=MEMBERS, back=NEWEST, own=MOSTLY, worked=COIN)
    def says_whether_it_worked(self, member: int, back: int, own: bool, worked: bool) -> None:
        self.second()
        tie, asked, member = self.followed(member, back, own=own)
        want = self.answers.follow_up(member, asked, "it worked" if worked else "not yet", self.now)
        following_up, user = self.bot.parts.following_up, user_of(member)
        self.does(want, lambda: (following_up.worked if worked else following_up.not_yet)(user, tie.number))
