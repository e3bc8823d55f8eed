"""The race for a question: one wins, everybody else hears of it kindly."""

import asyncio
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from discord.utils import time_snowflake

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.questions import Outcome, Status
from mentorbot.errors import Refused
from mentorbot.services.asking import QuestionGone
from mentorbot.services.claiming import AlreadyClaimed, Claimed, NotWaiting, OwnQuestion
from tests.played import Web

RIVALS = 200


async def test_of_two_hundred_rivals_by_button_and_reaction_one_wins_and_every_loser_is_told(web: Web) -> None:
    asked = [await web.ask(asker, topic=None) for asker in ("Amira", "Farid", "Gwen")]
    rng = Random(5)
    rivals = web.people(f"Rival {number}" for number in range(RIVALS))
    claims: list[tuple[int, Any]] = []
    for question in asked:
        for rival in rng.sample(rivals, RIVALS):
            by_button = rng.random() < 0.5
            number = question.question.id
            claim = web.parts.claiming.claim(rival, number) if by_button else by_reaction(web, rival, number)
            claims.append((number, claim))
    rng.shuffle(claims)
    answers = await asyncio.gather(*(claim for _, claim in claims), return_exceptions=True)

    assert not [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refused)]
    told = {(notice.member_id, notice.detail["text"]) for notice in web.said(AnnouncementKind.NOTICE)}
    assert len(web.said(AnnouncementKind.NOTICE)) + sum(isinstance(a, Refused) for a in answers) == 3 * (RIVALS - 1)
    assert all("got there a moment ago" in text for _, text in told)
    assert all("got there a moment ago" in answer.words for answer in answers if isinstance(answer, Refused))
    for question in asked:
        number = question.question.id
        now = await web.question(number)
        links = await web.all(int, "SELECT helper_id FROM link WHERE question_id = $1", number)
        assert now.status is Status.CLAIMED
        assert links == [now.helper_id]
        assert len([a for a in web.said(AnnouncementKind.THREAD) if a.question_id == number]) == 1
    kinds = await web.log()
    assert (kinds.count("claimed"), kinds.count("claim-lost")) == (3, 3 * (RIVALS - 1))


async def by_reaction(web: Web, rival: Any, number: int) -> bool:
    return await web.parts.claiming.claim_by_reaction(rival, 1000 + number)


async def test_the_winner_by_button_holds_the_cards_update_back_for_the_answer(web: Web) -> None:
    asked = await web.ask()
    web.told.clear()
    claimed = await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    kinds = [(announcement.kind.value, held) for announcement, held in web.told]
    assert kinds == [("card-update", True), ("thread", False), ("opening", False)]
    assert claimed.update == web.told[0][0]


async def test_the_winner_by_reaction_sees_the_card_change_at_once(web: Web) -> None:
    await web.ask(card=77)
    web.told.clear()
    assert await web.parts.claiming.claim_by_reaction(web.person("Ben"), 77)
    assert [held for _, held in web.told] == [False, False, False]


async def test_a_claim_stops_the_waves_and_the_expiry_and_plans_the_nudge(web: Web) -> None:
    asked = await web.ask()
    assert {job.kind for job in await web.jobs()} == {JobKind.WAVE, JobKind.EXPIRE}
    await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    assert [job.kind for job in await web.jobs()] == [JobKind.NUDGE]


async def test_whoever_was_not_called_may_claim_just_as_well(web: Web) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask()
    assert isinstance(await web.parts.claiming.claim(web.person("Stranger"), asked.question.id), Claimed)


async def test_a_loser_is_pointed_at_another_open_question_that_is_not_their_own(web: Web) -> None:
    first = await web.ask("Amira")
    await web.ask("Chloe", card=71)
    await web.ask("Farid", card=72)
    await web.parts.claiming.claim(web.person("Ben"), first.question.id)
    with pytest.raises(AlreadyClaimed, match=r"Ben got there a moment ago\. This one is still waiting: \S*/10/72$"):
        await web.parts.claiming.claim(web.person("Chloe"), first.question.id)


async def test_one_cannot_claim_ones_own_question(web: Web) -> None:
    asked = await web.ask(card=77)
    with pytest.raises(OwnQuestion):
        await web.parts.claiming.claim(web.person("Amira"), asked.question.id)
    await web.parts.claiming.claim_by_reaction(web.person("Amira"), 77)
    assert [notice.detail["text"] for notice in web.said(AnnouncementKind.NOTICE)] == [OwnQuestion().words]
    assert (await web.question(asked.question.id)).status is Status.OPEN


