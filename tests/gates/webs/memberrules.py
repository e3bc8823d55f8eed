"""What members and moderators may do to the web, at any step."""

import asyncio
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from mentorbot.domain.questions import Draft
from tests.announcer.desk import discords_error
from tests.gates.model.answers import DONE, Want
from tests.gates.model.nouns import MINUTE, Asked, Tie, Wish
from tests.gates.webs.memory import FIRST_MEMBER, NAMES, person
from tests.gates.webs.webmachine import WebMachine
from tests.played import CHANNEL, SERVER

KEYS = ("excel", "sheets", "scratch")
MEMBERS = st.integers(FIRST_MEMBER, FIRST_MEMBER + len(NAMES) - 1)
TOPICS = st.sampled_from([("excel",), ("sheets",), ("excel", "sheets"), ("scratch",), ()])
MINUTES = st.sampled_from([5, 30, 60, 600])
NEWEST = st.integers(0, 5)
COIN = st.booleans()


class Members(WebMachine):
    """Each rule is one thing that somebody does; a second passes before it."""

    def newest(self, back: int) -> Asked:
        """One of the newest questions."""
        number = len(self.web.questions) - back % len(self.web.questions)
        return self.web.questions[number]

    def tie(self, back: int) -> Tie:
        number = len(self.web.links) - back % len(self.web.links)
        return self.web.links[number]

    def some_question(self) -> bool:
        return bool(self.web.questions)

    def some_link(self) -> bool:
        return bool(self.web.links)

    def something_said(self) -> bool:
        return bool(self.board.desk)

    def second(self) -> None:
        self.clock.move(seconds=1)

    @rule(member=MEMBERS, topic=st.sampled_from([*KEYS, "excel", None]), urgent=COIN, private=COIN)
    def asks(self, member: int, topic: str | None, urgent: bool, private: bool) -> None:
        self._ask(member, Draft("How do I do this?", topic, urgent=urgent, private=private))

    @rule(member=MEMBERS, topic=st.sampled_from(KEYS), unnamed=COIN, away=COIN, held=COIN)
    def asks_with_care(self, member: int, topic: str, unnamed: bool, away: bool, held: bool) -> None:
        """Without a name, not from their own school, trying first."""
        draft = Draft("How do I do this?", topic, anonymous=unnamed, not_my_school=away, try_first=held)
        self._ask(member, draft)

    def _ask(self, member: int, draft: Draft) -> None:
        self.second()
        held = self.now + 5 * MINUTE if draft.try_first else None
        self.draft = Wish(member, draft.urgent, draft.not_my_school, held)
        want = self.answers.ask(member, self.draft, anonymous=bool(draft.anonymous))
        self.does(want, lambda: self.bot.parts.asking.ask(person(member), draft, CHANNEL))

    @precondition(some_question)
    @rule(member=MEMBERS, back=NEWEST, own=COIN)
    def tries_no_longer(self, member: int, back: int, own: bool) -> None:
        self.second()
        asked = self.newest(back)
        member = asked.by if own and asked.by is not None else member
        want = self.answers.call_now(member, asked, self.now)
        self.does(want, lambda: self.bot.parts.asking.call_now(person(member), asked.number))

    @initialize(first=MEMBERS, count=st.integers(0, 6), topics=TOPICS, minutes=MINUTES)
    def in_the_morning(self, first: int, count: int, topics: tuple[str, ...], minutes: int) -> None:
        self.several_offer(first, count, topics, minutes)

    @rule(asker=MEMBERS, urgent=COIN, private=COIN)
    def asks_about_excel_and_it_is_shown(self, asker: int, urgent: bool, private: bool) -> None:
        self.asks(asker, "excel", urgent, private)
        self.deliver_all()

    @rule(asker=MEMBERS, helper=MEMBERS, private=COIN, shown=COIN)
    def asks_and_somebody_claims(self, asker: int, helper: int, private: bool, shown: bool) -> None:
        self.asks(asker, "excel", urgent=False, private=private)
        self.deliver_all()
        if self.some_question():
            self.claims(helper, 0, shown)
            self.deliver_all()

    @precondition(some_question)
    @rule(member=MEMBERS, back=NEWEST, topic=st.sampled_from(KEYS), own=COIN)
    def chooses_a_topic(self, member: int, back: int, topic: str, own: bool) -> None:
        self.second()
        asked = self.newest(back)
        member = asked.by if own and asked.by is not None else member
        want = self.answers.choose_topic(member, asked)
        self.does(want, lambda: self._choose_topic(member, asked.number, topic))

    async def _choose_topic(self, member: int, question: int, key: str) -> None:
        topic = await self.bot.parts.topics.find(SERVER, key)
        await self.bot.parts.asking.choose_topic(person(member), question, topic.id)

    @precondition(some_question)
    @rule(member=MEMBERS, back=NEWEST, own=COIN)
    def withdraws(self, member: int, back: int, own: bool) -> None:
        self.second()
        asked = self.newest(back)
        member = asked.by if own and asked.by is not None else member
        want = self.answers.withdraw(member, asked)
        self.does(want, lambda: self.bot.parts.asking.withdraw(person(member), asked.number))

    @precondition(some_question)
    @rule(member=MEMBERS, back=NEWEST, own=COIN)
    def reopens(self, member: int, back: int, own: bool) -> None:
        self.second()
        asked = self.newest(back)
        member = asked.by if own and asked.by is not None else member
        want = self.answers.reopen(member, asked, self.now)
        self.does(want, lambda: self.bot.parts.waiting.reopen(person(member), asked.number))

    @precondition(some_question)
    @rule(member=MEMBERS, back=NEWEST, shown=COIN)
    def claims(self, member: int, back: int, shown: bool) -> None:
        self.second()
        asked = self.newest(back)
        self.does(self.answers.claim(member, asked, by_hand=False), lambda: self._claim(member, asked.number, shown))

    async def _claim(self, member: int, question: int, shown: bool) -> None:
        """Press the button; the answer shows the card's update, or comes too late."""
        claimed = await self.bot.parts.claiming.claim(person(member), question)
        async with self.bot.announcer.shown_by_answer(claimed.update):
            if not shown:
                raise discords_error(10062, 404)

    @precondition(some_question)
    @rule(member=MEMBERS, back=NEWEST, seen=COIN)
    def raises_a_hand(self, member: int, back: int, seen: bool) -> None:
        """React to a card; the bot is told, or it is just away and finds the hand later."""
        self.second()
        asked, one = self.newest(back), person(member)
        cards = [s.message_id for n, s in self.board.standing.items() if self._is_card(n, asked.number)]
        card = cards[-1] if cards else None
        if card is None or card in self.board.deleted:
            return
        self.board.hands[card] = [*(h for h in self.board.hands[card] if h.user_id != one.user_id), one]
        if not seen:
            return
        known = self.card_of(asked.number) == card
        new = known and not self._heard(member, asked)
        want = self.answers.claim(member, asked, by_hand=True) if new else Want(DONE)
        self.does(want, lambda: self.bot.parts.claiming.claim_by_reaction(one, card))
        if known:
            self.hands.answered.add((asked.number, member))

    def _heard(self, member: int, asked: Asked) -> bool:
        """Whether this hand was answered before, and nothing has changed since."""
        sql = "SELECT opened_at, status FROM hand WHERE question_id = ? AND member_id = ?"
        return self.file.execute(sql, (asked.number, member)).fetchone() == (asked.opened, asked.status)

    def _is_card(self, announcement: int, question: int) -> bool:
        row = self.file.execute(
            "SELECT 1 FROM announcement WHERE id = ? AND kind = 'card' AND question_id = ?", (announcement, question)
        )
        return row.fetchone() is not None

    @precondition(some_question)
    @rule(back=NEWEST, members=st.lists(MEMBERS, min_size=2, max_size=5, unique=True))
    def several_claim_at_once(self, back: int, members: list[int]) -> None:
        self.second()
        asked = self.newest(back)
        winners = [member for member in members if asked.status == "open" and self._may_claim(member, asked)][:1]
        self.fuse.put_out()
        self.race(asked.number, members)
        held = self.web.questions[asked.number]
        assert not winners or (held.status, held.helper) == ("claimed", winners[0])

    def _may_claim(self, member: int, asked: Asked) -> bool:
        return self.web.hurdle(member, asked) is None

    def race(self, question: int, members: list[int]) -> None:
        async def press() -> None:
            claims = [self._claim(member, question, True) for member in members]
            await asyncio.gather(*claims, return_exceptions=True)

        self.happens(press, frozenset({"claimed", "claim-lost"}))

    @precondition(some_link)
    @rule(member=MEMBERS, back=NEWEST, own=COIN, moderator=COIN, shown=COIN)
    def closes(self, member: int, back: int, own: bool, moderator: bool, shown: bool) -> None:
        self.second()
        tie = self.tie(back)
        asker = self.web.questions[tie.question].by
        member = asker if own and asker is not None else member
        want = self.answers.close(member, tie.number, moderator=moderator)
        self.does(want, lambda: self._close(member, tie.number, moderator, shown))

    async def _close(self, member: int, link: int, moderator: bool, shown: bool) -> None:
        linking = self.bot.parts.linking
        closed = await linking.close(person(member), link, by_button=True, moderator=moderator)
        async with self.bot.announcer.shown_by_answer(closed.retired) as answer:
            if not shown:
                answer.leave()

    @precondition(some_link)
    @rule(member=MEMBERS, back=NEWEST, own=COIN)
    def keeps_open(self, member: int, back: int, own: bool) -> None:
        self.second()
        tie = self.tie(back)
        member = tie.helper if own else member
        want = self.answers.keep_open(member, tie.number)
        self.does(want, lambda: self.bot.parts.linking.keep_open(person(member), tie.number))

    @precondition(some_link)
    @rule(back=NEWEST)
    def somebody_writes_in_a_thread(self, back: int) -> None:
        self.second()
        thread = self.thread_of(self.tie(back).number)
        if thread is not None and thread not in self.board.lost:
            self.board.written[thread] = self.clock.now()

    @rule(member=MEMBERS, topics=TOPICS, minutes=MINUTES)
    def offers(self, member: int, topics: tuple[str, ...], minutes: int) -> None:
        self.second()
        self._offer(member, topics, minutes)

    @rule(first=MEMBERS, count=st.integers(3, 6), topics=TOPICS, minutes=MINUTES)
    def several_offer(self, first: int, count: int, topics: tuple[str, ...], minutes: int) -> None:
        for step in range(count):
            self.second()
            self._offer(FIRST_MEMBER + (first + step) % len(NAMES), topics, minutes)

    def _offer(self, member: int, topics: tuple[str, ...], minutes: int) -> None:
        until = self.clock.now() + timedelta(minutes=minutes)
        self.until = int(until.timestamp() * 1000)

        async def offer() -> None:
            named = [await self.bot.parts.topics.find(SERVER, key) for key in topics]
            await self.bot.parts.offering.offer(person(member), until, named)

        self.does(self.answers.offer(member, topics), offer)

    @precondition(lambda self: self.web.offers)
    @rule(member=MEMBERS, back=NEWEST, own=COIN, minutes=MINUTES)
    def extends(self, member: int, back: int, own: bool, minutes: int) -> None:
        self.second()
        offer = self.web.offers[len(self.web.offers) - back % len(self.web.offers)]
        member = offer.member if own else member
        want = self.answers.extend(member, offer.number, minutes, self.now)
        by = timedelta(minutes=minutes)
        self.does(want, lambda: self.bot.parts.offering.extend(person(member), offer.number, by))

    @rule(member=MEMBERS)
    def stops_offering(self, member: int) -> None:
        self.second()
        self.does(self.answers.stop(member, self.now), lambda: self.bot.parts.offering.stop(person(member)))

    @rule(member=MEMBERS, topics=TOPICS, outside=COIN, paused=st.sampled_from([False, False, True]))
    def says_how_to_be_called(self, member: int, topics: tuple[str, ...], outside: bool, paused: bool) -> None:
        self.second()
        skills = self.bot.parts.skills

        async def learn() -> None:
            await skills.add(person(member), [await self.bot.parts.topics.find(SERVER, key) for key in topics])

        self.does(self.answers.learn(member, topics), learn)
        want = self.answers.choose(member, outside=outside, paused=paused)
        skills = self.bot.parts.skills
        self.does(want, lambda: skills.choose(person(member), call_outside=outside, paused=paused))

    @rule(member=MEMBERS, topic=st.sampled_from(KEYS))
    def gives_up_a_skill(self, member: int, topic: str) -> None:
        self.second()

        async def unlearn() -> None:
            found = await self.bot.parts.topics.find(SERVER, topic)
            await self.bot.parts.skills.remove(person(member), [found.id])

        self.does(self.answers.unlearn(member, topic), unlearn)