async def test_claiming_twice_says_that_it_is_theirs_already_and_logs_no_loss(web: Web) -> None:
    asked = await web.ask(card=77)
    await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    with pytest.raises(NotWaiting, match="helping with this one already"):
        await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    await web.parts.claiming.claim_by_reaction(web.person("Ben"), 77)
    assert web.said(AnnouncementKind.NOTICE) == []
    assert "claim-lost" not in await web.log()


async def test_a_question_that_ended_is_not_waiting_any_more(web: Web) -> None:
    asked = await web.ask(card=77)
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    with pytest.raises(NotWaiting, match="isn't waiting any more"):
        await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    await web.parts.claiming.claim_by_reaction(web.person("Ben"), 77)
    assert "isn't waiting any more" in web.said(AnnouncementKind.NOTICE)[-1].detail["text"]


async def test_a_hand_under_any_other_message_means_nothing(web: Web) -> None:
    assert not await web.parts.claiming.claim_by_reaction(web.person("Ben"), 4711)
    with pytest.raises(QuestionGone):
        await web.parts.claiming.claim(web.person("Ben"), 4711)


async def test_a_hand_that_discord_tells_of_twice_is_answered_once(web: Web) -> None:
    asked = await web.ask(card=77)
    for name in ("Amira", "Amira", "Ben", "Ben", "Chloe", "Chloe"):
        await web.parts.claiming.claim_by_reaction(web.person(name), 77)
    told = [notice.detail["text"] for notice in web.said(AnnouncementKind.NOTICE)]
    assert ["This is your own question" in text for text in told] == [True, False]
    assert (await web.log()).count("claim-lost") == 1
    await web.parts.linking.end((await web.link_of(asked.question.id)).id, Outcome.QUIET)
    for _ in range(2):
        await web.parts.claiming.claim_by_reaction(web.person("Chloe"), 77)
    assert len(web.said(AnnouncementKind.NOTICE)) == 3, "that it has ended is news"


class TestHandsFoundLater:
    """Every few minutes the bot looks at all hands on open cards: those it missed count, others do not count again."""

    async def found(self, web: Web, name: str) -> None:
        await web.parts.claiming.claim_by_reaction(web.person(name), 77, found_later=True)

    async def test_a_hand_raised_while_the_bot_was_away_claims_and_the_log_says_so(self, web: Web) -> None:
        asked = await web.ask(card=77)
        await self.found(web, "Ben")
        assert (await web.link_of(asked.question.id)).helper_id == (await web.member("Ben")).id
        assert await web.all(str, "SELECT detail FROM event WHERE kind = 'claimed'") == ["found-later"]

    async def test_the_askers_own_hand_is_mentioned_once_and_not_every_ten_minutes(self, web: Web) -> None:
        await web.ask(card=77)
        for _ in range(5):
            await self.found(web, "Amira")
        assert len(web.said(AnnouncementKind.NOTICE)) == 1

    async def test_the_hand_of_the_last_helper_does_not_claim_a_question_that_was_opened_again(self, web: Web) -> None:
        asked = await web.ask(card=77)
        await web.parts.claiming.claim_by_reaction(web.person("Ben"), 77)
        await web.parts.linking.end((await web.link_of(asked.question.id)).id, Outcome.QUIET)
        web.clock.move(minutes=5)
        await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
        await self.found(web, "Ben")
        assert (await web.question(asked.question.id)).status is Status.OPEN

    async def test_nor_does_the_hand_of_somebody_who_was_too_late(self, web: Web) -> None:
        asked = await web.ask(card=77)
        await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
        await web.parts.claiming.claim_by_reaction(web.person("Chloe"), 77)
        await web.parts.linking.end((await web.link_of(asked.question.id)).id, Outcome.QUIET)
        await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
        web.told.clear()
        await self.found(web, "Chloe")
        assert (await web.question(asked.question.id)).status is Status.OPEN
        assert web.told == []

    async def test_but_pressing_or_raising_it_anew_claims(self, web: Web) -> None:
        asked = await web.ask(card=77)
        await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
        await web.parts.linking.end((await web.link_of(asked.question.id)).id, Outcome.QUIET)
        await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
        await web.parts.claiming.claim_by_reaction(web.person("Ben"), 77)
        assert (await web.question(asked.question.id)).status is Status.CLAIMED


async def test_a_button_older_than_the_question_of_its_number_claims_nothing(web: Web) -> None:
    asked = await web.ask()
    older = time_snowflake(asked.question.asked_at - timedelta(minutes=1))
    with pytest.raises(QuestionGone):
        await web.parts.claiming.claim(web.person("Ben"), asked.question.id, on=older)
    claimed = await web.parts.claiming.claim(
        web.person("Ben"), asked.question.id, on=time_snowflake(asked.question.asked_at)
    )
    assert claimed.question.id == asked.question.id
